#pragma once

#include <string>

#include "app/ports/assets.h"
#include "app/ports/object_store.h"
#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// Deletes an asset with what was seen in it, then its files. Broken off in between it leaves files
/// without a row, which the sweep takes; never a row without files.
class DeleteAsset {
 public:
  DeleteAsset(Store& store, Assets& assets, ObjectStore& objects)
      : store_(store), assets_(assets), objects_(objects) {}

  /// `id` is a UUID. Errors: NotFound; those of the store.
  Result<void> run(const AccountScope& scope, const std::string& id);

 private:
  Store& store_;
  Assets& assets_;
  ObjectStore& objects_;
};

}  // namespace gv::app

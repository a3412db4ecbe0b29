#pragma once

#include "app/ports/assets.h"
#include "app/ports/object_store.h"
#include "app/ports/store.h"
#include "app/ports/video_files.h"

namespace gv::app {

/// Videos that were uploaded here. Thread-safe; what it is built with outlives it.
class AssetVideos final : public VideoFiles {
 public:
  AssetVideos(Store& store, Assets& assets, ObjectStore& objects)
      : store_(store), assets_(assets), objects_(objects) {}

  Result<VideoBytes> open(const AccountScope& scope, std::string_view asset_id) override;

 private:
  Store& store_;
  Assets& assets_;
  ObjectStore& objects_;
};

}  // namespace gv::app

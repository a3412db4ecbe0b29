#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "app/ports/accounts.h"
#include "app/ports/assets.h"
#include "app/ports/object_store.h"
#include "app/ports/store.h"
#include "app/ports/uploads.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Removes uploads that expired, and files that belong to nothing: what a killed process left
/// between a file and its row. Younger ones may have their row yet to come.
class SweepFiles {
 public:
  struct Ports {
    Store& store;
    Accounts& accounts;
    Assets& assets;
    Uploads& uploads;
    ObjectStore& objects;
    const Clock& clock;
  };
  explicit SweepFiles(const Ports& ports) : ports_(ports) {}

  /// How many files and uploads went. O(files). Errors: those of the store; Cancelled.
  Result<std::int64_t> run();
  /// Ends a run soon. From any thread.
  void stop() { stop_ = true; }

 private:
  Result<std::int64_t> end_uploads(const AccountId& account);
  Result<bool> is_wanted(std::string_view key);

  Ports ports_;
  std::atomic<bool> stop_{false};
};

}  // namespace gv::app

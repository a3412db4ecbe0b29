#pragma once

#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/attribution/reconcile.h"

namespace gv::app {

/// What ad platforms reported of an account's ads.
class PlatformReports {
 public:
  virtual ~PlatformReports() = default;
  /// Revenue of every ad and day that begins in [from, until), by day and ad.
  virtual Result<std::vector<attribution::PlatformDay>> days(Transaction& transaction,
                                                             TimePoint from, TimePoint until) = 0;
};

}  // namespace gv::app

#pragma once

#include <cstdint>

#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// What of the tables of nobody has outlived its use: jobs that ended, their attempts (30 days),
/// sessions (30 days after they ran out), bodies of webhooks (30 days), cached values.
class Upkeep {
 public:
  virtual ~Upkeep() = default;

  /// Removes up to `limit` rows of each table; the most that any one table gave.
  virtual Result<std::int64_t> clear(SharedTransaction& transaction, int limit) = 0;
};

}  // namespace gv::app

#pragma once

#include <cstdint>

#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// What a store needs done now and then.
class Upkeep {
 public:
  virtual ~Upkeep() = default;

  /// Makes room for the rows of the coming months, where the engine wants that; in how many places.
  virtual Result<int> make_room(SharedTransaction& transaction) = 0;

  /// What of the tables of nobody has outlived its use goes: jobs that ended, their attempts (after
  /// 30 days), sessions (30 days after they ran out), bodies of webhooks (30 days), cached values.
  /// Removes up to `limit` rows of each table; the most that any one table gave.
  virtual Result<std::int64_t> clear(SharedTransaction& transaction, int limit) = 0;
};

}  // namespace gv::app

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Who leads: one holder of a name at a time among all processes that share the store. A lease runs
/// out by itself; its token grows with every grant, so what a former leader still does can be told
/// apart.
class Leases {
 public:
  virtual ~Leases() = default;

  /// Takes a free or expired lease, or renews one's own; its token. Nothing: another one holds it.
  virtual Result<std::optional<std::int64_t>> acquire(SharedTransaction& transaction,
                                                      std::string_view name,
                                                      std::string_view holder, Millis ttl) = 0;
  /// Gives one's own lease up; false when it was not.
  virtual Result<bool> release(SharedTransaction& transaction, std::string_view name,
                               std::string_view holder) = 0;
  /// Ends all leases, for the only process of a store: whoever held them is gone.
  virtual Result<void> end_all(SharedTransaction& transaction) = 0;
};

}  // namespace gv::app

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A key that an account's hashes are made with, sealed.
struct SealedAccountKey {
  std::string id;
  std::string sealed;  ///< bytes; empty once destroyed
  TimePoint active_from{};
  TimePoint retire_at{};  ///< it is destroyed then, and with it every hash that it made
  std::optional<TimePoint> destroyed_at{};
};

class AccountKeys {
 public:
  virtual ~AccountKeys() = default;

  /// False when there is a key of this id: somebody else made it meanwhile.
  virtual Result<bool> add(Transaction& transaction, const SealedAccountKey& key) = 0;
  /// Those that are not destroyed, newest first.
  virtual Result<std::vector<SealedAccountKey>> list(Transaction& transaction) = 0;
  /// Destroys what was to be retired until now; how many keys.
  virtual Result<std::int64_t> destroy_retired(Transaction& transaction) = 0;
};

}  // namespace gv::app

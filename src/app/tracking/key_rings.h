#pragma once

#include <vector>

#include "app/access/secrets.h"
#include "app/ports/account_keys.h"
#include "app/ports/sealer.h"
#include "base/result.h"
#include "core/attribution/identity.h"

namespace gv::app {

/// How long a key is kept after it was new: until every link that was hashed with it has expired
/// (90 days at most after the key's own 30).
inline constexpr Days kKeyKept{120};

/// The keys of an account's hashes. A fresh random one every 30 days, made when it is first needed;
/// sealed in the store.
class KeyRings {
 public:
  KeyRings(AccountKeys& keys, const Sealer& sealer, RandomBytes random)
      : keys_(keys), sealer_(sealer), random_(std::move(random)) {}

  /// To hash with the key of the day and look up with the one before too.
  /// Errors: UnusableInput when a key was sealed by another installation; those of the store.
  Result<attribution::KeyRing> ring(Transaction& transaction);
  /// Every key that is not destroyed, newest first: for erasing what any of them hashed.
  Result<std::vector<attribution::AccountKey>> all(Transaction& transaction);

 private:
  Result<void> add_key(Transaction& transaction);

  AccountKeys& keys_;
  const Sealer& sealer_;
  RandomBytes random_;
};

}  // namespace gv::app

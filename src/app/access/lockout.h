#pragma once

#include "app/ports/identities.h"

namespace gv::app {

/// Whether too many failures keep this user out for now.
[[nodiscard]] inline bool is_locked(const User& user, TimePoint now) {
  return user.locked_until && *user.locked_until > now;
}

/// One more failure to sign in, of a password or a code, in `user`, for the caller to store. Ten of
/// them lock for a quarter of an hour.
inline void count_failure(User& user, TimePoint now) {
  constexpr int kFailuresMax = 10;
  constexpr Millis kLocked{15 * 60'000};
  if (++user.failed_logins < kFailuresMax) return;
  user.failed_logins = 0;
  user.locked_until = now + kLocked;
}

}  // namespace gv::app

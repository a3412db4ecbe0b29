#pragma once

#include <condition_variable>
#include <mutex>

#include "app/ports/passwords.h"

namespace gv::passwords {

/// Argon2id (RFC 9106) by libsodium. A hash takes memory on purpose: two at once, thirty-two wait.
class Argon2 final : public app::Passwords {
 public:
  /// What one hash costs. The default is 2 passes over 64 MiB, above the OWASP minimum of 19 MiB.
  struct Cost {
    unsigned long long passes{2};
    std::size_t bytes{64u << 20};
  };
  Argon2() : Argon2(Cost{}) {}
  explicit Argon2(Cost cost) : cost_(cost) {}

  Result<std::string> hash(std::string_view password) override;
  Result<bool> matches(const std::string& hash, std::string_view password) override;

 private:
  class Turn;

  Cost cost_;
  std::mutex mutex_{};
  std::condition_variable done_{};
  int running_{0};
  int waiting_{0};
};

}  // namespace gv::passwords

#include "adapters/passwords/argon2.h"

#include <array>

#include <sodium.h>

namespace gv::passwords {
namespace {

constexpr int kRunningMax = 2;
constexpr int kWaitingMax = 32;

}  // namespace

/// One of the places to hash in.
class Argon2::Turn {
 public:
  explicit Turn(Argon2& of) : of_(of) {
    std::unique_lock lock(of_.mutex_);
    if (of_.waiting_ >= kWaitingMax) return;
    ++of_.waiting_;
    of_.done_.wait(lock, [&] { return of_.running_ < kRunningMax; });
    --of_.waiting_;
    ++of_.running_;
    taken_ = true;
  }
  ~Turn() {
    if (!taken_) return;
    const std::lock_guard lock(of_.mutex_);
    --of_.running_;
    of_.done_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  [[nodiscard]] Result<void> check() const {
    if (taken_) return {};
    return fail(ErrorCode::Unavailable, "password", "Too many people sign in at this moment.");
  }

 private:
  Argon2& of_;
  bool taken_{false};
};

Result<std::string> Argon2::hash(std::string_view password) {
  const Turn turn(*this);
  GV_TRY(turn.check());
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int failed = crypto_pwhash_str_alg(text.data(), password.data(), password.size(),
                                           cost_.passes, cost_.bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) {
    return fail(ErrorCode::Unavailable, "password", "There is no memory to hash a password in.");
  }
  return std::string(text.data());
}

Result<bool> Argon2::matches(const std::string& hash, std::string_view password) {
  const Turn turn(*this);
  GV_TRY(turn.check());
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace gv::passwords

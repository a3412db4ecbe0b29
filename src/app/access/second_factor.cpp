#include "app/access/second_factor.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/access/lockout.h"
#include "base/hash.h"
#include "base/hmac.h"

namespace gv::app {
namespace {

constexpr std::size_t kSecretBytes = 20;  // RFC 4226, requirement 6
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10;  // 80 bits, 16 letters
constexpr std::size_t kDigits = 6;
constexpr std::int64_t kStepMs = 30'000;
constexpr std::string_view kSealedAt = "users.totp_secret_enc";

/// What is sealed: the secret, then a hash for every code that recovers and is left.
struct Shared {
  std::string secret;
  std::vector<std::string> hashes;
};

/// RFC 4648 section 6, whole groups of five bytes.
std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint64_t bits = 0;
  std::size_t held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (held += 8; held >= 5; held -= 5) text += kLetters[bits >> (held - 5) & 31];
  }
  return text;
}

std::string random_bytes(const RandomBytes& random, std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) {
    const auto more = random();
    bytes.append(more.begin(), more.end());
  }
  bytes.resize(count);
  return bytes;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~@").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// A code as people type it: without blanks and dashes, in capitals.
std::string typed(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == ' ' || c == '-') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

/// A user has no account; their id keeps what is sealed for one from opening for another.
AccountId owner_of(const User& user) { return AccountId(user.id); }

std::string sealed(const Sealer& sealer, const User& user, const Shared& shared) {
  std::string plain = shared.secret;
  for (const auto& hash : shared.hashes) plain += hash;
  return sealer.seal(owner_of(user), kSealedAt, plain);
}

Result<Shared> opened(const Sealer& sealer, const User& user) {
  GV_TRY(const auto plain, sealer.open(owner_of(user), kSealedAt, *user.totp_secret_sealed));
  Shared shared{plain.substr(0, kSecretBytes), {}};
  for (auto at = kSecretBytes; at < plain.size(); at += kHashBytes) {
    shared.hashes.push_back(plain.substr(at, kHashBytes));
  }
  return shared;
}

/// The step of time that the digits are of; nothing when it is none that counts now.
std::optional<std::int64_t> step_of(const Hotp& hotp, std::string_view secret,
                                    std::string_view digits, TimePoint now,
                                    std::int64_t last_step) {
  const auto current = now.time_since_epoch().count() / kStepMs;
  for (auto step = std::max(current - 1, last_step + 1); step <= current + 1; ++step) {
    if (equal_in_constant_time(hotp(secret, static_cast<std::uint64_t>(step)), digits)) return step;
  }
  return std::nullopt;
}

tl::unexpected<Error> wrong_code() {
  return fail(ErrorCode::InvalidInput, "code",
              "is not the code of the app at this time, or was used already, or too many attempts "
              "were made");
}

}  // namespace

bool SecondFactor::is_on(const User& user) {
  return user.totp_secret_sealed && user.totp_last_step;
}

Result<bool> SecondFactor::spend(User& user, std::string_view code, TimePoint now) const {
  const auto given = typed(code);
  GV_TRY(auto shared, opened(sealer_, user));
  if (given.size() == kDigits) {
    const auto step = step_of(hotp_, shared.secret, given, now, *user.totp_last_step);
    if (step) user.totp_last_step = step;
    return step.has_value();
  }
  const auto found = std::find(shared.hashes.begin(), shared.hashes.end(), sha256_bytes(given));
  if (found == shared.hashes.end()) return false;
  shared.hashes.erase(found);
  user.totp_secret_sealed = sealed(sealer_, user, shared);
  return true;
}

Result<Enrolment> SecondFactor::enroll(const Principal& principal) {
  Enrolment enrolment;
  GV_TRY(change(
      principal,
      [&](User& user, TimePoint) -> Result<bool> {
        if (is_on(user)) {
          return fail(ErrorCode::Conflict, "action",
                      "A second factor is in force: disable it first.");
        }
        const Shared shared{random_bytes(random_, kSecretBytes), {}};
        user.totp_secret_sealed = sealed(sealer_, user, shared);
        enrolment.secret = base32(shared.secret);
        enrolment.uri = fmt::format("otpauth://totp/geminivideo:{}?secret={}&issuer=geminivideo",
                                    escaped(user.email), enrolment.secret);
        return true;
      },
      std::nullopt));
  return enrolment;
}

Result<std::vector<std::string>> SecondFactor::confirm(const Principal& principal,
                                                       std::string_view code,
                                                       const std::string& token,
                                                       const Actor& actor) {
  std::vector<std::string> codes;
  const auto take = [&](User& user, TimePoint now) -> Result<bool> {
    if (is_on(user) || !user.totp_secret_sealed) {
      return fail(ErrorCode::Conflict, "action", "Nothing waits to be confirmed: enroll first.");
    }
    if (is_locked(user, now)) return wrong_code();
    GV_TRY(auto shared, opened(sealer_, user));
    const auto step = step_of(hotp_, shared.secret, typed(code), now, 0);
    if (!step) return false;
    codes.clear();
    for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
      codes.push_back(base32(random_bytes(random_, kRecoveryBytes)));
      shared.hashes.push_back(sha256_bytes(codes.back()));
    }
    user.totp_last_step = step;
    user.totp_secret_sealed = sealed(sealer_, user, shared);
    return true;
  };
  GV_TRY(change(principal, take, token));
  GV_TRY(note(principal, actor, "totp.enable"));
  return codes;
}

Result<void> SecondFactor::disable(const Principal& principal, std::string_view code,
                                   const std::string& token, const Actor& actor) {
  const auto take = [&](User& user, TimePoint now) -> Result<bool> {
    if (!is_on(user)) {
      return fail(ErrorCode::Conflict, "action", "There is no second factor to disable.");
    }
    if (is_locked(user, now)) return wrong_code();
    GV_TRY(const bool fits, spend(user, code, now));
    if (!fits) return false;
    user.totp_secret_sealed.reset();
    user.totp_last_step.reset();
    return true;
  };
  GV_TRY(change(principal, take, token));
  return note(principal, actor, "totp.disable");
}

Result<void> SecondFactor::change(const Principal& principal, const Change& change,
                                  const std::optional<std::string>& kept_session) {
  bool fits = false;
  const auto stored = store_.write_shared([&](SharedTransaction& transaction) -> Result<void> {
    GV_TRY(auto user, identities_.user_for_update(transaction, principal.user_id));
    if (!user) return fail(ErrorCode::NotFound, "user", "This user is not known any more.");
    GV_TRY(fits, change(*user, transaction.now()));
    if (!fits) count_failure(*user, transaction.now());
    GV_TRY(identities_.update_user(transaction, *user));
    if (!fits || !kept_session) return {};
    GV_TRY(const auto sessions, identities_.sessions_of(transaction, user->id));
    for (const auto& session : sessions) {
      if (session.id_hash == sha256_bytes(*kept_session)) continue;
      GV_TRY(identities_.end_session(transaction, session.id_hash));
    }
    return {};
  });
  GV_TRY(stored);
  return fits ? Result<void>() : wrong_code();
}

Result<void> SecondFactor::note(const Principal& principal, const Actor& actor,
                                const std::string& action) {
  authenticator_.forget();
  return record_own(store_, identities_, audit_, principal.user_id, actor, action);
}

}  // namespace gv::app

#include "app/access/setup.h"

#include <algorithm>
#include <utility>

#include "app/access/common_passwords.h"
#include "base/hash.h"
#include "base/hmac.h"

namespace gv::app {
namespace {

constexpr Millis kTokenLife = Days(1);
/// How the row of a token is told from one of an API key, beside that it reaches no account.
constexpr std::string_view kTokenScopes = R"(["setup"])";
constexpr std::size_t kEmailMax = 254;

}  // namespace

Result<void> check_password(std::string_view password) {
  if (password.size() < kPasswordMin || password.size() > kPasswordMax) {
    return fail(ErrorCode::InvalidInput, "password",
                "must have 12 to 256 bytes, got " + std::to_string(password.size()));
  }
  if (!is_common_password(password)) return {};
  return fail(ErrorCode::InvalidInput, "password",
              "is among the passwords that are guessed first: take another, such as four words");
}

Result<std::string> check_email(std::string_view email) {
  std::string lower(email);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto at = lower.find('@');
  const bool fits = at != std::string::npos && at > 0 && at + 1 < lower.size() &&
                    lower.find('@', at + 1) == std::string::npos && lower.size() <= kEmailMax &&
                    std::none_of(lower.begin(), lower.end(), [](char c) {
                      return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
                    });
  if (!fits) return fail(ErrorCode::InvalidInput, "email", "must be an e-mail address");
  return lower;
}

Result<bool> Setup::is_done() {
  GV_TRY(const auto users, store_.read_shared([&](SharedTransaction& transaction) {
    return identities_.count_users(transaction);
  }));
  return users > 0;
}

Result<std::optional<std::string>> Setup::offer() {
  GV_TRY(const auto done, is_done());
  if (done) return std::optional<std::string>();
  const auto token = new_key(random_);
  const ApiKey row{.id = new_id(random_, clock_.now()),
                   .name = "setup",
                   .prefix = token.prefix,
                   .secret_hash = token.hash,
                   .scopes = std::string(kTokenScopes),
                   .expires_at = clock_.now() + kTokenLife};
  GV_TRY(store_.write_shared(
      [&](SharedTransaction& transaction) { return identities_.add_api_key(transaction, row); }));
  return std::optional(token.text);
}

Result<void> Setup::check_open(SharedTransaction& transaction) {
  GV_TRY(const auto users, identities_.count_users(transaction));
  if (users == 0) return {};
  return fail(ErrorCode::Gone, "setup", "This installation is set up already. Sign in.");
}

Result<void> Setup::use_token(SharedTransaction& transaction, const std::string& token) {
  const auto prefix = prefix_of(token);
  std::optional<ApiKey> row;
  if (prefix) {
    GV_TRY(row, identities_.api_key(transaction, *prefix));
  }
  const bool valid = row && !row->account && !row->created_by && row->name == "setup" &&
                     equal_in_constant_time(row->secret_hash, sha256_bytes(token));
  bool used = false;
  if (valid) {
    GV_TRY(used, identities_.revoke_api_key(transaction, row->id));
  }
  if (used) return {};
  return fail(ErrorCode::Unauthenticated, "setup_token",
              "The setup token is not valid. Start the server again to get a new one.");
}

Result<User> Setup::complete(const SetupRequest& request, const Actor& actor) {
  GV_TRY(
      store_.read_shared([&](SharedTransaction& transaction) { return check_open(transaction); }));
  GV_TRY(const auto email, check_email(request.email));
  GV_TRY(check_password(request.password));
  GV_TRY(const auto first, desk_.check(request.account));
  GV_TRY(auto hash, passwords_.hash(request.password));
  const User user{.id = new_id(random_, clock_.now()),
                  .email = email,
                  .name = request.name,
                  .password_hash = std::move(hash),
                  .time_zone = request.account.time_zone,
                  .created_at = clock_.now()};
  Actor by = actor;
  by.type = "user";
  by.id = user.id;
  const auto scope = AccountScope::of_system(request.account.id, SystemTask::Onboarding);
  const auto stored = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(check_open(transaction));
    GV_TRY(use_token(transaction, request.token));
    GV_TRY(identities_.add_user(transaction, user));
    return desk_.add(transaction, request.account, first, user.id, by);
  });
  GV_TRY(stored);
  if (done_) done_();
  GV_TRY(book_.refresh());
  return user;
}

}  // namespace gv::app

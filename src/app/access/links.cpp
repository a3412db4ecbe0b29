#include "app/access/links.h"

#include "base/hash.h"
#include "base/hmac.h"

namespace gv::app {
namespace {

constexpr Millis kLinkLife{10 * 60'000};
constexpr Millis kInvitationLife = Days(7);
constexpr std::string_view kLinkName = "link";
/// Stands where a key has its scopes, and names none.
constexpr std::string_view kAnyAccount = R"(["link"])";

/// Ids and roles need no escapes. Another role or another invitation is another text.
std::string invited_to(const Membership& membership) {
  return R"(["invited:)" + membership.account.text() + ":" + membership.role + ":" +
         std::to_string(membership.created_at.time_since_epoch().count()) + "\"]";
}

}  // namespace

Result<std::string> SignInLinks::make(SharedTransaction& transaction, const std::string& user_id) {
  return add(transaction, user_id, std::string(kAnyAccount), kLinkLife);
}

Result<std::string> SignInLinks::invite(SharedTransaction& transaction, const std::string& user_id,
                                        const AccountId& account) {
  GV_TRY(const auto memberships, identities_.memberships_of(transaction, user_id));
  for (const auto& one : memberships) {
    if (one.account != account) continue;
    return add(transaction, user_id, invited_to(one), kInvitationLife);
  }
  return fail(ErrorCode::NotFound, "user", "There is no such user in this account.");
}

Result<std::string> SignInLinks::add(SharedTransaction& transaction, const std::string& user_id,
                                     std::string purpose, Millis life) {
  const auto code = new_key(random_);
  GV_TRY(identities_.add_api_key(transaction, {.id = new_id(random_, transaction.now()),
                                               .name = std::string(kLinkName),
                                               .prefix = code.prefix,
                                               .secret_hash = code.hash,
                                               .scopes = std::move(purpose),
                                               .created_by = user_id,
                                               .expires_at = transaction.now() + life}));
  return code.text;
}

Result<std::optional<SignInLinks::Found>> SignInLinks::find(SharedTransaction& transaction,
                                                            const std::string& code) {
  const auto prefix = prefix_of(code);
  if (!prefix) return std::nullopt;
  GV_TRY(const auto row, identities_.api_key(transaction, *prefix));
  if (!row || row->account || !row->created_by || row->name != kLinkName ||
      !equal_in_constant_time(row->secret_hash, sha256_bytes(code))) {
    return std::nullopt;
  }
  GV_TRY(const auto user, identities_.user_by_id(transaction, *row->created_by));
  if (!user || user->status != "active") return std::nullopt;
  GV_TRY(const bool good, still_good(transaction, *row, *user));
  if (!good) return std::nullopt;
  return Found{row->id, *user};
}

Result<bool> SignInLinks::still_good(SharedTransaction& transaction, const ApiKey& row,
                                     const User& user) {
  if (row.scopes == kAnyAccount) return true;
  GV_TRY(const auto memberships, identities_.memberships_of(transaction, user.id));
  return !user.password_hash && memberships.size() == 1 &&
         row.scopes == invited_to(memberships.front());
}

Result<bool> SignInLinks::spend(SharedTransaction& transaction, const Found& found) {
  return identities_.revoke_api_key(transaction, found.id);
}

}  // namespace gv::app

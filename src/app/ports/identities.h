#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

struct User {
  std::string id;     ///< UUID
  std::string email;  ///< lower case, unique
  std::string name;
  std::optional<std::string> password_hash{};
  std::optional<std::string> totp_secret_sealed{};  ///< bytes
  std::optional<std::int64_t> totp_last_step{};
  std::string locale{"en"};
  std::string time_zone{"UTC"};
  std::string status{"active"};
  int failed_logins{0};
  std::optional<TimePoint> locked_until{};
  TimePoint created_at{};
  std::optional<TimePoint> last_login_at{};
};

struct Membership {
  AccountId account{};
  std::string user_id;
  std::string role;
  TimePoint created_at{};
};

struct Session {
  std::string id_hash;  ///< SHA-256 of the cookie's secret, 32 bytes
  std::string user_id;
  std::string csrf_secret;  ///< bytes
  TimePoint created_at{};
  TimePoint last_seen_at{};
  TimePoint expires_at{};
  std::optional<std::string> ip_prefix{};
  std::optional<std::string> user_agent{};
};

struct ApiKey {
  std::string id;  ///< UUID
  std::optional<AccountId> account{};
  std::string name;
  std::string prefix;       ///< the readable part, unique
  std::string secret_hash;  ///< bytes
  std::string scopes;       ///< JSON list
  std::optional<std::string> created_by{};
  TimePoint created_at{};
  std::optional<TimePoint> expires_at{};
  std::optional<TimePoint> last_used_at{};
  std::optional<TimePoint> revoked_at{};
};

/// Users, their sessions and memberships, and API keys. Only authentication holds one of these: it
/// decides from them who may open a transaction of which account.
class Identities {
 public:
  virtual ~Identities() = default;

  /// Errors: Conflict when the e-mail address is taken.
  virtual Result<void> add_user(SharedTransaction& transaction, const User& user) = 0;
  virtual Result<std::optional<User>> user_by_email(SharedTransaction& transaction,
                                                    std::string_view email) = 0;
  virtual Result<std::optional<User>> user_by_id(SharedTransaction& transaction,
                                                 std::string_view id) = 0;
  /// The same in a transaction that writes: nobody else changes the user until it ends, so that
  /// `update_user` restores nothing that was replaced meanwhile.
  virtual Result<std::optional<User>> user_for_update(SharedTransaction& transaction,
                                                      std::string_view id) = 0;
  /// Replaces everything but id and created_at. Errors: NotFound, Conflict.
  virtual Result<void> update_user(SharedTransaction& transaction, const User& user) = 0;
  virtual Result<std::int64_t> count_users(SharedTransaction& transaction) = 0;

  /// Adds the membership or changes its role.
  virtual Result<void> set_member(SharedTransaction& transaction, const Membership& member) = 0;
  virtual Result<bool> remove_member(SharedTransaction& transaction, const AccountId& account,
                                     std::string_view user_id) = 0;
  virtual Result<std::vector<Membership>> memberships_of(SharedTransaction& transaction,
                                                         std::string_view user_id) = 0;
  virtual Result<std::vector<Membership>> members_of(SharedTransaction& transaction,
                                                     const AccountId& account) = 0;

  virtual Result<void> add_session(SharedTransaction& transaction, const Session& session) = 0;
  /// One that has not expired.
  virtual Result<std::optional<Session>> session(SharedTransaction& transaction,
                                                 std::string_view id_hash) = 0;
  virtual Result<void> touch_session(SharedTransaction& transaction, std::string_view id_hash,
                                     TimePoint expires_at) = 0;
  virtual Result<bool> end_session(SharedTransaction& transaction, std::string_view id_hash) = 0;
  /// Those of a user that have not expired, oldest first.
  virtual Result<std::vector<Session>> sessions_of(SharedTransaction& transaction,
                                                   std::string_view user_id) = 0;
  virtual Result<std::int64_t> end_sessions_of(SharedTransaction& transaction,
                                               std::string_view user_id) = 0;

  /// Errors: Conflict when the prefix is taken.
  virtual Result<void> add_api_key(SharedTransaction& transaction, const ApiKey& key) = 0;
  /// One that is neither revoked nor expired.
  virtual Result<std::optional<ApiKey>> api_key(SharedTransaction& transaction,
                                                std::string_view prefix) = 0;
  virtual Result<std::vector<ApiKey>> api_keys_of(SharedTransaction& transaction,
                                                  const AccountId& account) = 0;
  virtual Result<void> touch_api_key(SharedTransaction& transaction, std::string_view id) = 0;
  virtual Result<bool> revoke_api_key(SharedTransaction& transaction, std::string_view id) = 0;
  /// Ends a key at `at`, unless it ends before that. False when there is none, or it is revoked.
  virtual Result<bool> expire_api_key(SharedTransaction& transaction, std::string_view id,
                                      TimePoint at) = 0;
};

}  // namespace gv::app

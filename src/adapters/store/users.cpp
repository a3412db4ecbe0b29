// Users and memberships of Identities.
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/identities.h"

#define GV_USER_COLUMNS                                                                          \
  "id, email, name, password_hash, totp_secret_enc, totp_last_step, locale, time_zone, status, " \
  "failed_logins, locked_until, created_at, last_login_at"
#define GV_MEMBER_COLUMNS "account_id, user_id, role, created_at"

namespace gv::store {
namespace {

const sql::Statement kAdd{"users.add",
                          "INSERT INTO users (" GV_USER_COLUMNS
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
const sql::Statement kByEmail{"users.by_email",
                              "SELECT " GV_USER_COLUMNS " FROM users WHERE email = $1"};
const sql::Statement kById{"users.by_id", "SELECT " GV_USER_COLUMNS " FROM users WHERE id = $1"};
const sql::Statement kByIdLocked{"users.by_id_locked",
                                 "SELECT " GV_USER_COLUMNS " FROM users WHERE id = $1 FOR UPDATE",
                                 sql::Engine::Postgres};
const sql::Statement kUpdate{
    "users.update",
    "UPDATE users SET email = $2, name = $3, password_hash = $4, totp_secret_enc = $5, "
    "totp_last_step = $6, locale = $7, time_zone = $8, status = $9, failed_logins = $10, "
    "locked_until = $11, last_login_at = $12 WHERE id = $1"};
const sql::Statement kCount{"users.count", "SELECT count(*) FROM users"};
const sql::Statement kSetMember{
    "account_members.set",
    "INSERT INTO account_members (" GV_MEMBER_COLUMNS
    ") VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, user_id) DO UPDATE SET role = "
    "excluded.role"};
const sql::Statement kRemoveMember{
    "account_members.remove", "DELETE FROM account_members WHERE account_id = $1 AND user_id = $2"};
const sql::Statement kMembershipsOf{"account_members.of_user",
                                    "SELECT " GV_MEMBER_COLUMNS
                                    " FROM account_members WHERE user_id = $1 ORDER BY account_id"};
const sql::Statement kMembersOf{"account_members.of_account",
                                "SELECT " GV_MEMBER_COLUMNS
                                " FROM account_members WHERE account_id = $1 ORDER BY user_id"};

app::User user_of(const sql::Row& row) {
  return {
      .id = row.get<std::string>(0),
      .email = row.get<std::string>(1),
      .name = row.get<std::string>(2),
      .password_hash = row.get<std::optional<std::string>>(3),
      .totp_secret_sealed = row.is_null(4) ? std::nullopt : std::optional<std::string>(row.blob(4)),
      .totp_last_step = row.get<std::optional<std::int64_t>>(5),
      .locale = row.get<std::string>(6),
      .time_zone = row.get<std::string>(7),
      .status = row.get<std::string>(8),
      .failed_logins = row.get<int>(9),
      .locked_until = row.get<std::optional<TimePoint>>(10),
      .created_at = row.time(11),
      .last_login_at = row.get<std::optional<TimePoint>>(12)};
}

app::Membership member_of(const sql::Row& row) {
  return {.account = row.get<AccountId>(0),
          .user_id = row.get<std::string>(1),
          .role = row.get<std::string>(2),
          .created_at = row.time(3)};
}

sql::Param sealed_secret(const app::User& user) {
  if (!user.totp_secret_sealed) return std::nullopt;
  return sql::Blob{*user.totp_secret_sealed};
}

}  // namespace

Result<void> Identities::add_user(app::SharedTransaction& transaction, const app::User& user) {
  GV_TRY(connection_of(transaction)
             .execute(kAdd, {user.id, user.email, user.name, user.password_hash,
                             sealed_secret(user), user.totp_last_step, user.locale, user.time_zone,
                             user.status, user.failed_logins, user.locked_until, transaction.now(),
                             user.last_login_at}));
  return {};
}

Result<std::optional<app::User>> Identities::user_by_email(app::SharedTransaction& transaction,
                                                           std::string_view email) {
  return connection_of(transaction).first(kByEmail, {email}, user_of);
}

Result<std::optional<app::User>> Identities::user_by_id(app::SharedTransaction& transaction,
                                                        std::string_view id) {
  return connection_of(transaction).first(kById, {id}, user_of);
}

Result<std::optional<app::User>> Identities::user_for_update(app::SharedTransaction& transaction,
                                                             std::string_view id) {
  auto& connection = connection_of(transaction);
  // SQLite has no such lock and needs none: there is one writer at a time.
  const bool locks = connection.engine() == sql::Engine::Postgres;
  return connection.first(locks ? kByIdLocked : kById, {id}, user_of);
}

Result<void> Identities::update_user(app::SharedTransaction& transaction, const app::User& user) {
  GV_TRY(const auto changed,
         connection_of(transaction)
             .execute(kUpdate,
                      {user.id, user.email, user.name, user.password_hash, sealed_secret(user),
                       user.totp_last_step, user.locale, user.time_zone, user.status,
                       user.failed_logins, user.locked_until, user.last_login_at}));
  if (changed == 0) return fail(ErrorCode::NotFound, "user", "there is none of id " + user.id);
  return {};
}

Result<std::int64_t> Identities::count_users(app::SharedTransaction& transaction) {
  GV_TRY(const auto count, connection_of(transaction).first(kCount, {}, [](const sql::Row& row) {
    return row.integer(0);
  }));
  return *count;
}

Result<void> Identities::set_member(app::SharedTransaction& transaction,
                                    const app::Membership& member) {
  GV_TRY(
      connection_of(transaction)
          .execute(kSetMember, {member.account, member.user_id, member.role, transaction.now()}));
  return {};
}

Result<bool> Identities::remove_member(app::SharedTransaction& transaction,
                                       const AccountId& account, std::string_view user_id) {
  GV_TRY(const auto removed, connection_of(transaction).execute(kRemoveMember, {account, user_id}));
  return removed == 1;
}

Result<std::vector<app::Membership>> Identities::memberships_of(app::SharedTransaction& transaction,
                                                                std::string_view user_id) {
  return connection_of(transaction).all(kMembershipsOf, {user_id}, member_of);
}

Result<std::vector<app::Membership>> Identities::members_of(app::SharedTransaction& transaction,
                                                            const AccountId& account) {
  return connection_of(transaction).all(kMembersOf, {account}, member_of);
}

}  // namespace gv::store

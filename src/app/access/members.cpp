#include "app/access/members.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/access/roles.h"
#include "app/access/setup.h"

namespace gv::app {
namespace {

constexpr std::string_view kOwnerRole = "owner";
constexpr std::size_t kUserNameMax = 200;

Result<void> check_role(const std::string& role) {
  if (scopes_of_role(role)) return {};
  return fail(ErrorCode::InvalidInput, "role",
              fmt::format("must be viewer, analyst, operator, admin or owner, got \"{}\"", role));
}

std::string role_json(const std::string& role) {
  return fmt::format(R"({{"role":{}}})", quoted(role));
}

}  // namespace

Result<std::vector<Member>> Members::list(const AccountScope& scope) {
  return store_.read(scope, [&](Transaction& transaction) -> Result<std::vector<Member>> {
    GV_TRY(const auto memberships, identities_.members_of(transaction, scope.account()));
    std::vector<Member> members;
    for (const auto& one : memberships) {
      GV_TRY(const auto user, identities_.user_by_id(transaction, one.user_id));
      if (user) members.push_back({*user, one.role, one.created_at});
    }
    return members;
  });
}

Result<Invited> Members::invite(const AccountScope& scope, const Principal& principal,
                                const Invitation& invitation, const Actor& actor) {
  GV_TRY(const auto email, check_email(invitation.email));
  GV_TRY(check_role(invitation.role));
  if (invitation.name && invitation.name->size() > kUserNameMax) {
    return fail(ErrorCode::InvalidInput, "name", "must have at most 200 bytes");
  }
  // What a user is elsewhere is seen outside of the account alone.
  GV_TRY(const auto elsewhere,
         store_.read_shared([&](SharedTransaction& transaction) -> Result<bool> {
           GV_TRY(const auto user, identities_.user_by_email(transaction, email));
           if (!user || user->password_hash) return false;
           GV_TRY(const auto all, identities_.memberships_of(transaction, user->id));
           return std::any_of(all.begin(), all.end(),
                              [&](const auto& one) { return one.account != scope.account(); });
         }));
  if (elsewhere) {
    return fail(ErrorCode::Conflict, "email",
                "This person has an invitation that they have not followed yet.");
  }
  const auto work = [&](Transaction& transaction) -> Result<Invited> {
    GV_TRY(check_ownership(transaction, principal, {.user_id = {}, .role = {}}, invitation.role));
    GV_TRY(const auto user, user_for(transaction, invitation, email));
    GV_TRY(const auto known, identities_.members_of(transaction, scope.account()));
    const bool is_member = std::any_of(known.begin(), known.end(),
                                       [&](const auto& one) { return one.user_id == user.id; });
    if (is_member && user.password_hash) {
      return fail(ErrorCode::Conflict, "email", "This person is a member already.");
    }
    if (is_member) {
      GV_TRY(const auto before, member(transaction, user.id));
      GV_TRY(check_ownership(transaction, principal, before, invitation.role));
      // They may have come by the link of a former invitation, and not chosen a password.
      GV_TRY(identities_.end_sessions_of(transaction, user.id));
    }
    GV_TRY(identities_.set_member(transaction, {.account = scope.account(),
                                                .user_id = user.id,
                                                .role = invitation.role,
                                                .created_at = transaction.now()}));
    auto entry = entry_by(actor, "user.invite", "user", user.id);
    entry.after = role_json(invitation.role);
    GV_TRY(audit_.append(transaction, entry));
    Invited invited{{user, invitation.role, transaction.now()}, std::nullopt};
    if (!user.password_hash) {
      GV_TRY(invited.code, links_.invite(transaction, user.id, scope.account()));
    }
    return invited;
  };
  GV_TRY(auto invited, store_.write(scope, work));
  authenticator_.forget();
  return invited;
}

Result<User> Members::user_for(Transaction& transaction, const Invitation& invitation,
                               const std::string& email) {
  GV_TRY(const auto known, identities_.user_by_email(transaction, email));
  if (known) return *known;
  const User user{.id = new_id(random_, transaction.now()),
                  .email = email,
                  .name = invitation.name.value_or(""),
                  .created_at = transaction.now()};
  GV_TRY(identities_.add_user(transaction, user));
  return user;
}

Result<Membership> Members::member(Transaction& transaction, const std::string& user_id) {
  GV_TRY(const auto all, identities_.members_of(transaction, transaction.scope().account()));
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.user_id == user_id; });
  if (found != all.end()) return *found;
  return fail(ErrorCode::NotFound, "id", "There is no such user in this account.");
}

Result<void> Members::check_ownership(Transaction& transaction, const Principal& principal,
                                      const Membership& before, const std::string& after) {
  if (before.role != kOwnerRole && after != kOwnerRole) return {};
  GV_TRY(const auto all, identities_.members_of(transaction, transaction.scope().account()));
  const bool owns = principal.kind == PrincipalKind::Session &&
                    std::any_of(all.begin(), all.end(), [&](const auto& one) {
                      return one.user_id == principal.user_id && one.role == kOwnerRole;
                    });
  if (!owns) {
    return fail(ErrorCode::Forbidden, "role", "Only an owner who is signed in may do this.");
  }
  if (before.role != kOwnerRole || after == kOwnerRole) return {};
  for (const auto& one : all) {
    if (one.role != kOwnerRole || one.user_id == before.user_id) continue;
    GV_TRY(const auto user, identities_.user_by_id(transaction, one.user_id));
    // Who was invited and has not come yet is nobody to leave an account to.
    const bool can_sign_in = user && user->password_hash;
    if (can_sign_in || one.user_id == principal.user_id) return {};
  }
  return fail(ErrorCode::Conflict, "role",
              "This is the last owner of the account who can sign in; make another one first.");
}

Result<Member> Members::set_role(const AccountScope& scope, const Principal& principal,
                                 const std::string& user_id, const std::string& role,
                                 const Actor& actor) {
  GV_TRY(check_role(role));
  GV_TRY(auto changed, store_.write(scope, [&](Transaction& transaction) -> Result<Member> {
    GV_TRY(auto membership, member(transaction, user_id));
    GV_TRY(check_ownership(transaction, principal, membership, role));
    auto entry = entry_by(actor, "user.role", "user", user_id);
    entry.before = role_json(membership.role);
    entry.after = role_json(role);
    membership.role = role;
    GV_TRY(identities_.set_member(transaction, membership));
    GV_TRY(identities_.end_sessions_of(transaction, user_id));
    GV_TRY(audit_.append(transaction, entry));
    GV_TRY(const auto user, identities_.user_by_id(transaction, user_id));
    return Member{user.value_or(User{.id = user_id}), role, membership.created_at};
  }));
  authenticator_.forget();
  return changed;
}

Result<void> Members::remove(const AccountScope& scope, const Principal& principal,
                             const std::string& user_id, const Actor& actor) {
  const auto removed = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto membership, member(transaction, user_id));
    GV_TRY(check_ownership(transaction, principal, membership, ""));
    GV_TRY(identities_.remove_member(transaction, scope.account(), user_id));
    GV_TRY(identities_.end_sessions_of(transaction, user_id));
    auto entry = entry_by(actor, "user.remove", "user", user_id);
    entry.before = role_json(membership.role);
    GV_TRY(audit_.append(transaction, entry));
    return {};
  });
  GV_TRY(removed);
  authenticator_.forget();
  return {};
}

}  // namespace gv::app

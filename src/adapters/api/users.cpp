#include "adapters/api/users.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"

namespace gv::api {
namespace {

AccountUser account_user(const app::Member& member) {
  return {.id = member.user.id,
          .email = member.user.email,
          .name = member.user.name,
          .role = member.role,
          .has_password = member.user.password_hash.has_value(),
          .member_since = member.since,
          .last_login_at = member.user.last_login_at};
}

}  // namespace

Result<Collection<AccountUser>> ListUsers::operator()(const Context& context,
                                                      const PageRequest& page) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto members, access.members.list(scope));
  std::vector<AccountUser> all;
  for (const auto& member : members) all.push_back(account_user(member));
  return page_of(std::move(all), page, &AccountUser::id);
}

Result<Created<InvitedAnswer>> InviteUser::operator()(const Context& context,
                                                      const InvitationBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto invited,
         access.members.invite(scope, *context.principal,
                               {.email = body.email, .role = body.role, .name = body.name},
                               actor_of(context)));
  Created<InvitedAnswer> answer{{account_user(invited.member), std::nullopt},
                                "/api/v1/users/" + invited.member.user.id};
  if (invited.code) answer.body.invite_url = "/#link=" + *invited.code;
  return answer;
}

Result<AccountUser> ChangeRole::operator()(const Context& context, const RoleBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto member,
         access.members.set_role(scope, *context.principal, body.id, body.role, actor_of(context)));
  return account_user(member);
}

Result<NoContent> RemoveUser::operator()(const Context& context, const UserName& user) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(access.members.remove(scope, *context.principal, user.id, actor_of(context)));
  return NoContent{};
}

Result<WithHeaders<LoginAnswer>> FollowLink::operator()(const Context& context,
                                                        const LinkBody& body) const {
  GV_TRY(const auto login,
         access.sign_in.follow_link(body.code, user_agent_of(context), actor_of(context)));
  return login_answer(context, login);
}

void add_user_routes(Api& api, app::Access& access) {
  add(api, ListUsers{access});
  add(api, InviteUser{access});
  add(api, ChangeRole{access});
  add(api, RemoveUser{access});
  add(api, FollowLink{access});
}

}  // namespace gv::api

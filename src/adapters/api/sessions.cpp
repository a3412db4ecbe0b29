#include "adapters/api/sessions.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/admission.h"
#include "adapters/api/endpoint.h"
#include "base/hash.h"

namespace gv::api {
namespace {

/// Names a session without telling what it is kept under.
std::string session_id(const app::Session& session) {
  return uuid_v5("session|" + session.id_hash);
}

SessionAnswer session_answer(const app::Session& session, const std::string& own_hash) {
  return {.id = session_id(session),
          .current = session.id_hash == own_hash,
          .created_at = session.created_at,
          .last_seen_at = session.last_seen_at,
          .expires_at = session.expires_at,
          .ip_prefix = session.ip_prefix,
          .user_agent = session.user_agent};
}

}  // namespace

Result<WithHeaders<LoginAnswer>> ChangePassword::operator()(const Context& context,
                                                            const PasswordBody& body) const {
  GV_TRY(const auto login,
         access.sign_in.change_password(
             *context.principal,
             {.current = body.current, .next = body.new_, .user_agent = user_agent_of(context)},
             actor_of(context)));
  return login_answer(context, login);
}

Result<Collection<SessionAnswer>> ListSessions::operator()(const Context& context,
                                                           const PageRequest& page) const {
  GV_TRY(const auto sessions, access.sign_in.sessions(*context.principal));
  const auto own = sha256_bytes(credentials_of(context.http).session_token);
  std::vector<SessionAnswer> all;
  for (const auto& session : sessions) all.push_back(session_answer(session, own));
  return page_of(std::move(all), page, &SessionAnswer::id);
}

Result<NoContent> EndOtherSessions::operator()(const Context& context, const Nothing&) const {
  GV_TRY(access.sign_in.end_other_sessions(
      *context.principal, credentials_of(context.http).session_token, actor_of(context)));
  return NoContent{};
}

Result<NoContent> EndSession::operator()(const Context& context, const SessionName& name) const {
  GV_TRY(const auto sessions, access.sign_in.sessions(*context.principal));
  for (const auto& session : sessions) {
    if (session_id(session) != name.id) continue;
    GV_TRY(access.sign_in.end_session(*context.principal, session.id_hash, actor_of(context)));
    return NoContent{};
  }
  return fail(ErrorCode::NotFound, "id", "You have no such session.");
}

void add_session_routes(Api& api, app::Access& access) {
  add(api, ChangePassword{access});
  add(api, ListSessions{access});
  add(api, EndOtherSessions{access});
  add(api, EndSession{access});
}

}  // namespace gv::api

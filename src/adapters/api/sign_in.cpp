#include "adapters/api/sign_in.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/admission.h"
#include "adapters/api/endpoint.h"
#include "app/access/roles.h"
#include "base/ip_address.h"
#include "base/utf8.h"

namespace gv::api {
namespace {

constexpr std::size_t kAgentShown = 200;
constexpr std::size_t kProfileTextMax = 200;

/// Plain HTTP, and no network between.
bool is_plain(const http::Request& request) {
  if (request.tls) return false;
  const auto address = IpAddress::parse(request.remote_address, "address");
  return address && address->is_loopback() && request.headers.value("X-Forwarded-Proto") != "https";
}

/// `Secure` everywhere but where browsers would then keep no cookie.
std::string cookie_of(const http::Request& request, const std::string& token) {
  const bool plain = is_plain(request);
  return std::string(plain ? kSessionCookiePlain : kSessionCookie) + "=" + token +
         "; Path=/; HttpOnly; SameSite=Lax" + (plain ? "" : "; Secure");
}

std::vector<MemberAnswer> member_answers(const std::vector<app::MemberAccount>& accounts) {
  std::vector<MemberAnswer> answer;
  for (const auto& [account, role] : accounts) {
    answer.push_back({.id = account.id.text(),
                      .name = account.name,
                      .role = role,
                      .currency = account.currency,
                      .time_zone = account.time_zone,
                      .is_demo = account.is_demo});
  }
  return answer;
}

ProfileAnswer profile_answer(const app::Profile& profile, const app::Scopes& scopes) {
  return {.user = user_answer(profile.user),
          .accounts = member_answers(profile.accounts),
          .scopes = app::names_of(scopes),
          .csrf_token = profile.csrf_token,
          .totp_enabled = app::SecondFactor::is_on(profile.user)};
}

}  // namespace

UserAnswer user_answer(const app::User& user) {
  return {.id = user.id,
          .email = user.email,
          .name = user.name,
          .locale = user.locale,
          .time_zone = user.time_zone};
}

Result<Created<SetupAnswer>> SetUp::operator()(const Context& context,
                                               const SetupBody& body) const {
  GV_TRY(const auto id, AccountId::parse(body.account.id, "account.id"));
  const app::SetupRequest request{.token = body.setup_token,
                                  .email = body.email,
                                  .password = body.password,
                                  .name = body.name.value_or(""),
                                  .account = {.id = id,
                                              .name = body.account.name,
                                              .currency = body.account.currency,
                                              .time_zone = body.account.time_zone}};
  GV_TRY(const auto user, access.setup.complete(request, actor_of(context)));
  return Created<SetupAnswer>{{user_answer(user), body.account}, "/api/v1/auth/login"};
}

Result<WithHeaders<LoginAnswer>> LogIn::operator()(const Context& context,
                                                   const LoginBody& body) const {
  const auto email = app::check_email(body.email);
  if (email && !by_email->take(*email, per_email, context.now).allowed) {
    return fail(ErrorCode::RateLimited, "email",
                "Too many attempts for this e-mail address. Wait a minute.");
  }
  GV_TRY(const auto login, access.sign_in.login({.email = body.email,
                                                 .password = body.password,
                                                 .user_agent = user_agent_of(context),
                                                 .code = body.totp},
                                                actor_of(context)));
  return login_answer(context, login);
}

WithHeaders<LoginAnswer> login_answer(const Context& context, const app::Login& login) {
  WithHeaders<LoginAnswer> answer{.body = {.user = user_answer(login.profile.user),
                                           .accounts = member_answers(login.profile.accounts),
                                           .csrf_token = login.profile.csrf_token},
                                  .headers = {}};
  answer.headers.add("Set-Cookie", cookie_of(context.http, login.token));
  return answer;
}

std::optional<std::string> user_agent_of(const Context& context) {
  const auto agent = context.http.headers.find("User-Agent");
  if (!agent) return std::nullopt;
  return excerpt(*agent, kAgentShown);
}

Result<WithHeaders<NoContent>> LogOut::operator()(const Context& context, const Nothing&) const {
  GV_TRY(access.sign_in.logout(credentials_of(context.http).session_token, actor_of(context)));
  WithHeaders<NoContent> answer;
  answer.headers.add("Set-Cookie", cookie_of(context.http, "") + "; Max-Age=0");
  return answer;
}

Result<ProfileAnswer> ShowMe::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto profile, access.sign_in.profile(*context.principal));
  return profile_answer(profile, context.principal->scopes);
}

void check(const ProfileBody& body, Binder& binder) {
  const auto within = [&](std::string_view member, const std::optional<std::string>& text) {
    if (text && text->size() > kProfileTextMax) {
      binder.complain_at(member, "must have at most 200 bytes");
    }
  };
  within("name", body.name);
  within("locale", body.locale);
  within("time_zone", body.time_zone);
}

Result<ProfileAnswer> ChangeMe::operator()(const Context& context, const ProfileBody& body) const {
  GV_TRY(const auto profile,
         access.sign_in.update(
             *context.principal,
             {.name = body.name, .locale = body.locale, .time_zone = body.time_zone}));
  return profile_answer(profile, context.principal->scopes);
}

void add_sign_in_routes(Api& api, app::Access& access) {
  add(api, SetUp{access});
  add(api, LogIn{access, api.limits().login});
  add(api, LogOut{access});
  add(api, ShowMe{access});
  add(api, ChangeMe{access});
}

}  // namespace gv::api

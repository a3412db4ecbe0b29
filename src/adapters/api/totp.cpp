#include "adapters/api/totp.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/admission.h"
#include "adapters/api/endpoint.h"

namespace gv::api {

Result<TotpAnswer> ChangeTotp::operator()(const Context& context, const TotpBody& body) const {
  auto& factor = access.second_factor;
  const auto& principal = *context.principal;
  const auto code = body.code.value_or("");
  const auto token = credentials_of(context.http).session_token;
  TotpAnswer answer;
  switch (body.action) {
    case TotpAction::Enroll: {
      GV_TRY(auto enrolment, factor.enroll(principal));
      answer.secret = std::move(enrolment.secret);
      answer.uri = std::move(enrolment.uri);
      break;
    }
    case TotpAction::Confirm: {
      GV_TRY(answer.recovery_codes, factor.confirm(principal, code, token, actor_of(context)));
      answer.enabled = true;
      break;
    }
    case TotpAction::Disable:
      GV_TRY(factor.disable(principal, code, token, actor_of(context)));
      break;
  }
  return answer;
}

void add_totp_routes(Api& api, app::Access& access) { add(api, ChangeTotp{access}); }

}  // namespace gv::api

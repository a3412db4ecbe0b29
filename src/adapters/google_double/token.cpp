#include "adapters/google_double/token.h"

#include <boost/json/value.hpp>

#include "io/http/target.h"
#include "io/json/serialize.h"

namespace gv::google_double {
namespace {

using boost::json::object;

meta_double::Response told(int status, const object& body) {
  return {.status = status,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

}  // namespace

meta_double::Response give_token(const meta_double::Platform& platform,
                                 const meta_double::Request& request) {
  const auto form = http::parse_target("/?" + request.body);
  const auto has = [&](std::string_view name, std::string_view wanted) {
    const auto given = form ? form->query_value(name) : std::nullopt;
    return given && *given == wanted;
  };
  if (request.method != "POST" || !has("grant_type", "refresh_token")) {
    return told(400,
                {{"error", "unsupported_grant_type"}, {"error_description", "Invalid grant_type"}});
  }
  if (!has("client_id", kClientId) || !has("client_secret", kClientSecret)) {
    return told(401, {{"error", "invalid_client"}, {"error_description", "Unauthorized"}});
  }
  if (!has("refresh_token", kRefreshToken)) {
    return told(400, {{"error", "invalid_grant"},
                      {"error_description", "Token has been expired or revoked."}});
  }
  return told(200, {{"access_token", platform.behaviour.access_token},
                    {"expires_in", 3599},
                    {"token_type", "Bearer"},
                    {"scope", "https://www.googleapis.com/auth/adwords"}});
}

}  // namespace gv::google_double

#include "adapters/meta_double/sign_in.h"

#include "base/hmac.h"

namespace gv::meta_double {

std::optional<GraphError> wrong_sign_in(const Platform& platform, const Call& call) {
  const auto& behaviour = platform.behaviour;
  if (call.token.empty()) {
    return GraphError{.status = 401,
                      .code = 104,
                      .message = "An access token is required to request this resource."};
  }
  if (!equal_in_constant_time(call.token, behaviour.access_token)) {
    return GraphError{
        .status = 401, .code = 190, .message = "Invalid OAuth access token - Cannot parse it"};
  }
  if (call.proof.empty()) {
    if (!behaviour.proof_required) return std::nullopt;
    return GraphError{.code = 100,
                      .message = "API calls from the server require an appsecret_proof argument"};
  }
  const auto proof = to_hex(hmac_sha256(behaviour.app_secret, {behaviour.access_token}));
  if (equal_in_constant_time(call.proof, proof)) return std::nullopt;
  return GraphError{.code = 100, .message = "Invalid appsecret_proof provided in the API argument"};
}

}  // namespace gv::meta_double

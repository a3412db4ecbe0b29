#pragma once

#include <optional>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// What is wrong with the token of a call, or with its proof: 104 without one, 190 for another
/// than the platform's, 100 for a proof that does not fit or is missing where one is required.
[[nodiscard]] std::optional<GraphError> wrong_sign_in(const Platform& platform, const Call& call);

}  // namespace gv::meta_double

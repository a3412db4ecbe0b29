#pragma once

#include <functional>

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// How the interface of one ad platform answers a request from the market: what a fault refuses,
/// or shows stale, is its own to say. `fault`: the one that meets the request; null: none does.
using Speak = std::function<Response(Platform&, const Request&, const Fault*)>;

/// What the doubles of all ad platforms share around it. Requests below /__sim/ are the control
/// plane's; others are recorded and meet their fault: "status" and "drop_before" never reach
/// `speak`, delays and what breaks an answer off come to its response.
[[nodiscard]] Response answer_with(Platform& platform, const Request& request, const Speak& speak);

}  // namespace gv::meta_double

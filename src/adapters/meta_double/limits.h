#pragma once

#include <optional>

#include "adapters/meta_double/graph_error.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// What an operation counts as.
enum class Load { Read, Write, Insights };

/// Books one operation of an account against the platform's quotas, or says which one it exceeds:
/// points within 300 s (17/2446079), calls of the use case within an hour (80004, 80000), writes
/// within a second (613/1487742). What is refused does not count.
[[nodiscard]] std::optional<GraphError> charge(Platform& platform, Account& account, Load load);

/// X-App-Usage, X-Ad-Account-Usage and X-Business-Use-Case-Usage as of now.
[[nodiscard]] Headers usage_headers(Platform& platform, Account& account);

}  // namespace gv::meta_double

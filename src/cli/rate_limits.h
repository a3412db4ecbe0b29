#pragma once

#include <string>
#include <vector>

#include "adapters/api/limits.h"
#include "base/result.h"

namespace gv::cli {

/// The allowances with those changed that are given as CLASS=PER_MINUTE or CLASS=PER_MINUTE:BURST,
/// "webhook=60000:5000"; the burst is a fifth of a minute's otherwise. Classes: standard, heavy,
/// ingest, webhook, login. Errors: InvalidInput naming the text that is none of that.
[[nodiscard]] Result<api::RateLimits> rate_limits_of(const std::vector<std::string>& given);

}  // namespace gv::cli

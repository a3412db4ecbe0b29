#pragma once

#include <vector>

#include "adapters/settings/given.h"
#include "base/result.h"

namespace gv::settings {

/// Checks keys against each other: kill < min <= target <= scale and their kin. All that is broken:
/// ConfigRange; `where` is a key that the file sets, `message` names the other one and its value:
/// "must be >= decision.min_roas (1.0), got 0.2".
[[nodiscard]] std::vector<Error> broken_rules(const Values& effective, const Values& given);

}  // namespace gv::settings

#pragma once

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// Traits of every ad that delivers: what nobody but the oracle knows.
[[nodiscard]] boost::json::array truth_of(const Platform& platform);

/// What the spending of each account has bought so far, and what the oracle would have bought with
/// the same market until now. Runs the oracle: O(ads x hours).
[[nodiscard]] boost::json::array score_of(const Platform& platform);

}  // namespace gv::meta_double

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/insight/lexicon.h"

namespace gv::insight {

/// Up to `count` distinct ways to say the same, in a fixed order: "Shop Now" (a verb phrase) as
/// "Shop Now →", "Yes, Shop Now!" and so on; "Free Guide" (a noun phrase) as "Get Free Guide" and
/// so on. `is_free`: the account vouches that it costs nothing; without it nothing claims so.
/// Errors: InvalidInput when the text is blank or `count` < 1.
[[nodiscard]] Result<std::vector<std::string>> vary_cta(std::string_view text, int count,
                                                        bool is_free, const Lexicon& lexicon);

}  // namespace gv::insight

#pragma once

#include <string>
#include <vector>

#include "app/decide_budgets.h"

namespace gv::cli {

/// An ad without a decision, and why.
struct LeftOutAd {
  std::string ad_id;
  std::string code;    ///< "paused", "no_usable_row", "nan"
  std::string reason;  ///< a sentence, or `code` again
};

/// Ads that take no part: paused, ended, ... By ad key.
[[nodiscard]] std::vector<LeftOutAd> ineligible_ads(const decide::CyclePlan& plan);
/// Ads without a usable row and those that the decision core refused. By ad id.
[[nodiscard]] std::vector<LeftOutAd> rejected_ads(const app::RunInputs& inputs,
                                                  const decide::CyclePlan& plan);

}  // namespace gv::cli

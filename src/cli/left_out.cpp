#include "cli/left_out.h"

#include <map>
#include <utility>

namespace gv::cli {

std::vector<LeftOutAd> ineligible_ads(const decide::CyclePlan& plan) {
  std::vector<LeftOutAd> all;
  for (const auto& ad : plan.ineligible) {
    const std::string reason(decide::to_text(ad.reason));
    all.push_back({ad.ad.ad_id.text(), reason, reason});
  }
  return all;
}

std::vector<LeftOutAd> rejected_ads(const app::RunInputs& inputs, const decide::CyclePlan& plan) {
  std::map<std::string, LeftOutAd> by_id;
  for (const auto& ad : inputs.lost_ads) by_id[ad.ad_id] = {ad.ad_id, "no_usable_row", ad.reason};
  for (const auto& ad : plan.rejected) {
    const auto& id = ad.ad.ad_id.text();
    by_id[id] = {id, std::string(to_text(ad.error.code)), to_string(ad.error)};
  }
  std::vector<LeftOutAd> all;
  for (auto& [id, ad] : by_id) all.push_back(std::move(ad));
  return all;
}

}  // namespace gv::cli

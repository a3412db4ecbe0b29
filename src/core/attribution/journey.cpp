#include "core/attribution/journey.h"

#include <algorithm>

namespace gv::attribution {

std::vector<Touch> journey(std::span<const Click> clicks, TimePoint conversion_at, Millis window) {
  std::vector<Touch> touches;
  for (const Click& click : clicks) {
    if (!click.is_valid() || click.at > conversion_at || conversion_at - click.at > window)
      continue;
    touches.push_back({click.ad, click.campaign, click.click_id, click.at});
  }
  std::sort(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) {
    return a.at != b.at ? a.at < b.at : a.click_id < b.click_id;
  });
  std::vector<Touch> merged;
  for (Touch& touch : touches) {
    const bool again = !merged.empty() && merged.back().ad == touch.ad &&
                       touch.at - merged.back().at <= kTouchMerge;
    if (!again) merged.push_back(std::move(touch));
  }
  return merged;
}

std::vector<AdId> ads_of(std::span<const Touch> touches) {
  std::vector<AdId> ads;
  for (const Touch& touch : touches) ads.push_back(touch.ad);
  std::sort(ads.begin(), ads.end());
  ads.erase(std::unique(ads.begin(), ads.end()), ads.end());
  return ads;
}

}  // namespace gv::attribution

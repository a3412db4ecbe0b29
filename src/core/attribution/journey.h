#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/attribution/click.h"

namespace gv::attribution {

/// One contact of a person with an ad.
struct Touch {
  AdId ad;
  CampaignId campaign;
  std::string click_id;
  TimePoint at{};
  friend bool operator==(const Touch&, const Touch&) = default;
};

/// Touches of one ad this close are one touch: reloads and double clicks.
inline constexpr std::chrono::seconds kTouchMerge{60};

/// The touches of one person before a conversion: valid clicks within [conversion - window,
/// conversion], by time and click id, consecutive ones of one ad within `kTouchMerge` merged into
/// the first. Does not depend on the order of `clicks`. O(n log n).
[[nodiscard]] std::vector<Touch> journey(std::span<const Click> clicks, TimePoint conversion_at,
                                         Millis window);

/// The ads of a journey, each once, ascending.
[[nodiscard]] std::vector<AdId> ads_of(std::span<const Touch> touches);

}  // namespace gv::attribution

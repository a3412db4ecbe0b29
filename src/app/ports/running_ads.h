#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/entity.h"

namespace gv::app {

/// An ad that its platform still has, with what carries its money.
struct RunningAd {
  std::string ad_id;        ///< "meta:123"
  std::string campaign_id;  ///< the platform's
  std::string adset_id{};   ///< the platform's; empty: it has none
  execute::EntityLevel unit_level{execute::EntityLevel::AdSet};
  std::string unit_id;  ///< the platform's id of the ad set, or of the campaign whose budget it is
  std::optional<std::int64_t> unit_budget_minor{};  ///< a day; none: it has none of its own
  bool active{false};                               ///< with all that is above it
  bool paused{false};                               ///< itself, whatever is above it
  bool rejected{false};                             ///< by the platform's review
  bool learning{false};
  TimePoint seen_at{};                        ///< when the newest look began that found it
  std::optional<TimePoint> seen_active_at{};  ///< the same, that did not find it paused
};

/// The ads of an account as they were seen last.
class RunningAds {
 public:
  virtual ~RunningAds() = default;
  /// Neither deleted nor archived, by id.
  virtual Result<std::vector<RunningAd>> list(Transaction& transaction) = 0;
  /// One of them, "meta:123"; nothing: there is no such ad any more.
  virtual Result<std::optional<RunningAd>> find(Transaction& transaction,
                                                std::string_view ad_id) = 0;
};

}  // namespace gv::app

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "core/belief/bucket_series.h"

namespace gv::belief {

/// Identity of an ad. Equality and order use it alone: two states of one key are the same ad.
struct AdKey {
  std::string platform;
  AdId ad_id;
  friend auto operator<=>(const AdKey&, const AdKey&) = default;
};

enum class AdStatus { Active, Paused, Rejected, Ended };
/// The platform's report of its own learning phase.
enum class Learning { None, Learning, Learned, Limited };
enum class Finality { Final, Provisional };

/// Deals credited to one ad: one deal, or several of one row of an export. Amounts are credited
/// amounts (credit x value), expected value at the current stage; a lost deal stays with value 0.
struct DealValue {
  TimePoint click_at;       ///< the row's own span start when the click is unknown
  TimePoint counted_at;     ///< first time at or past the count stage, knowledge clock
  double credit{1.0};       ///< > 0; number of deals x attribution weight x confidence
  double value_minor{0.0};  ///< >= 0
  double cash_minor{0.0};   ///< realised part, >= 0
  bool click_known{true};   ///< false: the delay of this deal cannot be learned from
};

/// Our own earlier KILL, cleared by revival or by a person.
struct KillState {
  Finality finality{Finality::Provisional};
  TimePoint at;
  std::int64_t budget_before_minor{0};
};

/// Severity of creative fatigue as of the last evaluation: 0 healthy ... 4 exhausted.
using FatigueSeverity = int;

/// All that decisions need to know of one ad, as of `data_as_of`.
struct AdState {
  AdKey key;
  CampaignId campaign_id;
  CreativeId creative_id;
  BudgetUnitId unit_id;
  AdStatus status{AdStatus::Active};
  std::optional<TimePoint> first_delivery_at;  ///< none: no delivery yet, age 0
  std::optional<TimePoint> creative_refreshed_at;
  TimePoint data_as_of;
  BucketSeries buckets;  ///< ascending, not overlapping
  std::vector<DealValue> deals;
  bool value_known{true};  ///< false: the input carried neither conversions nor deals
  std::optional<double> frequency_7d;
  std::optional<std::int64_t> audience_size;
  Learning learning{Learning::None};
  std::optional<KillState> kill_state;
  std::optional<double> predicted_roas;  ///< pre-launch model, > 0
  double prediction_slope{0.0};          ///< [0, 1]
  double dna_boost{1.0};                 ///< clamped to [1, 1.2]
  double pattern_boost{1.0};             ///< clamped to [1, 1.2]
  FatigueSeverity fatigue{0};            ///< [0, 4]
  bool manual_kill{false};
  std::optional<std::int64_t> lifetime_budget_minor;
};

/// One step of a right-continuous budget history.
struct BudgetStep {
  TimePoint at;
  std::int64_t daily_minor{0};
};

/// What carries money on the platform: an ad set, a campaign, an ad group. The arm of the bandit.
struct BudgetUnit {
  BudgetUnitId id;
  CampaignId campaign_id;
  std::int64_t daily_budget_minor{0};     ///< as configured on the platform
  std::vector<BudgetStep> history;        ///< ascending; empty: unknown, no velocity bounds
  std::optional<std::int64_t> min_minor;  ///< platform minimum
  std::optional<std::int64_t> max_minor;
  /// Bounds that a person set for whatever is decided; the smaller one comes first.
  std::optional<std::int64_t> policy_min_minor{};
  std::optional<std::int64_t> policy_max_minor{};
  bool held{false};                  ///< emergency stop, a user's hold or a lock
  bool replacement_required{false};  ///< policy forbids a kill without a replacement
};

/// Lifetime sums of an ad. `deals` and the values follow the credits.
struct Totals {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  double deals{0.0};
  double pipeline_value_minor{0.0};
  double cash_minor{0.0};
};

[[nodiscard]] Totals totals_of(const AdState& ad);
/// Hours since first delivery; 0 before it.
[[nodiscard]] double age_hours(const AdState& ad, TimePoint now);

}  // namespace gv::belief

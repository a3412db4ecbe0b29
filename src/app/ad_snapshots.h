#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/decide_budgets.h"
#include "app/ports/ad_policies.h"
#include "app/ports/settings_source.h"

namespace gv::app {

/// All that a client who keeps no history knows of an ad: its sums since it began to run.
struct AdSnapshot {
  std::string ad_id;
  std::string platform{};       ///< empty: not told, Meta's
  std::int64_t impressions{0};  ///< >= 0
  std::int64_t clicks{0};       ///< in [0, impressions]
  std::int64_t spend_minor{0};  ///< >= 0
  std::optional<std::int64_t> pipeline_value_minor;
  std::optional<std::int64_t> cash_revenue_minor;
  std::optional<double> conversions;
  double age_hours{0.0};  ///< >= 0
  std::optional<std::int64_t> current_budget_minor;
  std::optional<double> frequency;
  std::string creative_id;
  std::optional<double> dna_score;        ///< match of its creative with winners, [0, 1]
  std::optional<TimePoint> data_as_of{};  ///< what the sums reach to; none: now
  bool held{false};                       ///< its budget may not change
  std::optional<AdPolicy> policy{};       ///< in force
};

/// A request to share a budget among ads that are known by their sums alone.
struct SnapshotRequest {
  AccountId account;
  std::vector<AdSnapshot> ads;
  std::int64_t total_budget_minor{0};
  std::uint64_t seed{0};
  TimePoint now;
};

/// What `decide_budgets` needs, from sums. Every ad is its own budget unit, "123" or with a
/// platform "meta:123", and one span of delivery from `now - age_hours` to what its sums reach to;
/// its deals were clicked at a time nobody knows. A value without conversions counts as one deal,
/// conversions without a value are worth the count stage; of the two values one that is missing
/// equals the other. A budget that is missing is spend over whole days of age, one at least.
///
/// Errors: InvalidInput naming `ad_states[i]` for an id that is none or appears twice.
[[nodiscard]] Result<RunInputs> inputs_of(const SnapshotRequest& request,
                                          const AccountSettings& settings);

/// The daily budget of an ad as sums tell it.
[[nodiscard]] std::int64_t budget_now_minor(const AdSnapshot& ad);

}  // namespace gv::app

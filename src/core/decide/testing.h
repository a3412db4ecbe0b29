#pragma once

#include <string>
#include <vector>

#include "base/rng.h"
#include "core/decide/assess.h"
#include "core/decide/bounds.h"
#include "core/decide/cycle.h"

/// Accounts for the tests of the decision core.
namespace gv::decide::testing {

inline const TimePoint kNow = TimePoint{Days{20'000}};
[[nodiscard]] TimePoint ago(double days);

/// An ad with even daily delivery; amounts in minor units.
struct AdSpec {
  std::string id;
  std::string unit;  ///< empty: the ad's id
  std::string campaign{"c1"};
  double days{20.0};
  std::int64_t impressions_daily{4000};
  std::int64_t clicks_daily{60};
  std::int64_t spend_daily{50'00};
  int deals{10};
  double deal_value{200'00.0};
  std::int64_t budget{50'00};
};

[[nodiscard]] belief::AdState ad_of(const AdSpec& spec);
/// One unit per distinct unit name; the total is the sum of budgets. Delay and priors are fixed,
/// so that ads do not act on each other through fits.
[[nodiscard]] CycleInput account_of(const std::vector<AdSpec>& specs);
[[nodiscard]] belief::BudgetUnit& unit_of(CycleInput& input, const std::string& id);

/// Defaults with 60 draws and 30 for the allocation: cheap, and as exact in its invariants.
[[nodiscard]] Config cheap_config();
/// A valid configuration with random modes, thresholds and options.
[[nodiscard]] Config random_config(Rng& rng);
/// An account of `ads` valid ads with everything that may happen to them.
[[nodiscard]] CycleInput random_account(Rng& rng, int ads);

/// Every field of a plan, numbers in full precision: equal text is an equal plan.
[[nodiscard]] std::string fingerprint(const CyclePlan& plan);
[[nodiscard]] const Decision* find(const CyclePlan& plan, const std::string& ad);
[[nodiscard]] const UnitDecision* find_unit(const CyclePlan& plan, const std::string& unit);

/// The steps of a cycle up to the bounds, before they are made feasible. Points into `input`.
struct Stages {
  Validated valid;
  AccountBeliefs beliefs;
  Assessment assessment;
  std::vector<UnitLimits> limits;
};
[[nodiscard]] Stages stages_of(const CycleInput& input, const Config& config);

}  // namespace gv::decide::testing

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/belief/posterior.h"
#include "core/decide/beliefs.h"
#include "core/decide/decision.h"

namespace gv::decide {

/// What becomes of one ad before money is shared.
enum class Fate {
  Live,        ///< takes part in its unit's budget
  Frozen,      ///< held, doubtful data or the ignorance zone: nothing may change
  Killed,      ///< paused now, or still paused by our provisional kill
  Revived,     ///< our provisional kill is taken back
  Ineligible,  ///< not deliverable or out of lifetime budget
};

struct AdView {
  const belief::AdState* ad{nullptr};
  const belief::Evidence* evidence{nullptr};
  const belief::HyperRow* row{nullptr};
  double deal_rate{0.0};   ///< posterior means of the factors, see `posterior_of`
  double deal_value{0.0};  ///< minor units a deal
  double roas_mean{0.0};   ///< in closed form
  belief::RoasSummary roas;
  belief::Boosts boosts;
  KillVerdict verdict;
  bool unpredicted{false};  ///< verdict and P(ROAS < protect) leave the prediction aside
  Fate fate{Fate::Live};
  ReasonCode reason{ReasonCode::WithinBand};
  std::optional<belief::Finality> finality;  ///< of a kill
  double confidence{1.0};                    ///< of a kill or a revival
};

/// A budget unit: its ads as one arm of the bandit.
struct UnitView {
  const belief::BudgetUnit* unit{nullptr};
  std::vector<std::size_t> ads;   ///< indices into Assessment::ads, by ad key
  std::vector<std::size_t> live;  ///< those neither killed nor ineligible
  belief::RoasSummary roas;       ///< of the spend-share-weighted mean of live ads
  double p_best{0.0};
  double boost{1.0};        ///< what boosts and expected further wear do to the drawn ROAS
  double spend_daily{0.0};  ///< s-bar of the unit
  double maturity{0.0};
  double deals{0.0};
  std::int64_t spend_minor{0};
  double age_hours{0.0};
  int severity{0};
  bool learning{false};
  bool declining{false};
  bool value_known{true};
  bool delivered{false};
  bool spared{false};  ///< a kill was called off: the last active unit of its campaign
};

struct Assessment {
  std::vector<AdView> ads;      ///< in the order of AccountBeliefs::ads
  std::vector<UnitView> units;  ///< by unit id; units without a usable ad are left out
  std::vector<float> draws;     ///< units x allocation_draws, row-major
};

/// Draws every ad's ROAS, judges each ad and sums the ads of a unit up. Reads the input behind
/// `beliefs`, which must outlive the result. O(n K).
[[nodiscard]] Assessment assess(const CycleInput& input, const Validated& valid,
                                const AccountBeliefs& beliefs, const Config& config,
                                const ParallelFor& parallel);

/// Whether the prior of an ad may rest on its pre-launch prediction.
enum class Prediction { Used, LeftAside };

/// The posterior of an ad with its conversion evidence raised to the power `eta`: what its draws
/// are of. Made anew, for it is larger than all else that is known of an ad. O(1).
[[nodiscard]] belief::Posterior posterior_of(const AdView& view, const AccountBeliefs& beliefs,
                                             const Config& config, double eta = 1.0,
                                             Prediction prediction = Prediction::Used);

/// H of every unit, minor units a day: as configured, else five times the median budget of the
/// units that have one, else five launch budgets. O(n).
[[nodiscard]] double half_saturation(const Assessment& assessment, const Config& config);

}  // namespace gv::decide

#include "core/decide/cycle.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/allocate/lagrange.h"
#include "core/allocate/quota.h"
#include "core/decide/bounds.h"
#include "core/decide/feasible.h"
#include "core/decide/label.h"
#include "core/decide/share.h"
#include "core/decide/validate.h"

namespace gv::decide {
namespace {

std::vector<UnitLimits> all_limits(const CycleInput& input, const Assessment& assessment,
                                   const Config& config) {
  const auto sharing = static_cast<std::size_t>(
      std::count_if(assessment.units.begin(), assessment.units.end(),
                    [](const UnitView& unit) { return !unit.live.empty(); }));
  std::vector<UnitLimits> limits;
  limits.reserve(assessment.units.size());
  for (const auto& unit : assessment.units) {
    limits.push_back(
        limits_of(unit, assessment.ads, std::max<std::size_t>(1, sharing), input, config));
  }
  return limits;
}

void add_warnings(const AccountBeliefs& beliefs, const Assessment& assessment, CyclePlan& plan) {
  const auto blind = std::count_if(assessment.ads.begin(), assessment.ads.end(),
                                   [](const AdView& ad) { return !ad.ad->value_known; });
  if (blind > 0) {
    plan.warnings.push_back(fmt::format(
        "{} of {} ads come without conversions or deals: their value is unknown, so no verdict "
        "on value is given",
        blind, assessment.ads.size()));
  }
  if (beliefs.outage.suspected) {
    plan.warnings.push_back(
        "deals stopped arriving as if tracking were down: kills and cuts are frozen");
  }
}

void write_decisions(const AccountBeliefs& beliefs, const Assessment& assessment,
                     const std::vector<UnitLimits>& limits, const Shares& shares,
                     const Config& config, CyclePlan& plan) {
  plan.units.reserve(assessment.units.size());
  plan.decisions.reserve(assessment.ads.size());
  for (std::size_t u = 0; u < assessment.units.size(); ++u) {
    const auto& view = assessment.units[u];
    const auto& outcome = shares.outcomes[u];
    const auto unit = label_unit(view, limits[u], outcome);
    plan.units.push_back(unit);
    for (const std::size_t i : view.ads) {
      const auto& ad = assessment.ads[i];
      if (ad.fate == Fate::Ineligible) {
        plan.ineligible.push_back({ad.ad->key, ad.reason});
      } else {
        plan.decisions.push_back(
            decide_ad(ad, view, limits[u], unit, outcome, shares.half_saturation, beliefs, config));
      }
    }
  }
  const auto by_key = [](const auto& a, const auto& b) { return a.ad < b.ad; };
  std::sort(plan.decisions.begin(), plan.decisions.end(), by_key);
  std::sort(plan.ineligible.begin(), plan.ineligible.end(), by_key);
}

}  // namespace

Result<CyclePlan> run_cycle(const CycleInput& input, const Config& config,
                            const ParallelFor& parallel) {
  GV_TRY(check(config));
  GV_TRY(check_account(input));
  auto valid = validate(input);
  const auto beliefs = form_beliefs(input, valid, config, parallel);
  auto assessment = assess(input, valid, beliefs, config, parallel);
  const double saturation = half_saturation(assessment, config);
  GV_TRY(auto feasible, make_feasible(all_limits(input, assessment, config), assessment.units,
                                      input.total_budget_minor, config));
  GV_TRY(const auto shares,
         share_out(feasible, assessment, input.total_budget_minor, saturation, config, parallel));
  CyclePlan plan;
  plan.total_budget_minor = input.total_budget_minor;
  plan.reserve_minor = shares.reserve_minor;
  if (feasible.reserve_minor > 0) plan.reserve_reason = ReasonCode::CapsBind;
  plan.rejected = std::move(valid.rejected);
  plan.delay = beliefs.delay;
  plan.hyper = beliefs.hyper;
  plan.outage = beliefs.outage.suspected;
  plan.outage_p = beliefs.outage.p;
  write_decisions(beliefs, assessment, feasible.limits, shares, config, plan);
  add_warnings(beliefs, assessment, plan);
  return plan;
}

}  // namespace gv::decide

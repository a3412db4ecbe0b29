#include "core/decide/share.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

#include "core/allocate/lagrange.h"
#include "core/allocate/optimizer.h"
#include "core/allocate/quota.h"
#include "core/decide/elsewhere.h"

namespace gv::decide {
namespace {

/// The table of the default elasticity is a constant: building it takes longer than a cycle of a
/// small account. Another elasticity gets a table of its own, kept in `own`.
const allocate::ResponseTable& table_of(double elasticity,
                                        std::optional<allocate::ResponseTable>& own) {
  constexpr double kDefault = ResponseConfig{}.elasticity;
  if (elasticity != kDefault) return own.emplace(elasticity);
  static const allocate::ResponseTable usual(kDefault);
  return usual;
}

/// The units that share what frozen units leave, in unit order.
class Sharing {
 public:
  Sharing(const Feasible& feasible, Assessment& assessment, double half_saturation,
          const Config& config)
      : assessment_(assessment),
        half_saturation_(half_saturation),
        config_(config),
        kept_(static_cast<std::size_t>(config.sampler.allocation_draws)) {
    for (std::size_t u = 0; u < feasible.limits.size(); ++u) {
      const auto& limits = feasible.limits[u];
      if (limits.frozen || limits.whole.upper == 0) continue;
      members_.push_back(u);
      bounds_.push_back(limits.whole);
      curve_.push_back(
          {.half_saturation = half_saturation,
           .minimum = static_cast<double>(std::min(limits.minimum, limits.whole.lower)),
           .rho0_factor = assessment.units[u].boost *
                          allocate::rho0_factor(assessment.units[u].spend_daily, half_saturation,
                                                config.response.elasticity)});
    }
  }

  const std::vector<std::size_t>& members() const { return members_; }
  const std::vector<allocate::UnitBounds>& bounds() const { return bounds_; }

  Result<std::vector<double>> weights(std::int64_t total, const ParallelFor& parallel) {
    switch (config_.allocator) {
      case Allocator::ProbabilityBest:
        return of_units([](const UnitView& unit) { return unit.p_best; });
      case Allocator::Softmax:
        return of_units([&](const UnitView& unit) { return std::exp(score_of(unit)); });
      case Allocator::Optimizer:
        return of_rules();
      case Allocator::Curve:
        break;
    }
    return of_draws(total, parallel);
  }

  /// Marginal value of each member at its budget, from the mean of its draws.
  std::vector<double> marginals(const std::vector<std::int64_t>& budgets) const {
    std::vector<double> out;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const allocate::Response response{
          .rho0 = curve_[i].rho0_factor * assessment_.units[members_[i]].roas.mean,
          .half_saturation = half_saturation_,
          .elasticity = config_.response.elasticity};
      out.push_back(allocate::marginal(response, static_cast<double>(budgets[i])));
    }
    return out;
  }

  /// What each member came to, for the comparison of their margins.
  std::vector<Sharer> sharers(const std::vector<std::int64_t>& budgets) const {
    std::vector<Sharer> out;
    out.reserve(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const auto& unit = assessment_.units[members_[i]];
      const auto current = static_cast<double>(bounds_[i].current);
      const std::size_t row = compact_ ? i : members_[i];
      out.push_back(
          {.current = bounds_[i].current,
           .recommended = budgets[i],
           .slope = curve_[i].rho0_factor *
                    allocate::unit_marginal(current, half_saturation_, config_.response.elasticity),
           .roas = unit.roas.mean,
           .draws = std::span(assessment_.draws).subspan(row * kept_, kept_),
           .value_known = unit.value_known});
    }
    return out;
  }

 private:
  template <class Weight>
  std::vector<double> of_units(Weight weight) const {
    std::vector<double> out;
    for (const std::size_t u : members_) out.push_back(weight(assessment_.units[u]));
    return out;
  }

  Result<std::vector<double>> of_draws(std::int64_t total, const ParallelFor& parallel) {
    compact_draws();
    std::optional<allocate::ResponseTable> own;
    const auto& table = table_of(config_.response.elasticity, own);
    const double margin = config_.objective_profit ? 1.0 / config_.gross_margin.value_or(1.0) : 0.0;
    auto mean = allocate::mean_allocation(
        table, {.units = curve_, .total = static_cast<double>(total), .marginal_min = margin},
        {.values = assessment_.draws, .units = members_.size(), .draws = kept_, .stride = kept_},
        parallel);
    return mean;
  }

  /// What the rule allocator would give each member.
  Result<std::vector<double>> of_rules() const {
    std::vector<allocate::OptimizerUnit> units;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const auto& unit = assessment_.units[members_[i]];
      units.push_back({.id = unit.unit->id.text(),
                       .current_minor = bounds_[i].current,
                       .roas = unit.roas.mean,
                       .hours = unit.age_hours,
                       .spend_minor = unit.spend_minor,
                       .conversions = unit.deals});
    }
    const auto& limits = config_.limits;
    GV_TRY(const auto plan, allocate::optimize_budgets(
                                units, {.target_roas = config_.target_roas,
                                        .min_roas_ratio = config_.min_roas_ratio,
                                        .scale_roas_ratio = config_.scale_roas_ratio,
                                        .min_spend_minor = config_.min_spend_minor,
                                        .min_conversions = config_.min_conversions,
                                        .learning_period_hours = config_.learning_period_hours,
                                        .max_increase = std::min(1.0, limits.max_increase),
                                        .max_decrease = limits.max_decrease,
                                        .min_budget_minor = limits.min_budget_minor,
                                        .allow_underspend = limits.allow_underspend}));
    std::vector<double> budgets;
    for (const auto& unit : plan.units) {
      budgets.push_back(static_cast<double>(unit.recommended_minor));
    }
    return budgets;
  }

  double score_of(const UnitView& unit) const {
    double best = 0.0;
    for (const std::size_t i : unit.live) {
      const auto& ad = assessment_.ads[i];
      best = std::max(best, belief::score_of(*ad.evidence, 0.0, ad.boosts, config_.mode,
                                             config_.blend, config_.score)
                                .score);
    }
    return best;
  }

  /// Moves the members' rows to the front; frozen units need no draws any more.
  void compact_draws() {
    compact_ = true;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (members_[i] == i) continue;
      std::copy_n(assessment_.draws.begin() + static_cast<std::ptrdiff_t>(members_[i] * kept_),
                  kept_, assessment_.draws.begin() + static_cast<std::ptrdiff_t>(i * kept_));
    }
  }

  Assessment& assessment_;
  double half_saturation_;
  const Config& config_;
  std::size_t kept_;
  bool compact_{false};  ///< row i of the draws is that of member i, not of unit i
  std::vector<std::size_t> members_;
  std::vector<allocate::UnitBounds> bounds_;
  std::vector<allocate::CurveUnit> curve_;
};

/// The marginal value that units inside their bounds have in common: their median.
double common_marginal(std::vector<double> marginals) {
  if (marginals.empty()) return 0.0;
  const auto middle = marginals.begin() + static_cast<std::ptrdiff_t>(marginals.size() / 2);
  std::nth_element(marginals.begin(), middle, marginals.end());
  return *middle;
}

std::int64_t sum_of(const std::vector<allocate::UnitBounds>& bounds,
                    std::int64_t allocate::UnitBounds::*field) {
  std::int64_t sum = 0;
  for (const auto& unit : bounds) sum += unit.*field;
  return sum;
}

}  // namespace

Result<Shares> share_out(const Feasible& feasible, Assessment& assessment, std::int64_t total,
                         double half_saturation, const Config& config,
                         const ParallelFor& parallel) {
  Shares shares{.reserve_minor = feasible.reserve_minor, .half_saturation = half_saturation};
  std::int64_t left = total - feasible.reserve_minor;
  shares.outcomes.reserve(feasible.limits.size());
  for (std::size_t u = 0; u < feasible.limits.size(); ++u) {
    const auto& limits = feasible.limits[u];
    shares.outcomes.push_back({.current = limits.whole.current,
                               .recommended = limits.frozen ? limits.whole.lower : 0,
                               .filled = feasible.filled[u],
                               .deferred = feasible.deferred[u],
                               .queued = feasible.queued[u]});
    left -= shares.outcomes.back().recommended;
  }
  Sharing sharing(feasible, assessment, half_saturation, config);
  if (sharing.members().empty()) return shares;
  GV_TRY(const auto weights, sharing.weights(left, parallel));
  if (config.objective_profit && config.allocator == Allocator::Curve) {
    const double wanted = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::int64_t spend =
        std::clamp(static_cast<std::int64_t>(std::llround(wanted)),
                   sum_of(sharing.bounds(), &allocate::UnitBounds::lower), left);
    shares.reserve_minor += left - spend;
    left = spend;
  }
  GV_TRY(auto budgets,
         allocate::project_with_deadband(weights, sharing.bounds(), left, config.limits.deadband));
  std::vector<bool> dropped(budgets.size());
  if (config.limits.max_changes) {
    const auto marginals = sharing.marginals(budgets);
    GV_TRY(auto kept,
           allocate::apply_quota(
               std::move(budgets), weights, sharing.bounds(), left,
               {.changes_max = static_cast<std::size_t>(std::max(0, *config.limits.max_changes)),
                .marginal = marginals,
                .lambda = common_marginal(marginals)}));
    budgets = std::move(kept.budgets);
    for (const std::size_t i : kept.dropped) dropped[i] = true;
  }
  const auto sharers = sharing.sharers(budgets);
  const Elsewhere elsewhere(sharers);
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    auto& outcome = shares.outcomes[sharing.members()[i]];
    outcome.recommended = budgets[i];
    outcome.quota = dropped[i];
    outcome.deadband = !dropped[i] && budgets[i] == outcome.current &&
                       sharing.bounds()[i].upper > outcome.current &&
                       sharing.bounds()[i].lower < outcome.current;
    if (!left_by_allocation(feasible.limits[sharing.members()[i]], outcome)) continue;
    outcome.marginal_elsewhere = elsewhere.above(sharers[i]);
    if (outcome.marginal_elsewhere) outcome.elsewhere_p = elsewhere.p_above(sharers[i]);
  }
  assessment.draws = {};  // the largest of all, and no longer needed
  return shares;
}

}  // namespace gv::decide

#include "core/decide/feasible.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace gv::decide {
namespace {

/// Kills may leave one part in this many of the total in reserve; beyond it they wait.
constexpr std::int64_t kReserveShare = 10;
constexpr std::int64_t kNoMaximum = std::numeric_limits<std::int64_t>::max();

std::int64_t sum_of(const std::vector<UnitLimits>& limits,
                    std::int64_t allocate::UnitBounds::*field) {
  std::int64_t sum = 0;
  for (const auto& unit : limits) sum += unit.whole.*field;
  return sum;
}

std::vector<std::size_t> by_promise(const std::vector<UnitView>& units, bool best_first) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return best_first ? units[a].roas.p_target > units[b].roas.p_target
                      : units[a].roas.p_target < units[b].roas.p_target;
  });
  return order;
}

/// Units per campaign that stay active under these limits.
std::map<CampaignId, int> active_units(const std::vector<UnitLimits>& limits,
                                       const std::vector<UnitView>& units) {
  std::map<CampaignId, int> active;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (limits[i].whole.upper > 0) ++active[units[i].unit->campaign_id];
  }
  return active;
}

class Fitter {
 public:
  Fitter(Feasible& plan, const std::vector<UnitView>& units, std::int64_t total,
         const Config& config)
      : plan_(plan), units_(units), total_(total), config_(config) {}

  Result<void> run() {
    std::int64_t frozen = 0;
    for (const auto& unit : plan_.limits) {
      if (unit.frozen && !unit.waits) frozen += unit.whole.lower;
    }
    if (frozen > total_) {
      return fail(ErrorCode::Refused, "total_budget",
                  fmt::format("budgets that may not change sum to {} minor units, the total is {}",
                              frozen, total_),
                  "raise the total, or wait until held and observed units are free");
    }
    if (!config_.limits.allow_underspend) fill();
    if (!config_.limits.allow_underspend) defer_kills();
    if (sum_of(plan_.limits, &allocate::UnitBounds::lower) > total_) shrink();
    if (sum_of(plan_.limits, &allocate::UnitBounds::lower) > total_) queue();
    const std::int64_t least = sum_of(plan_.limits, &allocate::UnitBounds::lower);
    if (least > total_) {
      return fail(
          ErrorCode::Refused, "total_budget",
          fmt::format("the smallest budgets sum to {} minor units, the total is {}", least, total_),
          "raise the total, or lower decision.min_daily_budget or the minimums of policies");
    }
    plan_.reserve_minor =
        std::max<std::int64_t>(0, total_ - sum_of(plan_.limits, &allocate::UnitBounds::upper));
    return {};
  }

 private:
  void fill() {
    std::int64_t room = total_ - sum_of(plan_.limits, &allocate::UnitBounds::upper);
    for (const std::size_t i : by_promise(units_, true)) {
      if (room <= 0) return;
      auto& unit = plan_.limits[i];
      if (!unit.fillable) continue;
      const double step =
          (1.0 + config_.limits.max_increase_scale) * static_cast<double>(unit.whole.current);
      const auto raised =
          allocate::whole_bounds(unit.whole.current, 0.0, std::min(step, unit.ceiling)).upper;
      if (raised <= unit.whole.upper) continue;
      room -= raised - unit.whole.upper;
      unit.whole.upper = raised;
      plan_.filled[i] = true;
    }
  }

  /// Pausing is reversible and so is waiting: when a tenth of the total would find no place, it is
  /// better spent on a doubtful ad, whose deals may yet come, than not at all.
  void defer_kills() {
    std::int64_t room =
        total_ - total_ / kReserveShare - sum_of(plan_.limits, &allocate::UnitBounds::upper);
    std::int64_t slack = total_ - sum_of(plan_.limits, &allocate::UnitBounds::lower);
    for (const std::size_t i : by_promise(units_, true)) {
      if (room <= 0) return;
      auto& unit = plan_.limits[i];
      if (!unit.deferrable) continue;
      const auto least = static_cast<std::int64_t>((1.0 - config_.limits.max_decrease) *
                                                   static_cast<double>(unit.whole.current));
      const auto lower = std::min(std::max(unit.minimum, least), unit.whole.current);
      if (lower > slack) continue;  // it may not push others out
      slack -= lower;
      unit.whole.upper =
          std::min(unit.whole.current, units_[i].unit->policy_max_minor.value_or(kNoMaximum));
      unit.whole.lower = std::min(lower, unit.whole.upper);
      unit.frozen = unit.typed = false;
      unit.shrinkable = true;
      unit.reason = ReasonCode::CapsBind;
      room -= unit.whole.upper;
      plan_.deferred[i] = true;
    }
  }

  void shrink() {
    std::int64_t excess = sum_of(plan_.limits, &allocate::UnitBounds::lower) - total_;
    for (const std::size_t i : by_promise(units_, false)) {
      auto& unit = plan_.limits[i];
      if (excess <= 0) return;
      if (unit.frozen || !unit.shrinkable || unit.whole.lower <= unit.minimum) continue;
      const std::int64_t cut = std::min(excess, unit.whole.lower - unit.minimum);
      unit.whole.lower -= cut;
      if (!unit.typed) unit.reason = ReasonCode::CapsBind;
      excess -= cut;
    }
  }

  void queue() {
    auto active = active_units(plan_.limits, units_);
    std::int64_t excess = sum_of(plan_.limits, &allocate::UnitBounds::lower) - total_;
    for (const std::size_t i : by_promise(units_, false)) {
      auto& unit = plan_.limits[i];
      if (excess <= 0) return;
      if ((unit.frozen && !unit.waits) || unit.whole.upper == 0) continue;
      if (units_[i].unit->policy_min_minor && !unit.waits) continue;  // a person wants it to run
      int& left = active[units_[i].unit->campaign_id];
      if (left <= 1 && !unit.waits) continue;  // one that waits is not running yet
      --left;
      excess -= unit.whole.lower;
      unit.whole.lower = unit.whole.upper = 0;
      unit.fillable = false;
      plan_.queued[i] = true;
    }
  }

  Feasible& plan_;
  const std::vector<UnitView>& units_;
  std::int64_t total_;
  const Config& config_;
};

}  // namespace

Result<Feasible> make_feasible(std::vector<UnitLimits> limits, const std::vector<UnitView>& units,
                               std::int64_t total, const Config& config) {
  Feasible plan{.limits = std::move(limits)};
  plan.filled.resize(plan.limits.size());
  plan.deferred.resize(plan.limits.size());
  plan.queued.resize(plan.limits.size());
  GV_TRY(Fitter(plan, units, total, config).run());
  return plan;
}

}  // namespace gv::decide

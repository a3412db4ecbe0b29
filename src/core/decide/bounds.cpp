#include "core/decide/bounds.h"

#include <algorithm>
#include <cmath>

#include "core/execute/velocity.h"

namespace gv::decide {
namespace {

constexpr double kCutBy = 0.8;  // one step down: 20 %
constexpr double kFatigueDoubt = 0.5;

class Gates {
 public:
  Gates(const UnitView& view, const std::vector<AdView>& ads, std::size_t units,
        const CycleInput& input, const Config& config)
      : view_(view), ads_(ads), units_(units), input_(input), config_(config) {}

  UnitLimits run() {
    limits_ = gated();
    keep_policy();
    return limits_;
  }

 private:
  UnitLimits gated() {
    current_ = static_cast<double>(view_.unit->daily_budget_minor);
    limits_.minimum = std::max<std::int64_t>(
        {1, view_.unit->min_minor.value_or(0), config_.limits.min_budget_minor});
    if (view_.live.empty()) return without_live_ads();
    if (const auto* frozen = first_frozen()) return freeze(*frozen);
    if (revived()) return revive();
    if (is_new()) return launch();
    open();
    fatigue();
    decline();
    learning();
    verdict_of_roas();
    return close();
  }

  /// What runs, or is to run, moves into the bounds at once; a unit that is paused or held stays.
  void keep_policy() {
    const auto& unit = *view_.unit;
    if (unit.held || view_.live.empty()) return;
    auto& whole = limits_.whole;
    const auto least = unit.policy_min_minor.value_or(whole.lower);
    const auto most = unit.policy_max_minor.value_or(std::max(whole.upper, least));
    const bool moved = whole.lower < least || whole.upper > most;
    limits_.policy_lower = unit.policy_min_minor && whole.lower <= least;
    limits_.policy_upper = unit.policy_max_minor && whole.upper >= most;
    whole.upper = std::min(std::max(whole.upper, least), most);
    whole.lower = std::min(std::max(whole.lower, least), most);
    if (unit.policy_min_minor) limits_.minimum = std::max(limits_.minimum, whole.lower);
    if (unit.policy_max_minor) {
      limits_.ceiling = std::min(limits_.ceiling, static_cast<double>(most));
    }
    if (moved && limits_.frozen && !limits_.waits) limits_.typed = false;
  }

  double minimum() const { return static_cast<double>(limits_.minimum); }
  double floor_of_cycle() const {
    return std::max(minimum(), (1.0 - config_.limits.max_decrease) * current_);
  }

  UnitLimits without_live_ads() {
    const auto killed = std::find_if(view_.ads.begin(), view_.ads.end(),
                                     [&](std::size_t i) { return ads_[i].fate == Fate::Killed; });
    limits_.frozen = true;
    if (killed == view_.ads.end()) {
      limits_.eligible = false;
      limits_.reason = ads_[view_.ads.front()].reason;
      limits_.gates.insert(Gate::NotDeliverable);
      return limits_;
    }
    const auto& ad = ads_[*killed];
    type_as(DecisionType::Kill, ad.reason);
    limits_.upper_by = ad.reason == ReasonCode::Manual    ? Gate::ManualKill
                       : ad.reason == ReasonCode::Fatigue ? Gate::FatigueExhausted
                                                          : Gate::Kill;
    limits_.gates.insert(limits_.upper_by);
    // A unit that is already paused costs nothing; one of which something runs until now gives its
    // budget back.
    const bool runs = std::any_of(view_.ads.begin(), view_.ads.end(), [&](std::size_t i) {
      return ads_[i].fate == Fate::Killed && ads_[i].ad->status != belief::AdStatus::Paused;
    });
    limits_.whole.current = runs ? view_.unit->daily_budget_minor : 0;
    limits_.deferrable = limits_.whole.current > 0 &&
                         ad.finality == belief::Finality::Provisional &&
                         limits_.upper_by == Gate::Kill && view_.ads.size() == 1;
    return limits_;
  }

  const AdView* first_frozen() const {
    // A unit of several ads leaves the ignorance zone by the sum of its ads.
    if (view_.live.size() > 1 &&
        !in_ignorance_zone(view_.age_hours / 24.0, view_.spend_minor, config_.zone)) {
      const auto other = std::find_if(view_.live.begin(), view_.live.end(), [&](std::size_t i) {
        return ads_[i].fate == Fate::Frozen && ads_[i].reason != ReasonCode::IgnoranceZone;
      });
      return other == view_.live.end() ? nullptr : &ads_[*other];
    }
    const auto frozen = std::find_if(view_.live.begin(), view_.live.end(),
                                     [&](std::size_t i) { return ads_[i].fate == Fate::Frozen; });
    return frozen == view_.live.end() ? nullptr : &ads_[*frozen];
  }

  bool is_new() const { return view_.unit->daily_budget_minor == 0 && !view_.delivered; }

  UnitLimits launch() {
    limits_.frozen = true;
    limits_.waits = true;
    limits_.gates.insert(Gate::IgnoranceZone);
    limits_.upper_by = Gate::IgnoranceZone;
    type_as(DecisionType::Observe, ReasonCode::NewUnit);
    std::int64_t budget = std::max(config_.limits.launch_budget_minor, limits_.minimum);
    if (view_.unit->max_minor) budget = std::min(budget, *view_.unit->max_minor);
    limits_.whole = {.current = 0, .lower = budget, .upper = budget};
    return limits_;
  }

  UnitLimits freeze(const AdView& ad) {
    if (ad.reason == ReasonCode::IgnoranceZone && is_new()) return launch();
    limits_.frozen = true;
    const bool hold = ad.reason == ReasonCode::Hold;
    type_as(hold ? DecisionType::Maintain : DecisionType::Observe, ad.reason);
    limits_.upper_by = hold                                     ? Gate::Hold
                       : ad.reason == ReasonCode::IgnoranceZone ? Gate::IgnoranceZone
                                                                : Gate::Data;
    limits_.gates.insert(limits_.upper_by);
    const std::int64_t budget = view_.unit->daily_budget_minor;
    limits_.whole = {.current = budget, .lower = budget, .upper = budget};
    return limits_;
  }

  bool revived() const {
    return std::all_of(view_.live.begin(), view_.live.end(),
                       [&](std::size_t i) { return ads_[i].fate == Fate::Revived; });
  }

  UnitLimits revive() {
    const auto& kill = ads_[view_.live.front()].ad->kill_state;
    const std::int64_t before = kill ? kill->budget_before_minor : limits_.minimum;
    const std::int64_t budget = before > 0 ? std::min(limits_.minimum, before) : limits_.minimum;
    limits_.frozen = true;
    limits_.waits = true;
    limits_.gates.insert(Gate::Kill);
    type_as(DecisionType::Reactivate, ReasonCode::Revived);
    limits_.whole = {.current = 0, .lower = budget, .upper = budget};
    return limits_;
  }

  void open() {
    lower_ = floor_of_cycle();
    upper_ = (1.0 + config_.limits.max_increase) * current_;
    if (view_.unit->max_minor) {
      upper_ = std::min(upper_, static_cast<double>(*view_.unit->max_minor));
    }
    if (!view_.unit->history.empty()) {
      const auto velocity = execute::velocity_bounds(view_.unit->history, input_.now);
      // They limit edits; staying where it is is none.
      lower_ = std::max(lower_, std::min(static_cast<double>(velocity.lo), current_));
      upper_ = std::min(upper_, std::max(static_cast<double>(velocity.hi), current_));
    }
    settle();
  }

  void fatigue() {
    const double p_target = view_.roas.p_target;
    if (view_.severity >= 4) {
      // Still live: deals at target speak for it, or a rule forbade the kill.
      tighten(Gate::FatigueExhausted, ReasonCode::Fatigue, 0.5 * current_);
    } else if (view_.severity == 3) {
      tighten(Gate::Fatigue, ReasonCode::Fatigue, kCutBy * current_);
    } else if (view_.severity == 2) {
      tighten(Gate::Fatigue, ReasonCode::Fatigue,
              (p_target < kFatigueDoubt ? kCutBy : 1.0) * current_);
    }
  }

  void decline() {
    if (view_.spared) tighten(Gate::Kill, ads_[view_.live.front()].reason, current_);
    if (view_.declining) {
      tighten(Gate::Kill, ReasonCode::DecliningPerformance, kCutBy * current_);
    }
  }

  void learning() {
    if (!view_.learning) return;
    limits_.gates.insert(Gate::Learning);
    const double step = 1.0 - kCutBy;
    if ((1.0 + step) * current_ < upper_) {
      limits_.upper_by = Gate::Learning;
      limits_.reason = ReasonCode::LearningPhase;
    }
    lower_ = std::max(lower_, (1.0 - step) * current_);
    upper_ = std::min(upper_, (1.0 + step) * current_);
    settle();
  }

  /// G9 to G12: the first that holds.
  void verdict_of_roas() {
    const auto& roas = view_.roas;
    const double scale_step = (1.0 + config_.limits.max_increase_scale) * current_;
    // G9. P(ROAS < min) >= threshold
    if (roas.p_below_min >= config_.confidence_threshold) {
      return band(Gate::BelowMinimum, ReasonCode::BelowMinimum, current_, true);
    }
    // G10. 1. P(ROAS >= scale) >= 0.8  2. maturity >= 0.5  3. severity <= 1  4. enough spend
    if (roas.p_scale >= config_.scale_confidence && view_.maturity >= config_.scale_maturity &&
        view_.severity <= 1 && view_.spend_minor >= config_.scale_spend_minor) {
      return band(Gate::AboveScale, ReasonCode::AboveScale,
                  (1.0 + config_.limits.max_increase) * current_, false);
    }
    // G11. P(ROAS >= target) >= threshold
    if (roas.p_target >= config_.confidence_threshold) {
      return band(Gate::AboveTarget, ReasonCode::AboveTarget, scale_step, true);
    }
    // G12. Otherwise: no raise, unless the unit may well be the best or has no deal yet. Where
    // value is unknown, no deal is no evidence of anything: there is nothing to explore for.
    const bool explore = view_.value_known &&
                         (view_.p_best >= 1.0 / static_cast<double>(units_) || view_.deals == 0.0);
    const auto calm = view_.value_known ? ReasonCode::WithinBand : ReasonCode::ValueUnknown;
    band(Gate::Otherwise, explore ? ReasonCode::Exploration : calm, explore ? scale_step : current_,
         true);
  }

  void band(Gate gate, ReasonCode reason, double upper, bool fillable) {
    const bool capped_before = upper_ < upper;
    limits_.gates.insert(gate);
    limits_.ceiling = upper_;
    limits_.fillable = fillable && !capped_before && !limits_.gates.contains(Gate::Fatigue) &&
                       !limits_.gates.contains(Gate::FatigueExhausted) &&
                       !limits_.gates.contains(Gate::Kill) &&
                       !limits_.gates.contains(Gate::Learning);
    if (!capped_before || limits_.reason == ReasonCode::WithinBand) {
      limits_.upper_by = gate;
      limits_.reason = reason;
    }
    upper_ = std::min(upper_, upper);
    settle();
  }

  void tighten(Gate gate, ReasonCode reason, double upper) {
    limits_.gates.insert(gate);
    if (upper < upper_) {
      upper_ = upper;
      limits_.upper_by = gate;
      limits_.reason = reason;
    }
    settle();
  }

  void settle() { lower_ = std::min(lower_, upper_); }

  UnitLimits close() {
    limits_.shrinkable = !limits_.gates.contains(Gate::Learning);
    const std::int64_t current = view_.unit->daily_budget_minor;
    limits_.whole = allocate::whole_bounds(current, lower_, upper_);
    if (current > 0) {  // a cut never stops a unit, even one of a few minor units
      limits_.whole.lower = std::max<std::int64_t>(1, limits_.whole.lower);
      limits_.whole.upper = std::max<std::int64_t>(1, limits_.whole.upper);
    }
    return limits_;
  }

  void type_as(DecisionType type, ReasonCode reason) {
    limits_.typed = true;
    limits_.type = type;
    limits_.reason = reason;
  }

  const UnitView& view_;
  const std::vector<AdView>& ads_;
  std::size_t units_;
  const CycleInput& input_;
  const Config& config_;
  UnitLimits limits_;
  double current_{0.0};
  double lower_{0.0};
  double upper_{0.0};
};

}  // namespace

UnitLimits limits_of(const UnitView& view, const std::vector<AdView>& ads, std::size_t units,
                     const CycleInput& input, const Config& config) {
  return Gates(view, ads, units, input, config).run();
}

}  // namespace gv::decide

#include "app/execute/ad_pins.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/ports/unit_name.h"

namespace gv::app {
namespace {

std::string pinned_platform(const AdPolicy& policy) {
  return policy.ad_id.substr(0, policy.ad_id.find(':'));
}

bool is_the_ad(const AdChange& change, const AdPolicy& policy) {
  return change.entity.level == EntityLevel::Ad &&
         policy.ad_id == change.platform + ":" + change.entity.id;
}

EntityRef unit_of_ad(const RunningAd& ad) { return {ad.unit_level, ad.unit_id}; }

bool is_above(const EntityRef& thing, const RunningAd& ad) {
  return (thing.level == EntityLevel::AdSet && thing.id == ad.adset_id) ||
         (thing.level == EntityLevel::Campaign && thing.id == ad.campaign_id);
}

/// What a change is about, with where its own ad stands.
struct Touch {
  const AdChange& change;
  std::optional<RunningAd> place{};

  /// Whether the change is one of the pinned ad, of what is above it or of the budget it shares.
  [[nodiscard]] bool reaches(const AdPin& pin) const {
    if (change.type == ChangeType::Create) return false;
    if (is_the_ad(change, pin.policy)) return true;
    if (!pin.place || change.platform != pinned_platform(pin.policy)) return false;
    return is_above(change.entity, *pin.place) ||
           (change.type == ChangeType::Budget && shares(pin));
  }
  /// Whether it is of an ad whose money comes out of the same budget.
  [[nodiscard]] bool shares(const AdPin& pin) const {
    return place && pin.place && change.platform == pinned_platform(pin.policy) &&
           unit_of_ad(*place) == unit_of_ad(*pin.place);
  }
};

ChangeTrouble forbidden(std::string reason, const AdPolicy& policy, std::string_view what) {
  const auto until =
      policy.expires_at ? fmt::format(" until {}", format_time(*policy.expires_at)) : "";
  return {.reason = std::move(reason),
          .message = fmt::format("The policy of ad {} {}{}.", policy.ad_id, what, until)};
}

/// Whether a new budget is outside and not on its way inside.
bool leaves_bounds(const AdChange& change, const AdPolicy& policy) {
  const auto* to = std::get_if<std::int64_t>(&change.requested);
  if (to == nullptr) return false;
  const auto* from = std::get_if<std::int64_t>(&change.current);
  const bool above = policy.max_budget_minor && *to > *policy.max_budget_minor;
  const bool below = policy.min_budget_minor && *to < *policy.min_budget_minor;
  if (above) return from == nullptr || *to > *from;
  return below && (from == nullptr || *to < *from);
}

std::optional<ChangeTrouble> forbids(const AdPin& pin, const Touch& touch) {
  const auto& policy = pin.policy;
  const auto& change = touch.change;
  const bool by_decision = change.source == "decision";
  const bool reaches = touch.reaches(pin);
  if (!reaches && !(by_decision && touch.shares(pin))) return std::nullopt;
  if (policy.mode == AdPolicyMode::Locked) {
    return forbidden("locked", policy, "locks it");
  }
  if (!by_decision) return std::nullopt;
  if (policy.mode == AdPolicyMode::Observe) {
    return forbidden("observed", policy, "keeps decisions from being carried out");
  }
  const bool pauses =
      policy.min_budget_minor && change.requested == ChangeValue(EntityStatus::Paused);
  if (pauses || leaves_bounds(change, policy)) {
    return forbidden("bounds", policy, "bounds its budget");
  }
  return std::nullopt;
}

}  // namespace

Result<AdPins> AdPins::in_force(const ExecutionPorts& ports, Transaction& transaction) {
  GV_TRY(auto policies, ports.policies.in_force(transaction));
  std::vector<AdPin> pins;
  for (auto& policy : policies) {
    AdPin pin{.policy = std::move(policy)};
    GV_TRY(pin.place, ports.running.find(transaction, pin.policy.ad_id));
    pins.push_back(std::move(pin));
  }
  return AdPins(ports.running, std::move(pins));
}

Result<std::optional<ChangeTrouble>> AdPins::against(Transaction& transaction,
                                                     const AdChange& change) const {
  const bool stops = change.priority == execute::Priority::Emergency || change.source == "resume";
  if (pins_.empty() || stops) return std::optional<ChangeTrouble>{};
  Touch touch{.change = change};
  if (change.entity.level == EntityLevel::Ad) {
    GV_TRY(touch.place, running_->find(transaction, change.platform + ":" + change.entity.id));
  }
  std::optional<ChangeTrouble> found;
  for (const auto& pin : pins_) {
    auto trouble = forbids(pin, touch);
    if (trouble && (!found || trouble->reason == "locked")) found = std::move(trouble);
  }
  return found;
}

std::set<std::string> AdPins::kept_units(const std::vector<DecisionRecord>& decisions) const {
  std::set<std::string> kept;
  for (const auto& pin : pins_) {
    if (pin.policy.mode == AdPolicyMode::Auto) continue;
    if (pin.place) kept.insert(unit_name(pinned_platform(pin.policy), unit_of_ad(*pin.place)));
    for (const auto& decision : decisions) {
      if (decision.ad_id == pin.policy.ad_id) {
        kept.insert(decision.budget_unit.value_or(decision.ad_id));
      }
    }
  }
  return kept;
}

}  // namespace gv::app

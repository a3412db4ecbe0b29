#include "core/market/change_desk.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace gv::market {

using execute::Priority;

void ChangeDesk::accept(const Actions& actions, bool cycle) {
  GV_CHECK(actions.units().size() == world_.size());
  units_.resize(world_.size());
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const auto& wish = actions.units()[i];
    if (cycle && world_.active(i)) ++decisions_;
    if (wish.kind == ActionKind::Keep) continue;
    if (wish.kind == ActionKind::SetBudget) note_direction(i, wish.budget_minor);
    units_[i].wish = wish;
  }
  for (int k = 0; k < actions.creatives(); ++k) {
    if (world_.request_creative()) ++mutations_;
  }
}

void ChangeDesk::note_direction(std::size_t i, std::int64_t wished) {
  const std::int64_t current = world_.units()[i].daily_budget_minor;
  if (20 * std::abs(wished - current) < current) return;
  const int direction = wished > current ? 1 : -1;
  if (units_[i].direction == -direction) ++flips_;
  units_[i].direction = direction;
}

void ChangeDesk::execute() {
  execute_pauses();
  execute_reductions();
  execute_revivals();
  execute_increases();
}

bool ChangeDesk::send(Priority priority) {
  if (execute::earliest_send(ledger_, world_.now(), priority, limits_.rate) > world_.now()) {
    ++deferred_;
    return false;
  }
  ledger_.record(world_.now());
  ++mutations_;
  return true;
}

void ChangeDesk::execute_pauses() {
  for (std::size_t i = 0; i < units_.size(); ++i) {
    auto& wish = units_[i].wish;
    if (wish.kind != ActionKind::Pause) continue;
    if (world_.active(i)) {
      if (!send(Priority::Kill)) continue;
      world_.pause(i, wish.finality);
    } else if (wish.finality == belief::Finality::Final) {
      world_.make_final(i);
    }
    wish = {};
  }
}

std::vector<ChangeDesk::Step> ChangeDesk::steps(bool up) const {
  std::vector<Step> found;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const auto& wish = units_[i].wish;
    if (wish.kind != ActionKind::SetBudget || !world_.active(i)) continue;
    const auto& unit = world_.units()[i];
    const std::int64_t current = unit.daily_budget_minor;
    if (up ? wish.budget_minor <= current : wish.budget_minor >= current) continue;
    const auto bounds = execute::velocity_bounds(unit.history, world_.now(), limits_.velocity);
    const std::int64_t next =
        up ? std::min(wish.budget_minor, bounds.hi) : std::max(wish.budget_minor, bounds.lo);
    if (up ? next > current : next < current) found.push_back({i, next, std::abs(next - current)});
  }
  // The largest first: what waits for a rate limit should be what matters least.
  std::ranges::sort(found, {},
                    [](const Step& step) { return std::pair(-step.change_minor, step.unit); });
  return found;
}

void ChangeDesk::execute_reductions() {
  for (const auto& step : steps(false)) {
    if (send(Priority::Reduce)) world_.set_budget(step.unit, step.budget_minor);
  }
}

void ChangeDesk::execute_revivals() {
  for (std::size_t i = 0; i < units_.size(); ++i) {
    auto& wish = units_[i].wish;
    if (wish.kind != ActionKind::Reactivate) continue;
    if (!world_.active(i)) {
      const std::int64_t budget = std::min(wish.budget_minor, world_.units()[i].daily_budget_minor);
      if (budget > room() || !send(Priority::Increase)) continue;
      world_.resume(i, budget);
    }
    wish = {};
  }
}

bool ChangeDesk::waits_for_learning(std::size_t i) const {
  return limits_.learning_increase_hours > 0 && units_[i].last_increase &&
         world_.ads()[i].learning == belief::Learning::Learning &&
         world_.now() - *units_[i].last_increase < Hours{limits_.learning_increase_hours};
}

void ChangeDesk::execute_increases() {
  std::int64_t left = room();
  for (const auto& step : steps(true)) {
    if (waits_for_learning(step.unit)) continue;
    // An increase that is not yet financed by confirmed reductions is cut back to the room left;
    // crumbs below 1 % are not worth a mutation.
    const std::int64_t change = std::min(step.change_minor, left);
    const std::int64_t current = step.budget_minor - step.change_minor;
    if (change < step.change_minor && 100 * change < current) continue;
    if (!send(Priority::Increase)) continue;
    world_.set_budget(step.unit, current + change);
    units_[step.unit].last_increase = world_.now();
    left -= change;
  }
}

std::int64_t ChangeDesk::room() const {
  std::int64_t left = world_.scenario().total_minor;
  for (std::size_t i = 0; i < world_.size(); ++i) {
    if (world_.active(i)) left -= world_.units()[i].daily_budget_minor;
  }
  return left;
}

std::vector<execute::VelocityBounds> ChangeDesk::bounds() const {
  std::vector<execute::VelocityBounds> all;
  all.reserve(world_.size());
  for (std::size_t i = 0; i < world_.size(); ++i) {
    const auto& unit = world_.units()[i];
    all.push_back(world_.active(i)
                      ? execute::velocity_bounds(unit.history, world_.now(), limits_.velocity)
                      : execute::VelocityBounds{0, unit.daily_budget_minor});
  }
  return all;
}

}  // namespace gv::market

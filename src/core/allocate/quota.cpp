#include "core/allocate/quota.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace gv::allocate {
namespace {

/// The changes that may be taken back, the least worth first.
struct Candidates {
  std::vector<std::size_t> increases;
  std::vector<std::size_t> cuts;
};

/// Sums that tell whether the account's total can still be met.
struct Room {
  std::int64_t most{0};   ///< kept cuts at their plan, increases at u, the others at c
  std::int64_t least{0};  ///< kept cuts at l, the others at c
};

bool demanded(const UnitBounds& unit) {
  return unit.current < unit.lower || unit.current > unit.upper;
}

Candidates candidates_of(std::span<const std::int64_t> plan, std::span<const UnitBounds> bounds,
                         const ChangeQuota& quota) {
  Candidates found;
  std::vector<double> worth(plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const std::int64_t change = plan[i] - bounds[i].current;
    worth[i] = std::abs(static_cast<double>(change) * (quota.marginal[i] - quota.lambda));
    if (change == 0 || demanded(bounds[i])) continue;
    (change > 0 ? found.increases : found.cuts).push_back(i);
  }
  const auto less = [&](std::size_t a, std::size_t b) { return worth[a] < worth[b]; };
  std::stable_sort(found.increases.begin(), found.increases.end(), less);
  std::stable_sort(found.cuts.begin(), found.cuts.end(), less);
  return found;
}

// Kept changes keep their direction; everything else stays where it is.
std::vector<UnitBounds> one_way(std::span<const std::int64_t> plan,
                                std::span<const UnitBounds> bounds) {
  std::vector<UnitBounds> narrowed(bounds.begin(), bounds.end());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    UnitBounds& unit = narrowed[i];
    if (plan[i] <= unit.current) unit.upper = std::min(unit.upper, unit.current);
    if (plan[i] >= unit.current) unit.lower = std::max(unit.lower, unit.current);
  }
  return narrowed;
}

Room room_of(std::span<const std::int64_t> plan, std::span<const UnitBounds> narrowed) {
  Room room;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    room.most += plan[i] > narrowed[i].current ? narrowed[i].upper : plan[i];
    room.least += narrowed[i].lower;
  }
  return room;
}

void keep(UnitBounds& unit) { unit.lower = unit.upper = unit.current; }

std::size_t count_changes(std::span<const std::int64_t> plan, std::span<const UnitBounds> bounds) {
  std::size_t changes = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) changes += plan[i] != bounds[i].current ? 1 : 0;
  return changes;
}

/// Takes changes back in `narrowed` until `changes` fits the quota or nothing more can go.
std::vector<std::size_t> drop(std::span<const std::int64_t> plan, const Candidates& candidates,
                              std::size_t changes, std::size_t changes_max, std::int64_t total,
                              std::vector<UnitBounds>& narrowed) {
  std::vector<std::size_t> dropped;
  Room room = room_of(plan, narrowed);
  auto increase = candidates.increases.begin();
  auto cut = candidates.cuts.begin();
  for (; changes > changes_max; --changes) {
    if (increase != candidates.increases.end()) {
      UnitBounds& unit = narrowed[*increase];
      const std::int64_t lost = unit.upper - unit.current;
      if (room.most - lost >= total) {
        room.most -= lost;
        keep(unit);
        dropped.push_back(*increase++);
        continue;
      }
    }
    if (cut == candidates.cuts.end()) break;
    UnitBounds& unit = narrowed[*cut];
    if (room.least + (unit.current - unit.lower) > total) break;
    room.least += unit.current - unit.lower;
    room.most += unit.current - plan[*cut];
    keep(unit);
    dropped.push_back(*cut++);
  }
  std::sort(dropped.begin(), dropped.end());
  return dropped;
}

}  // namespace

Result<QuotaPlan> apply_quota(std::vector<std::int64_t> plan, std::span<const double> weights,
                              std::span<const UnitBounds> bounds, std::int64_t total,
                              const ChangeQuota& quota) {
  GV_CHECK(plan.size() == bounds.size() && quota.marginal.size() == bounds.size());
  QuotaPlan result;
  result.changes = count_changes(plan, bounds);
  if (result.changes <= quota.changes_max) {
    result.budgets = std::move(plan);
    return result;
  }
  std::vector<UnitBounds> narrowed = one_way(plan, bounds);
  result.dropped = drop(plan, candidates_of(plan, bounds, quota), result.changes, quota.changes_max,
                        total, narrowed);
  GV_TRY(result.budgets, project(weights, narrowed, total));
  result.changes = count_changes(result.budgets, bounds);
  result.met = result.changes <= quota.changes_max;
  return result;
}

}  // namespace gv::allocate

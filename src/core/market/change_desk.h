#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/execute/rate.h"
#include "core/execute/velocity.h"
#include "core/market/policy.h"
#include "core/market/world.h"

namespace gv::market {

/// The same for all policies that are compared.
struct DeskLimits {
  execute::VelocityConfig velocity;
  execute::RateConfig rate;
  /// While the platform reports LEARNING, a unit gets at most one increase in this many hours;
  /// 0: no such rule.
  int learning_increase_hours{0};
};

/// Carries wishes of a policy out on a world within the executor's limits: pauses first, then
/// reductions, revivals and increases; what velocity forbids follows in tranches, what a rate
/// limit forbids waits. Increases are cut to what the account's total T leaves, so that only a
/// launch can lift the sum of active budgets above T.
class ChangeDesk {
 public:
  ChangeDesk(World& world, const DeskLimits& limits) : world_(world), limits_(limits) {}

  /// Takes new wishes; they supersede the unexecuted ones of the same units. `cycle`: they come
  /// from a full decision, which counts in decisions().
  void accept(const Actions& actions, bool cycle);
  /// Sends what may go out at the world's now().
  void execute();

  [[nodiscard]] std::vector<execute::VelocityBounds> bounds() const;
  [[nodiscard]] int mutations() const { return mutations_; }
  [[nodiscard]] int deferred() const { return deferred_; }
  [[nodiscard]] int decisions() const { return decisions_; }
  [[nodiscard]] int flips() const { return flips_; }

 private:
  struct Unit {
    UnitAction wish;
    std::optional<TimePoint> last_increase;
    int direction{0};  ///< of the last wish of 5 % or more
  };
  struct Step {
    std::size_t unit{0};
    std::int64_t budget_minor{0};
    std::int64_t change_minor{0};
  };

  void note_direction(std::size_t i, std::int64_t wished);
  bool send(execute::Priority priority);
  void execute_pauses();
  void execute_reductions();
  void execute_revivals();
  void execute_increases();
  [[nodiscard]] std::vector<Step> steps(bool up) const;
  [[nodiscard]] bool waits_for_learning(std::size_t i) const;
  /// What the account's total leaves; negative right after a launch.
  [[nodiscard]] std::int64_t room() const;

  World& world_;
  DeskLimits limits_;
  execute::SendLedger ledger_;
  std::vector<Unit> units_;
  int mutations_{0};
  int deferred_{0};
  int decisions_{0};
  int flips_{0};
};

}  // namespace gv::market

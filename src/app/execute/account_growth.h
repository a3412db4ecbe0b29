#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/execute/execution_ports.h"
#include "base/result.h"
#include "core/execute/caps.h"

namespace gv::app {

/// The daily budgets of everything that runs, against what they were a day ago. What starts, or is
/// made, is no growth: a person approves each, and it counts as if it had always been there.
class AccountGrowth {
 public:
  /// Increases that were sent and not read back yet count as done. Errors: those of the store.
  static Result<AccountGrowth> read(const ExecutionPorts& ports, Transaction& transaction);

  /// When a running unit may get a budget: now, or later; nothing: not within a day.
  [[nodiscard]] std::optional<TimePoint> earliest(const std::string& platform,
                                                  const EntityRef& unit, std::int64_t daily_minor,
                                                  const execute::HardCaps& caps) const;
  /// Counts a budget that is about to be set.
  void take(const std::string& platform, const EntityRef& unit, std::int64_t daily_minor);

 private:
  explicit AccountGrowth(TimePoint now) : now_(now) {}

  using UnitKey = std::pair<std::string, EntityRef>;
  struct Unit {
    std::vector<belief::BudgetStep> steps;
    std::int64_t now_minor{0};  ///< with what is on its way
  };

  TimePoint now_;
  std::map<UnitKey, Unit> units_{};
};

}  // namespace gv::app

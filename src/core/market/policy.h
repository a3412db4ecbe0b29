#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "core/belief/config.h"
#include "core/belief/records.h"
#include "core/execute/velocity.h"

namespace gv::market {

/// What a policy may know at `now`: deliveries up to `now`, deals counted so far, the platform's
/// own settings. Index i is the same ad in every span: one ad per budget unit, in launch order;
/// later launches are appended, nothing is ever removed. The spans are valid during one call.
struct Observation {
  TimePoint now;
  belief::Mode mode{belief::Mode::Direct};
  std::int64_t total_minor{0};       ///< T: configured daily total of the account
  std::int64_t min_budget_minor{0};  ///< smallest daily budget of an active unit
  double target_roas{2.0};
  belief::ValuePriors values;  ///< value of the count stage (direct: the average order), cycle days
  std::span<const belief::AdState> ads;             ///< buckets hourly for 7 days, daily before
  std::span<const belief::BudgetUnit> units;        ///< units[i] carries ads[i] and nothing else
  std::span<const belief::Totals> totals;           ///< totals_of(ads[i]), kept for free
  std::span<const execute::VelocityBounds> bounds;  ///< what the executor would take right now
  int creatives_available{0};                       ///< new creatives that may still be requested
  double session_ratio{1.0};  ///< web sessions per click in the last hours, as a share of usual
};

enum class ActionKind { Keep, SetBudget, Pause, Reactivate };

struct UnitAction {
  ActionKind kind{ActionKind::Keep};
  std::int64_t budget_minor{0};
  belief::Finality finality{belief::Finality::Provisional};
};

/// What a policy wants. One action per unit and call: the last one given counts. A wish replaces
/// the unexecuted rest of earlier wishes for that unit; units left alone keep theirs.
class Actions {
 public:
  explicit Actions(std::size_t units) : units_(units) {}

  /// Desired daily budget > 0 of an active unit. What the velocity limits forbid now follows in
  /// tranches at the earliest legal times.
  void set_budget(std::size_t unit, std::int64_t daily_minor) {
    units_.at(unit) = {ActionKind::SetBudget, daily_minor, {}};
  }
  /// Exempt from velocity. The ad becomes Paused with a KillState of this finality; an ad that is
  /// paused already may be made final.
  void pause(std::size_t unit, belief::Finality finality) {
    units_.at(unit) = {ActionKind::Pause, 0, finality};
  }
  /// Ends a pause at `daily_minor`, at most the budget before it. Clears the KillState.
  void reactivate(std::size_t unit, std::int64_t daily_minor) {
    units_.at(unit) = {ActionKind::Reactivate, daily_minor, {}};
  }
  /// Asks for one new creative; it is launched after the scenario's delay while supply lasts.
  void request_creative() { ++creatives_; }
  /// A row of the decision log, free text, without the time.
  void log(std::string row) { log_.push_back(std::move(row)); }

  [[nodiscard]] std::span<const UnitAction> units() const { return units_; }
  [[nodiscard]] int creatives() const { return creatives_; }
  [[nodiscard]] std::vector<std::string>& log_rows() { return log_; }

 private:
  std::vector<UnitAction> units_;
  int creatives_{0};
  std::vector<std::string> log_;
};

/// What a policy believes of one ad's ROAS, for the calibration score.
struct RoasBelief {
  double p_at_target{0.0};  ///< P(ROAS >= target)
  double lo{0.0};           ///< 5 % quantile of ROAS
  double hi{0.0};           ///< 95 % quantile of ROAS
  bool stated{false};       ///< false: no belief about this ad, not scored
};

/// A way to steer budgets, driven by `run` on one account. One object serves one run, in time
/// order, on one thread. Randomness comes from the policy's own seeded Rng.
class Policy {
 public:
  virtual ~Policy() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Called every cycle (6 h), from the start of the first day on.
  virtual void decide(const Observation& seen, Actions& out) = 0;
  /// True: `check` is called at the hours between cycles.
  [[nodiscard]] virtual bool wants_hourly() const { return false; }
  virtual void check(const Observation& /*seen*/, Actions& /*out*/) {}
  /// Beliefs as of the last `decide`; `out[i]` is ad i of that call.
  virtual void beliefs(std::span<RoasBelief> /*out*/) const {}
};

}  // namespace gv::market

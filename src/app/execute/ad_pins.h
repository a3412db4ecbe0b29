#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/execute/execution_ports.h"
#include "app/ports/decisions.h"
#include "base/result.h"

namespace gv::app {

/// A policy in force, with where its ad stands; nothing where no look found the ad.
struct AdPin {
  AdPolicy policy;
  std::optional<RunningAd> place{};
};

/// The policies of an account that are in force, as far as they keep changes from being made.
class AdPins {
 public:
  /// Errors: those of the store.
  static Result<AdPins> in_force(const ExecutionPorts& ports, Transaction& transaction);

  /// Why a policy forbids a change; nothing: none does. In this order:
  ///   1. pauses of an emergency stop and what takes them back  -> allowed
  ///   2. what touches a locked ad: itself, its ad set or campaign, the budget it shares ->
  ///   "locked"
  ///   3. what a person asks for                                -> allowed
  ///   4. what touches an observed ad, or, where a decision asks, any ad that shares the budget of
  ///      an observed or locked one                             -> "observed", "locked"
  ///   5. a decision's budget that leaves the bounds further behind than it found them, and its
  ///      pause of an ad with a minimum                         -> "bounds"
  /// Errors: those of the store.
  Result<std::optional<ChangeTrouble>> against(Transaction& transaction,
                                               const AdChange& change) const;

  /// Units, by their names, on which no decision is carried out: an ad of theirs is observed or
  /// locked.
  [[nodiscard]] std::set<std::string> kept_units(
      const std::vector<DecisionRecord>& decisions) const;

 private:
  AdPins(RunningAds& running, std::vector<AdPin> pins)
      : running_(&running), pins_(std::move(pins)) {}

  RunningAds* running_;
  std::vector<AdPin> pins_;
};

}  // namespace gv::app

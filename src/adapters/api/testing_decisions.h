#pragma once

#include <memory>

#include "adapters/api/change_routes.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/demo_score.h"
#include "adapters/api/loop_lags.h"
#include "app/experiment_desk.h"

namespace gv::api::testing {

inline constexpr const char* kHold = "0190a000-0000-7000-8000-0000000000c1";

/// The ports behind the routes of decisions: a store of its own on SQLite, made when it is first
/// needed, with the accounts gym and shop. Gym has two ads, meta:ad_1 and the worse meta:ad_2, that
/// spent 2,000.00 in twenty days each, and two variants, hook_a and hook_b. Configurations are what
/// `settings` gives, whatever a document says. There is no connection to a platform, and gym has
/// the hold `kHold` of one ad, "99".
class DecisionBench {
 public:
  DecisionBench(const app::SettingsSource& settings, const Clock& clock);
  ~DecisionBench();
  [[nodiscard]] DecisionServices services();
  [[nodiscard]] ChangeServices changes();
  [[nodiscard]] const app::ExecutionPorts& execution();
  [[nodiscard]] app::ExperimentDesk& experiments();
  [[nodiscard]] LoopServices loop();
  [[nodiscard]] DemoServices demo();
  /// From here on gym is a demo's account, with two days that its market scored.
  void play_demo();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing

#pragma once

#include <string>

#include "app/simulation_report.h"

namespace gv::report {

/// A policy whose regret falls from 60 % towards `regret` over the horizon. Synthetic, for tests.
inline app::PolicyReport example_policy(const std::string& name, double regret, int days) {
  app::PolicyReport policy;
  auto& s = policy.scores;
  s.policy = name;
  s.runs = 24;
  s.regret = {regret, regret - 0.02, regret + 0.025};
  s.total_regret = s.regret;
  s.value_per_spend = {3.1 * (1.0 - regret), 2.9 * (1.0 - regret), 3.3 * (1.0 - regret)};
  s.waste = {regret * 0.7, regret * 0.6, regret * 0.8};
  s.spent = {0.97, 0.96, 0.98};
  s.winners_lost = regret / 2.0;
  s.slow_winners_lost = regret;
  s.winners_paused = regret * 1.1;
  s.spend_per_loser_minor = 50'000.0 * regret;
  s.money_by_archetype = {0.5 * (1.0 - regret), 0.5 * (1.0 - regret), 0.3 * regret, 0.3 * regret,
                          0.4 * regret};
  s.mutations = 180.0 * (1.0 - regret);
  s.learning_resets = 12.0 * regret;
  for (int day = 1; day <= days; ++day) {
    const double left = static_cast<double>(days - day) / days;
    const double now = regret == 0.0 ? 0.0 : regret + (0.6 - regret) * left * left;
    policy.regret_daily.push_back(now);
    policy.missed_daily_minor.push_back(310'000.0 * day * now);
  }
  return policy;
}

/// Four policies on 28 days of S2, with a log of three decisions and one refusal.
inline app::SimulationReport example_report() {
  app::SimulationReport report;
  report.scenario.name = "S2";
  report.first_seed = 1;
  report.seeds = 24;
  const int days = report.scenario.days;
  auto ours = example_policy("battle_hardened", 0.05, days);
  ours.scores.coverage90 = 0.91;
  ours.scores.calibration_error = 0.034;
  report.policies = {ours, example_policy("oracle", 0.0, days),
                     example_policy("ts_immediate", 0.24, days),
                     example_policy("rules", 0.53, days)};
  report.log = {
      {"2025-01-06T06:00:00.000000Z",
       "ad-03 SCALE 5000 -> 6000: ROAS 3.08 is above target 2.00 with 77 % probability"},
      {"2025-01-06T12:00:00.000000Z",
       "ad-01 KILL 5000 -> 0: ROAS 0.21 is below 1.00 with 99 % probability"},
      {"2025-01-07T06:00:00.000000Z", "ad-03 REDUCE 6000 -> 5000: ROAS 1.40 is below target 2.00"},
      {"2025-01-07T12:00:00.000000Z", "total: budgets that may not change exceed it"}};
  return report;
}

}  // namespace gv::report

#include "app/simulate_policies.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/nearest.h"
#include "core/market/baselines.h"
#include "core/market/battle_hardened.h"

namespace gv::app {
namespace {

constexpr std::string_view kOurs = "battle_hardened";
constexpr std::string_view kOracle = "oracle";

Result<void> check_names(const std::vector<std::string>& wanted) {
  const auto known = policy_names();
  for (auto name = wanted.begin(); name != wanted.end(); ++name) {
    if (std::find(known.begin(), known.end(), *name) == known.end()) {
      const auto closest = nearest(*name, known);
      return fail(ErrorCode::InvalidInput, "policies", "there is no policy \"" + *name + "\"",
                  closest ? "did you mean " + std::string(closest->name) + "?"
                          : fmt::format("known are {}", fmt::join(known, ", ")));
    }
    if (std::find(wanted.begin(), name, *name) != name) {
      return fail(ErrorCode::InvalidInput, "policies", "\"" + *name + "\" is given twice");
    }
  }
  return {};
}

market::SeededPolicy ours(const SimulationRequest& request) {
  const bool several = request.scenario.accounts > 1;
  return [&request, several](std::uint64_t seed) -> market::PolicyFactory {
    // What one account taught serves the next account of the same seed, and no other.
    auto shared = several ? std::make_shared<market::SharedPriors>() : nullptr;
    return [&request, seed, shared](const market::World&) {
      market::BattleHardenedOptions options;
      options.seed = seed;
      options.keep_reasons = request.keep_log;
      options.shared = shared;
      return std::make_unique<market::BattleHardened>(request.config, options);
    };
  };
}

std::vector<market::RunResult> play(const SimulationRequest& request, std::string_view name,
                                    const ParallelFor& parallel) {
  market::RunOptions options;
  options.keep_log = request.keep_log && name == kOurs;
  const market::SeededPolicy policy = name == kOurs ? ours(request) : [name](std::uint64_t seed) {
    return market::baseline(name, seed).value();  // the name was checked
  };
  return market::run_seeds(request.scenario, request.first_seed, request.seeds, policy, options,
                           parallel);
}

/// See PolicyReport::missed_daily_minor. The oracle's runs are in the same order.
std::vector<double> missed_daily(const std::vector<market::RunResult>& runs,
                                 const std::vector<market::RunResult>& oracle) {
  std::vector<double> missed(runs.front().value_daily.size(), 0.0);
  for (std::size_t r = 0; r < runs.size(); ++r) {
    double value = 0.0;
    double spend = 0.0;
    double best_value = 0.0;
    double best_spend = 0.0;
    for (std::size_t day = 0; day < missed.size(); ++day) {
      value += runs[r].value_daily[day];
      spend += static_cast<double>(runs[r].spend_daily[day]);
      best_value += oracle[r].value_daily[day];
      best_spend += static_cast<double>(oracle[r].spend_daily[day]);
      missed[day] += best_value - (spend > 0.0 ? best_spend * value / spend : 0.0);
    }
  }
  for (double& day : missed) day /= static_cast<double>(runs.size());
  return missed;
}

std::vector<DecisionLogRow> log_rows(const market::RunResult& run) {
  std::vector<DecisionLogRow> rows;
  rows.reserve(run.log.size());
  for (const auto& line : run.log) {
    const auto blank = line.find(' ');
    rows.push_back({line.substr(0, blank), line.substr(blank + 1)});
  }
  return rows;
}

}  // namespace

std::vector<std::string> policy_names() {
  std::vector<std::string> names{std::string(kOurs)};
  for (const auto name : market::baseline_names()) names.emplace_back(name);
  return names;
}

Result<SimulationReport> simulate_policies(const SimulationRequest& request,
                                           const ParallelFor& parallel) {
  GV_TRY(check_names(request.policies));
  SimulationReport report;
  report.scenario = request.scenario;
  report.first_seed = request.first_seed;
  report.seeds = request.seeds;
  const auto oracle = play(request, kOracle, parallel);
  const bool compare = std::ranges::find(request.policies, kOurs) != request.policies.end();
  const auto our_runs = compare ? play(request, kOurs, parallel) : std::vector<market::RunResult>();
  for (const auto& name : request.policies) {
    const bool is_ours = name == kOurs;
    const bool is_oracle = name == kOracle;
    const auto others =
        is_ours || is_oracle ? std::vector<market::RunResult>() : play(request, name, parallel);
    const auto& runs = is_ours ? our_runs : is_oracle ? oracle : others;
    PolicyReport policy;
    policy.scores = market::score_runs(runs, oracle, request.scenario.target_roas);
    policy.scores.policy = name;
    if (compare && !is_ours && !is_oracle) policy.paired = market::paired_gain(our_runs, runs);
    policy.regret_daily = market::cumulative_regret(runs, oracle);
    policy.missed_daily_minor = missed_daily(runs, oracle);
    report.policies.push_back(std::move(policy));
    if (is_ours && request.keep_log) report.log = log_rows(runs.front());
  }
  return report;
}

}  // namespace gv::app

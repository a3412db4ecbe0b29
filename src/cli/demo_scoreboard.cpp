#include "cli/demo_scoreboard.h"

#include <array>
#include <memory>
#include <string_view>

#include <fmt/format.h>

#include "core/market/baselines.h"
#include "core/market/battle_hardened.h"
#include "core/market/runner.h"

namespace gv::cli {
namespace {

struct Row {
  std::string_view policy;
  double value_per_spend{0.0};
  double spend{0.0};  ///< major units
};

double per_spend(double value, std::int64_t spend) {
  return spend > 0 ? value / static_cast<double>(spend) : 0.0;
}

Row row_of(std::string_view policy, const market::RunResult& run) {
  return {policy, per_spend(run.value_minor, run.spend_minor),
          static_cast<double>(run.spend_minor) / 100.0};
}

std::string line_of(const Row& row, double best) {
  return fmt::format("{:<34} {:>8.3f} {:>8.3f} {:>12.2f}\n", row.policy, row.value_per_spend,
                     best > 0.0 ? 1.0 - row.value_per_spend / best : 0.0, row.spend);
}

}  // namespace

Result<std::string> scoreboard(const market::Scenario& scenario, std::uint64_t seed,
                               const boost::json::object& score) {
  constexpr std::array<std::string_view, 4> kOthers{"equal", "greedy", "rules", "ts_immediate"};
  GV_TRY(const auto oracle, market::baseline("oracle", seed));
  const auto best = row_of("oracle", market::run(scenario, seed, oracle));
  const auto number = [&](std::string_view name) { return score.at(name).to_number<double>(); };
  std::string text =
      fmt::format("{:<34} {:>8} {:>8} {:>12}\n", "policy", "value", "regret", "spend");
  text +=
      line_of({"this account, over HTTP", number("value_per_spend"), number("spend_minor") / 100.0},
              best.value_per_spend);
  const auto ours = market::run(scenario, seed, [&](const market::World&) {
    return std::make_unique<market::BattleHardened>(decide::Config{},
                                                    market::BattleHardenedOptions{.seed = seed});
  });
  text += line_of(row_of("the same policy in the simulator", ours), best.value_per_spend);
  text += line_of(best, best.value_per_spend);
  for (const auto name : kOthers) {
    GV_TRY(const auto factory, market::baseline(name, seed));
    text += line_of(row_of(name, market::run(scenario, seed, factory)), best.value_per_spend);
  }
  return text;
}

}  // namespace gv::cli

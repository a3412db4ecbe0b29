#include "cli/demo_scoreboard.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "core/market/baselines.h"
#include "core/market/battle_hardened.h"

namespace gv::cli {
namespace {

constexpr std::array<std::string_view, 5> kRivals{"oracle", "equal", "greedy", "rules",
                                                  "ts_immediate"};

struct Row {
  std::string_view policy;
  double value_per_spend{0.0};
  double spend{0.0};  ///< major units
};

double number_in(const boost::json::object& score, std::string_view name) {
  return score.at(name).to_number<double>();
}

Row row_of(std::string_view policy, const market::RunResult& run) {
  const auto spend = static_cast<double>(run.spend_minor);
  return {policy, spend > 0.0 ? run.value_minor / spend : 0.0, spend / 100.0};
}

std::string line_of(const Row& row, double best) {
  return fmt::format("{:<34} {:>8.3f} {:>8.3f} {:>12.2f}\n", row.policy, row.value_per_spend,
                     best > 0.0 ? 1.0 - row.value_per_spend / best : 0.0, row.spend);
}

template <class T>
T sum_of_days(const std::vector<T>& daily, int days) {
  const auto last = std::min(static_cast<std::size_t>(days), daily.size());
  return std::accumulate(daily.begin(), daily.begin() + static_cast<std::ptrdiff_t>(last), T{});
}

}  // namespace

Result<DemoRivals> DemoRivals::play(const market::Scenario& scenario, std::uint64_t seed) {
  DemoRivals rivals;
  rivals.same_policy_ = market::run(scenario, seed, [&](const market::World&) {
    return std::make_unique<market::BattleHardened>(decide::Config{},
                                                    market::BattleHardenedOptions{.seed = seed});
  });
  for (const auto name : kRivals) {
    GV_TRY(const auto policy, market::baseline(name, seed));
    rivals.runs_.emplace_back(name, market::run(scenario, seed, policy));
  }
  return rivals;
}

api::DemoDay DemoRivals::day(int day, const boost::json::object& score) const {
  api::DemoDay standing{.day = day};
  standing.policies.push_back({.policy = "account",
                               .value_minor = number_in(score, "value_minor"),
                               .spend_minor = score.at("spend_minor").to_number<std::int64_t>()});
  for (const auto& [name, run] : runs_) {
    standing.policies.push_back({.policy = std::string(name),
                                 .value_minor = sum_of_days(run.value_daily, day),
                                 .spend_minor = sum_of_days(run.spend_daily, day)});
  }
  return standing;
}

std::string DemoRivals::board(const boost::json::object& score) const {
  const auto oracle = row_of(runs_.front().first, runs_.front().second);
  const double best = oracle.value_per_spend;
  std::string text =
      fmt::format("{:<34} {:>8} {:>8} {:>12}\n", "policy", "value", "regret", "spend");
  text += line_of({"this account, over HTTP", number_in(score, "value_per_spend"),
                   number_in(score, "spend_minor") / 100.0},
                  best);
  text += line_of(row_of("the same policy in the simulator", same_policy_), best);
  for (const auto& [name, run] : runs_) text += line_of(row_of(name, run), best);
  return text;
}

}  // namespace gv::cli

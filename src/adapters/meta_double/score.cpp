#include "adapters/meta_double/score.h"

#include <numeric>

#include "base/check.h"
#include "core/market/baselines.h"
#include "core/market/runner.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

struct Bought {
  double value_minor{0.0};
  std::int64_t spend_minor{0};
};

double per_spend(double value, std::int64_t spend) {
  return spend > 0 ? value / static_cast<double>(spend) : 0.0;
}

/// The whole days that have passed; the oracle runs by the day.
Bought oracle_until(const Platform& platform, std::size_t account, std::int64_t days) {
  const auto oracle = market::baseline("oracle", platform.seed);
  GV_CHECK(oracle.has_value());
  const auto run =
      market::run(platform.scenario, platform.seed, *oracle, {}, static_cast<int>(account));
  const auto end = static_cast<std::ptrdiff_t>(days);
  return {std::accumulate(run.value_daily.begin(), run.value_daily.begin() + end, 0.0),
          std::accumulate(run.spend_daily.begin(), run.spend_daily.begin() + end, std::int64_t{0})};
}

}  // namespace

array truth_of(const Platform& platform) {
  array list;
  for (const auto& account : platform.accounts) {
    for (std::size_t i = 0; i < account.ad_of.size(); ++i) {
      const auto& truth = account.market.truth(i);
      list.push_back(object{{"ad_id", account.ad_of[i]},
                            {"account_id", account.id},
                            {"archetype", market::to_text(truth.archetype)},
                            {"launch_roas", truth.launch_roas},
                            {"roas_at_rest", account.market.roas_at_rest(i)},
                            {"ctr", truth.ctr},
                            {"cvr", truth.cvr},
                            {"delay_days", truth.delay_days},
                            {"fatigue", truth.fatigue},
                            {"launched_hour", account.market.launched_at(i)}});
    }
  }
  return list;
}

array score_of(const Platform& platform) {
  array list;
  for (std::size_t i = 0; i < platform.accounts.size(); ++i) {
    const auto& account = platform.accounts[i];
    const auto& tally = account.tally;
    const auto oracle = oracle_until(platform, i, account.market.hour() / 24);
    const double ours = per_spend(tally.value_minor, tally.spend_minor);
    const double best = per_spend(oracle.value_minor, oracle.spend_minor);
    object score{
        {"account_id", account.id},         {"hours", account.market.hour()},
        {"spend_minor", tally.spend_minor}, {"wasted_minor", tally.wasted_minor},
        {"value_minor", tally.value_minor}, {"value_per_spend", ours},
        {"oracle_value_per_spend", best},   {"learning_resets", account.market.learning_resets()}};
    score["regret"] = best > 0.0 ? value(1.0 - ours / best) : value(nullptr);
    list.push_back(std::move(score));
  }
  return list;
}

}  // namespace gv::meta_double

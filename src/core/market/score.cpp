#include "core/market/score.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/check.h"

namespace gv::market {
namespace {

constexpr double kLoserBelow = 0.5;
constexpr int kResamples = 1000;

void check_paired(std::span<const RunResult> runs, std::span<const RunResult> others) {
  GV_CHECK(!runs.empty() && runs.size() == others.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    GV_CHECK(runs[i].seed == others[i].seed && runs[i].account == others[i].account);
  }
}

stats::Interval mean_of(const std::vector<double>& values) {
  Rng rng(0x5c03e, 1);  // any fixed key: the interval is part of a reproducible report
  return stats::bootstrap_mean(values, rng, kResamples);
}

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

/// Sums over the ads of all runs.
struct AdCounts {
  double ads{0.0};
  double killed{0.0};
  double winners{0.0};
  double winners_lost{0.0};
  double winners_paused{0.0};
  double slow{0.0};
  double slow_lost{0.0};
  double losers{0.0};
  double loser_spend{0.0};
  double spend{0.0};
  std::array<double, kArchetypes> by_archetype{};
  std::vector<Duration> loser_hours;
  std::vector<Duration> loser_spends;

  void add(const AdOutcome& ad, std::int64_t horizon, double target_roas) {
    const auto money = static_cast<double>(ad.spend_minor);
    ads += 1.0;
    killed += ad.killed_finally ? 1.0 : 0.0;
    spend += money;
    by_archetype[static_cast<std::size_t>(ad.archetype)] += money;
    if (ad.launch_roas >= target_roas) add_winner(ad);
    if (ad.launch_roas < kLoserBelow) add_loser(ad, horizon);
  }

  void add_winner(const AdOutcome& ad) {
    winners += 1.0;
    winners_lost += ad.paused_at_end ? 1.0 : 0.0;
    winners_paused += ad.pauses > 0 ? 1.0 : 0.0;
    if (ad.archetype != Archetype::SlowWinner) return;
    slow += 1.0;
    slow_lost += ad.paused_at_end ? 1.0 : 0.0;
  }

  void add_loser(const AdOutcome& ad, std::int64_t horizon) {
    const bool paused = ad.first_pause_hour.has_value();
    const std::int64_t until = ad.first_pause_hour.value_or(horizon);
    const std::int64_t money = paused ? ad.spend_at_first_pause : ad.spend_minor;
    losers += 1.0;
    loser_spend += static_cast<double>(ad.spend_minor);
    loser_hours.push_back({static_cast<double>(until - ad.launch_hour), paused});
    loser_spends.push_back({static_cast<double>(money), paused});
  }
};

void score_ads(std::span<const RunResult> runs, double target_roas, Scores& scores) {
  AdCounts counts;
  for (const auto& run : runs) {
    for (const auto& ad : run.ads) counts.add(ad, run.hours, target_roas);
  }
  scores.winners_lost = ratio(counts.winners_lost, counts.winners);
  scores.slow_winners_lost = ratio(counts.slow_lost, counts.slow);
  scores.winners_paused = ratio(counts.winners_paused, counts.winners);
  scores.ads_killed_finally = ratio(counts.killed, counts.ads);
  scores.spend_per_loser_minor = ratio(counts.loser_spend, counts.losers);
  scores.loser_hours = median_survival(counts.loser_hours);
  scores.loser_spend_minor = median_survival(counts.loser_spends);
  for (std::size_t i = 0; i < kArchetypes; ++i) {
    scores.money_by_archetype[i] = ratio(counts.by_archetype[i], counts.spend);
  }
}

void score_operations(std::span<const RunResult> runs, Scores& scores) {
  double flips = 0.0;
  double decisions = 0.0;
  const auto n = static_cast<double>(runs.size());
  for (const auto& run : runs) {
    scores.mutations += run.mutations / n;
    scores.deferred += run.deferred / n;
    scores.learning_resets += run.learning_resets / n;
    flips += run.flips;
    decisions += run.decisions;
  }
  scores.flips_per_decision = ratio(flips, decisions);
}

void score_beliefs(std::span<const RunResult> runs, Scores& scores) {
  std::array<ReliabilityBin, 10> bins{};
  double claims = 0.0;
  double intervals = 0.0;
  double covering = 0.0;
  for (const auto& run : runs) {
    for (std::size_t b = 0; b < bins.size(); ++b) {
      bins[b].claimed += run.reliability[b].claimed;
      bins[b].true_claims += run.reliability[b].true_claims;
      claims += static_cast<double>(run.reliability[b].claims);
    }
    intervals += static_cast<double>(run.intervals);
    covering += static_cast<double>(run.intervals_covering);
  }
  if (claims == 0.0) return;
  double off = 0.0;
  for (const auto& bin : bins) off += std::abs(bin.claimed - static_cast<double>(bin.true_claims));
  scores.calibration_error = off / claims;
  scores.coverage90 = ratio(covering, intervals);
}

}  // namespace

std::optional<double> median_survival(std::vector<Duration> durations) {
  // At equal lengths what happened comes before what was cut off.
  std::ranges::sort(durations, {}, [](const Duration& duration) {
    return std::tuple(duration.length, !duration.happened);
  });
  double surviving = 1.0;
  auto at_risk = static_cast<double>(durations.size());
  for (const auto& duration : durations) {
    if (duration.happened) surviving *= 1.0 - 1.0 / at_risk;
    at_risk -= 1.0;
    // The product of simple fractions may end one rounding above one half.
    if (surviving <= 0.5 + 1e-12) return duration.length;
  }
  return std::nullopt;
}

double value_per_spend(const RunResult& run) {
  return ratio(run.value_minor, static_cast<double>(run.spend_minor));
}

double profit_minor(const RunResult& run, double gross_margin) {
  return run.value_minor * gross_margin - static_cast<double>(run.spend_minor);
}

Scores score_runs(std::span<const RunResult> runs, std::span<const RunResult> oracle,
                  double target_roas) {
  check_paired(runs, oracle);
  std::vector<double> values, regrets, totals, wastes, spent;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = runs[i];
    const auto spend = static_cast<double>(run.spend_minor);
    values.push_back(value_per_spend(run));
    regrets.push_back(1.0 - ratio(value_per_spend(run), value_per_spend(oracle[i])));
    totals.push_back(1.0 - ratio(run.value_minor, oracle[i].value_minor));
    wastes.push_back(ratio(static_cast<double>(run.wasted_minor), spend));
    spent.push_back(ratio(spend, static_cast<double>(run.ordered_minor)));
  }
  Scores scores;
  scores.policy = runs.front().policy;
  scores.runs = static_cast<int>(runs.size());
  scores.value_per_spend = mean_of(values);
  scores.regret = mean_of(regrets);
  scores.total_regret = mean_of(totals);
  scores.waste = mean_of(wastes);
  scores.spent = mean_of(spent);
  score_ads(runs, target_roas, scores);
  score_operations(runs, scores);
  score_beliefs(runs, scores);
  return scores;
}

stats::Interval paired_gain(std::span<const RunResult> runs, std::span<const RunResult> others) {
  check_paired(runs, others);
  std::vector<double> gains;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const double other = value_per_spend(others[i]);
    if (other > 0.0) gains.push_back(value_per_spend(runs[i]) / other - 1.0);
  }
  return gains.empty() ? stats::Interval{} : mean_of(gains);
}

std::vector<double> cumulative_regret(std::span<const RunResult> runs,
                                      std::span<const RunResult> oracle) {
  check_paired(runs, oracle);
  const std::size_t days = runs.front().value_daily.size();
  std::vector<double> curve(days, 0.0);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    GV_CHECK(runs[i].value_daily.size() == days && oracle[i].value_daily.size() == days);
    double value = 0.0, spend = 0.0, best_value = 0.0, best_spend = 0.0;
    for (std::size_t day = 0; day < days; ++day) {
      value += runs[i].value_daily[day];
      spend += static_cast<double>(runs[i].spend_daily[day]);
      best_value += oracle[i].value_daily[day];
      best_spend += static_cast<double>(oracle[i].spend_daily[day]);
      const double regret = 1.0 - ratio(ratio(value, spend), ratio(best_value, best_spend));
      curve[day] += regret / static_cast<double>(runs.size());
    }
  }
  return curve;
}

}  // namespace gv::market

#include "core/evaluate/evaluate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "base/hash.h"
#include "base/rng.h"
#include "core/evaluate/terms.h"

namespace gv::evaluate {
namespace {

constexpr std::array<std::pair<Estimator, std::string_view>, 5> kNames{{
    {Estimator::Replay, "replay"},
    {Estimator::Ips, "ips"},
    {Estimator::Snips, "snips"},
    {Estimator::DirectMethod, "dm"},
    {Estimator::DoublyRobust, "dr"},
}};

Result<void> check_request(const Log& log, const Policy& policy,
                           std::span<const Estimator> estimators, const Options& options) {
  GV_TRY(check(log));
  if (policy.actions != log.actions || policy.positions < log.positions) {
    return fail(
        ErrorCode::InvalidInput, "policy",
        fmt::format("the policy {} knows {} actions and {} positions, the log has {} and {}",
                    policy.name, policy.actions, policy.positions, log.actions, log.positions));
  }
  if (estimators.empty()) return fail(ErrorCode::InvalidInput, "estimators", "none was asked for");
  if (options.resamples < 1) {
    return fail(ErrorCode::InvalidInput, "resamples",
                fmt::format("must be >= 1, got {}", options.resamples));
  }
  if (!(options.level > 0.0 && options.level < 1.0)) {
    return fail(ErrorCode::InvalidInput, "level",
                fmt::format("must lie in (0, 1), got {}", options.level));
  }
  return {};
}

std::vector<Terms> resample(std::span<const Terms> terms, int resamples, std::uint64_t seed) {
  Rng rng(seed, key_of({"evaluate.bootstrap"}));
  std::vector<Terms> totals(static_cast<std::size_t>(resamples));
  for (Terms& total : totals) {
    for (std::size_t i = 0; i < terms.size(); ++i) total.add(terms[rng.below(terms.size())]);
  }
  return totals;
}

/// The estimate from summed terms; absent for SNIPS without weight. Replay has its own rows.
std::optional<double> point(Estimator estimator, const Terms& total, double rows) {
  switch (estimator) {
    case Estimator::Ips:
      return total.weighted_reward / rows;
    case Estimator::Snips:
      if (total.weight <= 0.0) return std::nullopt;
      return total.weighted_reward / total.weight;
    case Estimator::DirectMethod:
      return total.direct / rows;
    case Estimator::DoublyRobust:
      return total.robust / rows;
    case Estimator::Replay:
      break;
  }
  throw Bug("replay has no sum of terms");
}

Estimate from_terms(Estimator estimator, const Weighed& weighed, std::span<const Terms> totals,
                    double level) {
  const auto rows = static_cast<double>(weighed.terms.size());
  Estimate estimate{.estimator = estimator};
  estimate.rows_used = estimator == Estimator::DirectMethod
                           ? static_cast<std::int64_t>(weighed.terms.size())
                           : std::count_if(weighed.terms.begin(), weighed.terms.end(),
                                           [](const Terms& terms) { return terms.weight > 0.0; });
  if (estimator == Estimator::DirectMethod) {
    estimate.warning =
        "the interval leaves the error of the reward model out: it is too narrow where the model "
        "is "
        "wrong";
  }
  const auto value = point(estimator, sum(weighed.terms), rows);
  if (!value) return estimate;
  std::vector<double> resampled;
  for (const Terms& total : totals) {
    if (const auto one = point(estimator, total, rows)) resampled.push_back(*one);
  }
  if (resampled.empty()) resampled.push_back(*value);
  std::sort(resampled.begin(), resampled.end());
  const double tail = (1.0 - level) / 2.0;
  estimate.value = stats::Interval{*value, stats::quantile_sorted(resampled, tail),
                                   stats::quantile_sorted(resampled, 1.0 - tail)};
  return estimate;
}

Estimate replay(const Log& log, const Weighed& weighed, const Options& options) {
  Estimate estimate{.estimator = Estimator::Replay};
  estimate.rows_used = static_cast<std::int64_t>(weighed.accepted.size());
  const double even = 1.0 / log.actions;
  if (std::any_of(log.rows.begin(), log.rows.end(), [even](const Row& row) {
        return std::abs(row.propensity - even) > 1e-6 * even;
      })) {
    estimate.warning = "the log did not choose uniformly at random, so replay is biased";
  }
  if (weighed.accepted.empty()) return estimate;
  Rng rng(options.seed, key_of({"evaluate.bootstrap.replay"}));
  estimate.value = stats::bootstrap_mean(weighed.accepted, rng, options.resamples, options.level);
  return estimate;
}

Report describe(const Policy& policy, std::span<const Terms> terms) {
  const Terms total = sum(terms);
  const auto rows = static_cast<double>(terms.size());
  Report report{.policy = policy.name, .rows = static_cast<std::int64_t>(terms.size())};
  report.logged_mean = total.reward / rows;
  report.weight_mean = total.weight / rows;
  double squares = 0.0;
  for (const Terms& one : terms) {
    report.weight_max = std::max(report.weight_max, one.weight);
    squares += one.weight * one.weight;
  }
  if (squares > 0.0) report.effective_rows = total.weight * total.weight / squares;
  return report;
}

}  // namespace

std::string_view to_text(Estimator estimator) {
  for (const auto& [one, name] : kNames) {
    if (one == estimator) return name;
  }
  throw Bug("estimator");
}

Result<Estimator> parse_estimator(std::string_view text, std::string_view where) {
  for (const auto& [estimator, name] : kNames) {
    if (name == text) return estimator;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              fmt::format("must be replay, ips, snips, dm or dr, got '{}'", text));
}

Result<Report> evaluate(const Log& log, const Policy& policy, std::span<const Estimator> estimators,
                        const Options& options) {
  GV_TRY(check_request(log, policy, estimators, options));
  const RewardModel model = options.model ? options.model : fit_reward_model(log);
  GV_TRY(const auto weighed, weigh(log, policy, model, options.seed));
  const auto totals = resample(weighed.terms, options.resamples, options.seed);

  Report report = describe(policy, weighed.terms);
  for (const Estimator estimator : estimators) {
    report.estimates.push_back(estimator == Estimator::Replay
                                   ? replay(log, weighed, options)
                                   : from_terms(estimator, weighed, totals, options.level));
  }
  return report;
}

}  // namespace gv::evaluate

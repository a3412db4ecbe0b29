#include "core/ab/promote.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/check.h"
#include "base/money.h"
#include "core/stats/special.h"

namespace gv::ab {
namespace {

/// Winner and runner-up by posterior mean, ties by id. Precondition: at least two.
void rank(std::vector<VariantStats> all, Promotion& promotion) {
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.mean > b.mean; });
  promotion.winner = all[0];
  promotion.runner_up = all[1];
}

Arm arm_of(const VariantStats& stats) {
  return {static_cast<double>(stats.totals.trials), stats.totals.successes};
}

PromotionCheck at_least(const char* name, double value, double limit) {
  return {name, value >= limit, value, limit};
}

std::vector<PromotionCheck> data_checks(const Experiment& experiment, const Promotion& promotion,
                                        TimePoint now, const PromotionConfig& config) {
  std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
  for (const auto& [id, variant] : experiment.variants) {
    fewest = std::min(fewest, variant.totals.trials);
  }
  const double days = std::floor(days_between(experiment.started_at, now));
  return {at_least("trials", static_cast<double>(fewest), static_cast<double>(config.trials_min)),
          at_least("successes", promotion.winner.totals.successes, config.successes_min),
          at_least("days", days, config.days_min)};
}

std::vector<PromotionCheck> evidence_checks(const Experiment& experiment,
                                            const Promotion& promotion,
                                            const PromotionConfig& config) {
  const double loss = promotion.winner.expected_loss;
  const double loss_max = config.loss_share_max * promotion.runner_up.mean;
  std::vector<PromotionCheck> checks{at_least("p_best", promotion.winner.p_best, config.p_best_min),
                                     {"expected_loss", loss <= loss_max, loss, loss_max},
                                     at_least("e_value", promotion.e_value, config.e_min)};
  if (experiment.metric == Metric::Value) {
    checks.push_back(at_least("direction", promotion.winner.rate.value_or(0.0),
                              promotion.runner_up.rate.value_or(0.0)));
  }
  return checks;
}

std::string first_failure(const std::vector<PromotionCheck>& checks) {
  for (const auto& check : checks) {
    if (!check.passed) {
      return fmt::format("{} is {:.6g}, the limit is {:.6g}", check.name, check.value, check.limit);
    }
  }
  return {};
}

std::vector<BudgetShare> split(const Experiment& experiment, const VariantId& winner,
                               std::int64_t budget_minor, double winner_share) {
  const double others = static_cast<double>(experiment.variants.size() - 1);
  std::vector<double> weights;
  std::vector<BudgetShare> shares;
  for (const auto& [id, variant] : experiment.variants) {
    weights.push_back(id == winner ? winner_share : (1.0 - winner_share) / others);
    shares.push_back({id, 0});
  }
  const auto parts = largest_remainder(budget_minor, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) shares[i].budget_minor = parts[i];
  return shares;
}

std::string refusal(const Experiment& experiment, const PromotionRequest& request) {
  if (experiment.closed) return "the experiment is closed";
  if (experiment.variants.size() < 2) {
    return fmt::format("needs two variants or more, got {}", experiment.variants.size());
  }
  if (request.budget_minor < 0) {
    return fmt::format("budget_minor must be >= 0, got {}", request.budget_minor);
  }
  return {};
}

void promote(const Experiment& experiment, const PromotionRequest& request,
             const PromotionConfig& config, Promotion& promotion) {
  promotion.status = PromotionStatus::Promoted;
  promotion.split =
      split(experiment, promotion.winner.variant, request.budget_minor, config.winner_share);
  const auto& winner = promotion.winner;
  promotion.index_winner =
      winner.roas.value_or(0.0) > config.index_roas_over ||
      (experiment.metric == Metric::Ctr && winner.rate.value_or(0.0) > config.index_ctr_over);
}

}  // namespace

std::string_view to_text(PromotionStatus status) {
  switch (status) {
    case PromotionStatus::ContinueTesting:
      return "continue_testing";
    case PromotionStatus::Promoted:
      return "promoted";
    case PromotionStatus::InsufficientData:
      return "insufficient_data";
    case PromotionStatus::Error:
      return "error";
  }
  throw Bug("promotion status");
}

double two_sample_e(const Arm& first, const Arm& second) {
  constexpr double kStrength = 100.0;
  const double trials = first.trials + second.trials;
  const double successes = first.successes + second.successes;
  if (first.trials <= 0.0 || second.trials <= 0.0) return 1.0;
  double log_e = stats::log_gamma(kStrength) - stats::log_gamma(kStrength + successes);
  for (const Arm& arm : {first, second}) {
    const double share = arm.trials / trials;
    log_e += stats::log_gamma(kStrength * share + arm.successes) -
             stats::log_gamma(kStrength * share) - arm.successes * std::log(share);
  }
  return std::min(std::exp(log_e), std::numeric_limits<double>::max());
}

Promotion check_promotion(const Experiment& experiment, const PromotionRequest& request,
                          const PromotionConfig& config) {
  Promotion promotion;
  promotion.reason = refusal(experiment, request);
  if (!promotion.reason.empty()) return promotion;
  rank(variant_stats(experiment), promotion);
  promotion.e_value = two_sample_e(arm_of(promotion.winner), arm_of(promotion.runner_up));

  promotion.checks = data_checks(experiment, promotion, request.now, config);
  const std::string too_little = first_failure(promotion.checks);
  const auto evidence = evidence_checks(experiment, promotion, config);
  const std::string too_weak = first_failure(evidence);
  promotion.checks.insert(promotion.checks.end(), evidence.begin(), evidence.end());

  promotion.reason = too_little.empty() ? too_weak : too_little;
  if (promotion.reason.empty()) {
    promotion.reason = "every check passed";
    promote(experiment, request, config, promotion);
  } else if (!request.forced_by.empty()) {
    promotion.forced = true;
    promotion.reason = fmt::format("forced by {} although {}", request.forced_by, promotion.reason);
    promote(experiment, request, config, promotion);
  } else {
    promotion.status =
        too_little.empty() ? PromotionStatus::ContinueTesting : PromotionStatus::InsufficientData;
  }
  return promotion;
}

stats::Interval cumulative_improvement(std::span<const PastPromotion> history) {
  double log_lift = 0.0;
  double variance = 0.0;
  for (const auto& past : history) {
    GV_CHECK(past.winner_mean > 0.0 && past.replaced_mean > 0.0);
    log_lift += std::log(past.winner_mean / past.replaced_mean);
    variance += std::pow(past.winner_sd / past.winner_mean, 2) +
                std::pow(past.replaced_sd / past.replaced_mean, 2);
  }
  const double margin = stats::normal_quantile(0.975) * std::sqrt(variance);
  return {std::exp(log_lift), std::exp(log_lift - margin), std::exp(log_lift + margin)};
}

}  // namespace gv::ab

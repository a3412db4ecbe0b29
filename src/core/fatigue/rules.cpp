#include "core/fatigue/rules.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

namespace gv::fatigue {
namespace {

/// A fall from 0.020 to 0.016 is 20 %, whatever the last bits of 1 - 0.8 say.
constexpr double kLastBits = 1e-12;

/// CPM of the ad over that of the account in one window; none where one is missing.
std::optional<double> net_cpm(const Pooled& ad, const Pooled& account, bool has_account) {
  if (ad.cpm() <= 0.0) return std::nullopt;
  if (!has_account) return ad.cpm();
  if (account.cpm() <= 0.0) return std::nullopt;
  return ad.cpm() / account.cpm();
}

/// Adds the rule at the highest level whose threshold `value` meets; levels start at `first`.
void fire(std::vector<FiredRule>& rules, Rule rule, double value, int first,
          std::initializer_list<double> thresholds, std::optional<double> z = std::nullopt) {
  FiredRule fired{rule, 0, value, 0.0, z};
  int level = first;
  for (const double threshold : thresholds) {
    if (value >= threshold - kLastBits) fired.level = level, fired.threshold = threshold;
    ++level;
  }
  if (fired.level > 0) rules.push_back(fired);
}

}  // namespace

Evidence gather(const FatigueInput& input, const FatigueConfig& config) {
  Evidence evidence;
  const Window recent = recent_window(input.days.size());
  const bool has_account = !input.account_days.empty();
  const auto account = [&](const Window& window) {
    return has_account ? pool(input.account_days, window) : Pooled{};
  };
  evidence.recent = pool(input.days, recent);
  evidence.net_cpm = net_cpm(evidence.recent, account(recent), has_account);
  const auto window = baseline_window(input.days);
  if (!window) return evidence;
  evidence.baseline = pool(input.days, *window);
  evidence.ctr_z = ctr_fall_z(*evidence.baseline, evidence.recent, config.overdispersion);
  if (evidence.recent.impressions >= static_cast<double>(config.cpm_impressions_min)) {
    evidence.cpm_ratio =
        cpm_ratio(*evidence.baseline, evidence.recent, account(*window), account(recent));
  }
  return evidence;
}

std::vector<FiredRule> fired_rules(const FatigueInput& input, const Evidence& evidence,
                                   const FatigueConfig& config) {
  const FatigueConfig& c = config;
  std::vector<FiredRule> rules;
  fire(rules, Rule::Frequency, input.frequency_7d, 1,  // 1.
       {c.frequency_watch, c.frequency_warning, c.frequency_critical, c.frequency_exhausted});
  const bool compared = evidence.baseline && evidence.recent.impressions > 0.0;
  const double ctr_ratio = compared ? evidence.recent.ctr() / evidence.baseline->ctr() : 1.0;
  if (evidence.ctr_z >= c.ctr_z_min) {  // 2.
    fire(rules, Rule::CtrDecline, 1.0 - ctr_ratio, 2, {c.ctr_warning, c.ctr_critical},
         evidence.ctr_z);
  }
  const double cpm_ratio = evidence.cpm_ratio.value_or(1.0);
  fire(rules, Rule::CpmIncrease, cpm_ratio - 1.0, 2, {c.cpm_warning, c.cpm_critical});  // 3.
  const auto trend = impression_trend(input.days, c.decay_budget_change_max);
  if (trend && trend->t <= c.decay_t_max) {  // 4.
    fire(rules, Rule::ImpressionDecay, 1.0 - std::exp(7.0 * trend->slope), 2,
         {c.decay_warning, c.decay_critical}, trend->t);
  }
  if (ctr_ratio <= c.combination_ctr + kLastBits && cpm_ratio >= c.combination_cpm - kLastBits &&
      input.frequency_7d > c.combination_frequency) {  // 5.
    rules.push_back({Rule::Combination, 2, ctr_ratio, c.combination_ctr, std::nullopt});
  }
  return rules;
}

std::string describe(const FiredRule& fired) {
  switch (fired.rule) {
    case Rule::Frequency:
      return fmt::format("frequency {:.1f} in 7 days reached {:.1f}", fired.value, fired.threshold);
    case Rule::CtrDecline:
      return fmt::format("CTR fell {:.1f} % below its best window (limit {:.0f} %, z {:.1f})",
                         100.0 * fired.value, 100.0 * fired.threshold, *fired.z);
    case Rule::CpmIncrease:
      return fmt::format("CPM rose {:.1f} % net of the account (limit {:.0f} %)",
                         100.0 * fired.value, 100.0 * fired.threshold);
    case Rule::ImpressionDecay:
      return fmt::format("impressions fall {:.1f} % a week at constant budget (limit {:.0f} %)",
                         100.0 * fired.value, 100.0 * fired.threshold);
    case Rule::Combination:
      return fmt::format("CTR at {:.2f} of its best with dearer impressions and rising frequency",
                         fired.value);
  }
  return {};
}

}  // namespace gv::fatigue

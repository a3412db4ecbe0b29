#include "core/market/automation.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"
#include "base/money.h"
#include "base/rng.h"
#include "core/market/total_policy.h"

namespace gv::market {
namespace {

/// Value counted and money spent in the last 7 days, as a ratio; 0 without spend.
double roas_7d(const Observation& seen, std::size_t i) {
  const TimePoint from = seen.now - Days{7};
  double value = 0.0;
  for (const auto& deal : seen.ads[i].deals) {
    if (deal.counted_at < from) continue;
    value += seen.mode == belief::Mode::Direct ? deal.cash_minor : deal.value_minor;
  }
  std::int64_t spend = 0;
  for (const auto& bucket : seen.ads[i].buckets)
    spend += bucket.start >= from ? bucket.spend_minor : 0;
  return spend > 0 ? value / static_cast<double>(spend) : 0.0;
}

class Rules : public Policy {
 public:
  Rules(std::string_view name, std::int64_t x_minor) : name_(name), x_minor_(x_minor) {}
  [[nodiscard]] std::string_view name() const override { return name_; }

  void decide(const Observation& seen, Actions& out) override {
    const bool daily = cycle_++ % 4 == 0;
    std::vector<double> wished(seen.ads.size(), 0.0);
    for (std::size_t i = 0; i < wished.size(); ++i) {
      if (!is_active(seen, i)) continue;
      wished[i] =
          static_cast<double>(seen.units[i].daily_budget_minor) * (daily ? factor(seen, i) : 1.0);
    }
    spread_total(seen, wished, out);
    pause_losers(seen, out);
  }

 private:
  void pause_losers(const Observation& seen, Actions& out) const {
    std::size_t active = 0;
    for (std::size_t i = 0; i < seen.ads.size(); ++i) active += is_active(seen, i) ? 1 : 0;
    for (std::size_t i = 0; i < seen.ads.size(); ++i) {
      if (!is_active(seen, i)) continue;
      const auto& totals = seen.totals[i];
      const bool nothing = totals.spend_minor >= x_minor_ && totals.deals == 0.0;
      const bool poor = totals.spend_minor >= 2 * x_minor_ && roas_of(seen, i) < 1.0;
      if ((!nothing && !poor) || active == 1) continue;
      out.pause(i, belief::Finality::Final);
      --active;
    }
  }

  static double factor(const Observation& seen, std::size_t i) {
    if (seen.totals[i].spend_minor == 0) return 1.0;
    if (roas_of(seen, i) > seen.target_roas) return 1.2;
    return roas_7d(seen, i) < 0.8 * seen.target_roas ? 0.8 : 1.0;
  }

  std::string name_;
  std::int64_t x_minor_;
  int cycle_{0};
};

/// Weight of ROAS in the original's blend, by age: the schedule of 6, 24 and 72 hours.
double roas_weight(double hours) {
  if (hours <= 6.0) return 0.0;
  if (hours <= 24.0) return 0.3 * (hours - 6.0) / 18.0;
  if (hours <= 72.0) return 0.3 + 0.4 * (hours - 24.0) / 48.0;
  return 1.0 - std::max(0.1, 0.3 * std::exp(-0.1 * (hours - 72.0) / 24.0));
}

class Legacy : public Policy {
 public:
  explicit Legacy(std::uint64_t seed) : key_(key_of({"legacy", std::to_string(seed)})) {}
  [[nodiscard]] std::string_view name() const override { return "legacy"; }

  void decide(const Observation& seen, Actions& out) override {
    constexpr std::int64_t kKillSpend = 200'00;
    constexpr double kKillRoas = 0.5;
    Rng rng(key_, cycle_++);
    std::vector<double> weights(seen.ads.size(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = std::exp(draw(seen, i, rng));
    spread_total(seen, weights, out);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (is_active(seen, i) && seen.totals[i].spend_minor >= kKillSpend &&
          roas_of(seen, i) < kKillRoas) {
        out.pause(i, belief::Finality::Final);
      }
    }
  }

 private:
  static double draw(const Observation& seen, std::size_t i, Rng& rng) {
    const auto& totals = seen.totals[i];
    const auto impressions = static_cast<double>(totals.impressions);
    const double ctr = impressions > 0.0 ? static_cast<double>(totals.clicks) / impressions : 0.0;
    const double weight = roas_weight(belief::age_hours(seen.ads[i], seen.now));
    const double score =
        (1.0 - weight) * std::min(ctr / 0.05, 1.0) + weight * std::min(roas_of(seen, i) / 3.0, 1.0);
    return rng.beta(1.0 + impressions * score, 1.0 + impressions * (1.0 - score));
  }

  std::uint64_t key_;
  std::uint64_t cycle_{0};
};

}  // namespace

std::unique_ptr<Policy> make_rules(std::string_view name, std::int64_t x_minor) {
  return std::make_unique<Rules>(name, x_minor);
}
std::unique_ptr<Policy> make_legacy(std::uint64_t seed) { return std::make_unique<Legacy>(seed); }

}  // namespace gv::market

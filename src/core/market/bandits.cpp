#include "core/market/bandits.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"
#include "base/rng.h"
#include "core/market/total_policy.h"

namespace gv::market {
namespace {

class Equal : public Policy {
 public:
  [[nodiscard]] std::string_view name() const override { return "equal"; }
  void decide(const Observation& seen, Actions& out) override {
    spread_total(seen, std::vector<double>(seen.ads.size(), 1.0), out);
  }
};

/// Index of the largest value, the lowest index among equals.
std::size_t best_of(const std::vector<double>& values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

class Greedy : public Policy {
 public:
  Greedy(std::string_view name, double epsilon) : name_(name), epsilon_(epsilon) {}
  [[nodiscard]] std::string_view name() const override { return name_; }

  void decide(const Observation& seen, Actions& out) override {
    std::vector<double> roas;
    for (std::size_t i = 0; i < seen.ads.size(); ++i) roas.push_back(roas_of(seen, i));
    const std::size_t best = best_of(roas);
    const auto n = static_cast<double>(roas.size());
    std::vector<double> weights(roas.size(), epsilon_ / n);
    if (roas[best] > 0.0) {
      weights[best] += 1.0 - epsilon_;
    } else {
      weights.assign(roas.size(), 1.0);
    }
    spread_total(seen, weights, out);
  }

 private:
  std::string name_;
  double epsilon_;
};

class Ucb1 : public Policy {
 public:
  [[nodiscard]] std::string_view name() const override { return "ucb1"; }

  void decide(const Observation& seen, Actions& out) override {
    std::vector<double> pulls;
    double all = 1.0;
    for (const auto& totals : seen.totals) {
      pulls.push_back(static_cast<double>(totals.spend_minor) / seen.values.count_value_minor);
      all += pulls.back();
    }
    std::vector<double> index;
    for (std::size_t i = 0; i < pulls.size(); ++i) {
      index.push_back(pulls[i] > 0.0 ? roas_of(seen, i) + std::sqrt(2.0 * std::log(all) / pulls[i])
                                     : INFINITY);
    }
    std::vector<double> weights(pulls.size(), 0.0);
    weights[best_of(index)] = 1.0;
    spread_total(seen, weights, out);
  }
};

class TsImmediate : public Policy {
 public:
  explicit TsImmediate(std::uint64_t seed) : key_(key_of({"ts_immediate", std::to_string(seed)})) {}
  [[nodiscard]] std::string_view name() const override { return "ts_immediate"; }

  void decide(const Observation& seen, Actions& out) override {
    constexpr int kDraws = 200;
    constexpr double kShape = 1.0;      // prior
    constexpr double kMeanShare = 0.6;  // prior mean ROAS, of the target
    Rng rng(key_, cycle_++);
    const double unit = seen.values.count_value_minor;
    const double prior_rate = kShape / (kMeanShare * seen.target_roas);
    std::vector<double> wins(seen.ads.size(), 0.0);
    std::vector<double> draws(seen.ads.size());
    for (int draw = 0; draw < kDraws; ++draw) {
      for (std::size_t i = 0; i < draws.size(); ++i) {
        const double rate = prior_rate + static_cast<double>(seen.totals[i].spend_minor) / unit;
        draws[i] = rng.gamma(kShape + value_of(seen, i) / unit) / rate;
      }
      wins[best_of(draws)] += 1.0;
    }
    spread_total(seen, wins, out);
  }

 private:
  std::uint64_t key_;
  std::uint64_t cycle_{0};
};

}  // namespace

std::unique_ptr<Policy> make_equal() { return std::make_unique<Equal>(); }
std::unique_ptr<Policy> make_greedy(std::string_view name, double epsilon) {
  return std::make_unique<Greedy>(name, epsilon);
}
std::unique_ptr<Policy> make_ucb1() { return std::make_unique<Ucb1>(); }
std::unique_ptr<Policy> make_ts_immediate(std::uint64_t seed) {
  return std::make_unique<TsImmediate>(seed);
}

}  // namespace gv::market

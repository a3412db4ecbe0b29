#include "core/market/oracle.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/market/total_policy.h"

namespace gv::market {
namespace {

class Oracle : public Policy {
 public:
  Oracle(const World& world, bool may_pause) : world_(world), may_pause_(may_pause) {}
  [[nodiscard]] std::string_view name() const override {
    return may_pause_ ? "oracle_pausing" : "oracle";
  }

  void decide(const Observation& seen, Actions& out) override {
    arms_.clear();
    const auto ranges = ranges_of(seen);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      if (is_active(seen, i)) {
        arms_.push_back({i, world_.roas_at_rest(i), world_.truth(i).saturation_minor, ranges[i]});
      }
    }
    double price = allocate(seen.total_minor);
    while (may_pause_ && pause_worst(seen.total_minor, price, out)) {
      price = allocate(seen.total_minor);
    }
    std::vector<Range> kept;
    std::vector<double> wished;
    for (const auto& arm : arms_) {
      kept.push_back(arm.range);
      wished.push_back(arm.budget);
    }
    const auto budgets = share_out(seen.total_minor, wished, kept);
    for (std::size_t k = 0; k < arms_.size(); ++k) out.set_budget(arms_[k].unit, budgets[k]);
    if (seen.creatives_available > 0 && price < kRefreshReturn * seen.target_roas) {
      out.request_creative();
    }
  }

 private:
  /// A policy that knew everything would ask for new creatives when returns fall this far.
  static constexpr double kRefreshReturn = 1.0;

  struct Arm {
    std::size_t unit{0};
    double roas{0.0};
    double saturation{1.0};
    Range range;
    double budget{0.0};
  };

  [[nodiscard]] double average(const Arm& arm, double budget) const {
    return arm.roas * std::pow(1.0 + budget / arm.saturation, -world_.scenario().elasticity);
  }
  [[nodiscard]] double marginal(const Arm& arm, double budget) const {
    const double z = 1.0 + budget / arm.saturation;
    const double e = world_.scenario().elasticity;
    return arm.roas * std::pow(z, -e) * (1.0 - e * (z - 1.0) / z);
  }

  /// Budget of an arm at which its marginal return falls to `price`, within its range.
  [[nodiscard]] double budget_at(const Arm& arm, double price) const {
    auto low = static_cast<double>(arm.range.lo);
    auto high = static_cast<double>(arm.range.hi);
    if (marginal(arm, low) <= price) return low;
    if (marginal(arm, high) >= price) return high;
    for (int step = 0; step < 40; ++step) {
      const double middle = 0.5 * (low + high);
      (marginal(arm, middle) > price ? low : high) = middle;
    }
    return low;
  }

  /// Sets the budgets to the optimum within the ranges; returns the common marginal return.
  double allocate(std::int64_t total) {
    double low = 0.0;
    double high = 0.0;
    for (const auto& arm : arms_) high = std::max(high, arm.roas);
    for (int step = 0; step < 40; ++step) {
      const double price = 0.5 * (low + high);
      double sum = 0.0;
      for (const auto& arm : arms_) sum += budget_at(arm, price);
      (sum > static_cast<double>(total) ? low : high) = price;
    }
    for (auto& arm : arms_) arm.budget = budget_at(arm, high);
    return high;
  }

  /// Pauses the worst ad if it returns less than the price and the others can spend the total.
  bool pause_worst(std::int64_t total, double price, Actions& out) {
    if (arms_.size() < 2) return false;
    std::int64_t room = 0;
    for (const auto& arm : arms_) room += arm.range.hi;
    auto worst = arms_.end();
    for (auto arm = arms_.begin(); arm != arms_.end(); ++arm) {
      if (room - arm->range.hi < total || average(*arm, arm->budget) >= price) continue;
      if (worst == arms_.end() || average(*arm, arm->budget) < average(*worst, worst->budget)) {
        worst = arm;
      }
    }
    if (worst == arms_.end()) return false;
    out.pause(worst->unit, belief::Finality::Final);
    arms_.erase(worst);
    return true;
  }

  const World& world_;
  bool may_pause_;
  std::vector<Arm> arms_;
};

}  // namespace

std::unique_ptr<Policy> make_oracle(const World& world, bool may_pause) {
  return std::make_unique<Oracle>(world, may_pause);
}

}  // namespace gv::market

#include "core/execute/velocity.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/check.h"

namespace gv::execute {
namespace {

constexpr std::int64_t kWhole = 10'000;  // basis points in one
constexpr std::int64_t kBudgetMax = 100'000'000'000'000;

struct Extremes {
  std::int64_t least{0};
  std::int64_t most{0};
};

/// Smallest and largest value in force during [now - window, now). `history` is not empty.
Extremes extremes(std::span<const BudgetStep> history, TimePoint now, Hours window) {
  Extremes found{history.front().daily_minor, history.front().daily_minor};
  bool any = false;
  for (std::size_t i = history.size(); i-- > 0;) {
    const auto& step = history[i];
    if (step.at >= now) continue;
    found.least = any ? std::min(found.least, step.daily_minor) : step.daily_minor;
    found.most = any ? std::max(found.most, step.daily_minor) : step.daily_minor;
    any = true;
    if (step.at <= now - window) break;  // older values were replaced before the window began
  }
  return found;
}

VelocityBounds bounds_of(const Extremes& values, int change_bp) {
  const std::int64_t down = kWhole - change_bp;
  return {(values.most * down + kWhole - 1) / kWhole, values.least * (kWhole + change_bp) / kWhole};
}

/// Earliest instant after `now` at which an old value leaves a window, none when none will.
std::optional<TimePoint> next_release(std::span<const BudgetStep> history, TimePoint now,
                                      const VelocityConfig& config) {
  std::optional<TimePoint> next;
  for (std::size_t i = history.size(); i-- > 0;) {
    for (const Hours window : {config.short_window, config.long_window}) {
      const TimePoint release = history[i].at + window;
      if (release > now && (!next || release < *next)) next = release;
    }
    if (history[i].at + config.long_window <= now) break;
  }
  return next;
}

Error out_of_range(std::string where, const char* unit, std::int64_t least, std::int64_t most,
                   std::int64_t got) {
  return {ErrorCode::ConfigRange, std::move(where),
          "must lie in [" + std::to_string(least) + ", " + std::to_string(most) + "] " + unit +
              ", got " + std::to_string(got)};
}

}  // namespace

Result<VelocityConfig> checked(const VelocityConfig& config) {
  const VelocityConfig widest;
  struct Rule {
    const char* where;
    const char* unit;
    std::int64_t least, most, got;
  };
  const std::array rules{
      Rule{"velocity.short_window", "hours", widest.short_window.count(), 24 * 7,
           config.short_window.count()},
      Rule{"velocity.short_max_bp", "basis points", 1, widest.short_max_bp, config.short_max_bp},
      Rule{"velocity.long_window", "hours", widest.long_window.count(), 24 * 28,
           config.long_window.count()},
      Rule{"velocity.long_max_bp", "basis points", 1, widest.long_max_bp, config.long_max_bp}};
  for (const auto& rule : rules) {
    if (rule.got < rule.least || rule.got > rule.most) {
      return tl::unexpected<Error>(
          out_of_range(rule.where, rule.unit, rule.least, rule.most, rule.got));
    }
  }
  return config;
}

VelocityBounds velocity_bounds(std::span<const BudgetStep> history, TimePoint now,
                               const VelocityConfig& config) {
  if (history.empty()) return {0, kBudgetMax};
  const auto near = extremes(history, now, config.short_window);
  const auto far = extremes(history, now, config.long_window);
  GV_CHECK(near.least >= 0 && far.least >= 0 && near.most <= kBudgetMax && far.most <= kBudgetMax);
  const auto near_bounds = bounds_of(near, config.short_max_bp);
  const auto far_bounds = bounds_of(far, config.long_max_bp);
  return {std::max(near_bounds.lo, far_bounds.lo), std::min(near_bounds.hi, far_bounds.hi)};
}

TranchePlan plan_tranches(std::span<const BudgetStep> history, TimePoint now,
                          std::int64_t target_minor, const VelocityConfig& config) {
  GV_CHECK(target_minor >= 0 && target_minor <= kBudgetMax);
  TranchePlan plan;
  if (history.empty()) {
    plan.tranches.push_back({now, target_minor});
    return plan;
  }
  std::vector<BudgetStep> steps(history.begin(), history.end());
  for (TimePoint at = now; steps.back().daily_minor != target_minor;) {
    const std::int64_t current = steps.back().daily_minor;
    const auto bounds = velocity_bounds(steps, at, config);
    const std::int64_t next = target_minor > current
                                  ? std::max(current, std::min(target_minor, bounds.hi))
                                  : std::min(current, std::max(target_minor, bounds.lo));
    if (next != current) {
      steps.push_back({at, next});
      plan.tranches.push_back({at, next});
    }
    if (next == target_minor) break;
    const auto release = next_release(steps, at, config);
    if (!release) {
      plan.reached = false;
      break;
    }
    at = *release;
  }
  return plan;
}

}  // namespace gv::execute

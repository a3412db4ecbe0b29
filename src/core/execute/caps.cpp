#include "core/execute/caps.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/check.h"

namespace gv::execute {
namespace {

Result<void> at_most(const char* where, std::int64_t got, const std::optional<std::int64_t>& cap) {
  if (!cap || got <= *cap) return {};
  return fail(ErrorCode::Refused, where,
              "must be at most the hard cap of " + std::to_string(*cap) + " minor units, got " +
                  std::to_string(got));
}

}  // namespace

Result<void> check_caps(std::int64_t unit_minor, std::int64_t account_minor, const HardCaps& caps) {
  GV_TRY(at_most("unit.daily_budget", unit_minor, caps.unit_max_minor));
  return at_most("account.daily_budget", account_minor, caps.account_max_minor);
}

std::optional<std::int64_t> account_ceiling(std::span<const belief::BudgetStep> totals,
                                            TimePoint now, const HardCaps& caps) {
  if (totals.empty()) return std::nullopt;
  std::int64_t before = totals.front().daily_minor;
  for (std::size_t i = totals.size(); i-- > 0;) {
    if (totals[i].at > now - Hours{24}) continue;
    before = totals[i].daily_minor;
    break;
  }
  GV_CHECK(before >= 0 && before <= 100'000'000'000'000);
  return before * (10'000 + caps.account_increase_max_bp) / 10'000;
}

std::vector<belief::BudgetStep> account_totals(
    std::span<const std::vector<belief::BudgetStep>> units) {
  std::map<TimePoint, std::int64_t> differences;
  std::int64_t total = 0;
  for (const auto& steps : units) {
    if (steps.empty()) continue;
    total += steps.front().daily_minor;
    differences.try_emplace(steps.front().at, 0);
    for (std::size_t i = 1; i < steps.size(); ++i) {
      differences[steps[i].at] += steps[i].daily_minor - steps[i - 1].daily_minor;
    }
  }
  std::vector<belief::BudgetStep> totals;
  for (const auto& [at, difference] : differences) {
    total += difference;
    totals.push_back({at, total});
  }
  return totals;
}

std::optional<TimePoint> earliest_total(std::span<const belief::BudgetStep> totals, TimePoint now,
                                        std::int64_t total_minor, const HardCaps& caps) {
  const auto fits = [&](TimePoint at) {
    const auto ceiling = account_ceiling(totals, at, caps);
    return !ceiling || total_minor <= *ceiling;
  };
  if (fits(now)) return now;
  for (const auto& step : totals) {
    const TimePoint old = step.at + Hours{24};
    if (old > now && fits(old)) return old;
  }
  return std::nullopt;
}

}  // namespace gv::execute

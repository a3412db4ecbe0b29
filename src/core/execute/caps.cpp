#include "core/execute/caps.h"

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

}  // namespace gv::execute

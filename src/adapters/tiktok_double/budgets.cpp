#include "adapters/tiktok_double/budgets.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/money.h"
#include "core/execute/money_units.h"
#include "io/json/serialize.h"

namespace gv::tiktok_double {
namespace {

using boost::json::object;

constexpr double kBudgetMax = 1e10;

/// Major units, exact to the currency's minor ones, as the market's own units.
Api<std::string> units_of(const Platform& platform, const boost::json::value& budget) {
  if (!budget.is_number()) return tl::unexpected(bad_field("budget", "Not a valid number."));
  const auto& currency = platform.behaviour.currency;
  const auto major = budget.to_number<double>();
  if (!(major > 0.0 && major < kBudgetMax)) {
    return tl::unexpected(bad_field("budget", "Must be a positive amount."));
  }
  const auto scaled = major * static_cast<double>(currency.minor_per_major());
  const auto minor = round_half_away(scaled);
  if (std::abs(scaled - static_cast<double>(minor)) > 1e-6) {
    return tl::unexpected(
        bad_field("budget", fmt::format("Has more decimals than {}.", currency.code())));
  }
  const auto units = execute::to_meta_units(minor, currency, "budget");
  if (!units || *units < platform.behaviour.budget_min_units) {
    return tl::unexpected(bad_field("budget", "Is less than the minimum budget."));
  }
  return std::to_string(*units);
}

}  // namespace

bool owns_budget(const Object& campaign) {
  return campaign.text("budget_optimize_on") == "true" ||
         campaign.text("budget_mode") == "BUDGET_MODE_DYNAMIC_DAILY_BUDGET";
}

Api<object> budget_fields(const Platform& platform, const Call& call) {
  const auto mode = call.text("budget_mode").value_or("BUDGET_MODE_INFINITE");
  object fields{{"budget_mode", mode}};
  if (mode == "BUDGET_MODE_INFINITE") return fields;
  const bool total = mode == "BUDGET_MODE_TOTAL";
  if (!total && mode != "BUDGET_MODE_DAY" && mode != "BUDGET_MODE_DYNAMIC_DAILY_BUDGET") {
    return tl::unexpected(bad_field("budget_mode", "Not a valid choice."));
  }
  const auto* const budget = call.find("budget");
  if (budget == nullptr) return tl::unexpected(missing_field("budget"));
  const auto units = units_of(platform, *budget);
  if (!units) return tl::unexpected(units.error());
  fields[total ? "lifetime_budget" : "daily_budget"] = *units;
  return fields;
}

Api<BudgetEdit> budget_edit(const Platform& platform, const Object& thing,
                            const boost::json::value& budget) {
  for (const auto* const field : {"daily_budget", "lifetime_budget"}) {
    if (thing.text(field).empty()) continue;
    auto units = units_of(platform, budget);
    if (!units) return tl::unexpected(std::move(units).error());
    return BudgetEdit{field, *std::move(units)};
  }
  return tl::unexpected(bad_field("budget", "It has no budget of its own."));
}

}  // namespace gv::tiktok_double

#include "adapters/settings/rules.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "io/json/serialize.h"

namespace gv::settings {
namespace {

/// `lower` must lie below `upper`, or may equal it.
struct Rule {
  std::string_view lower;
  std::string_view upper;
  bool may_equal;
};

// The order tells which of several broken rules is reported.
constexpr std::array kRules{
    Rule{"decision.kill_roas", "decision.min_roas", false},
    Rule{"decision.min_roas", "decision.scale_roas", true},
    Rule{"decision.min_roas", "business.target_roas", true},
    Rule{"business.target_roas", "decision.scale_roas", true},
    Rule{"decision.blending.ctr_only_hours", "decision.blending.transition_end_hours", false},
    Rule{"decision.allocation_draws", "decision.draws", true},
    Rule{"decision.max_scale_pct", "decision.max_increase_pct", true},
    Rule{"executor.velocity_pct_6h", "executor.velocity_pct_24h", true},
    Rule{"executor.fuzz_pct", "executor.velocity_pct_6h", false},
    Rule{"executor.jitter_ms_min", "executor.jitter_ms_max", true},
    Rule{"executor.batch_size", "executor.per_day", true},
    Rule{"attribution.window_days", "attribution.click_retention_days", true},
    Rule{"attribution.identity_window_days", "attribution.click_retention_days", true},
    Rule{"attribution.fingerprint_window_days", "attribution.click_retention_days", true},
};

/// "1.0", "0.25", "200": a ratio reads as one.
std::string shown(double value, bool whole) {
  std::string text = json::number_text(value);
  if (!whole && text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

std::vector<Error> broken_rules(const Values& effective, const Values& given) {
  std::vector<Error> broken;
  for (const auto& [lower, upper, may_equal] : kRules) {
    const auto& low = effective.find(lower)->second;
    const auto& high = effective.find(upper)->second;
    const double lo = low.to_number<double>();
    const double hi = high.to_number<double>();
    if (lo < hi || (may_equal && lo == hi)) continue;
    // Who is to change: the key that the file sets; of two, the upper one.
    const bool blame_upper = given.contains(upper) || !given.contains(lower);
    const auto& sign = blame_upper ? (may_equal ? ">=" : ">") : (may_equal ? "<=" : "<");
    const bool whole = low.is_int64() && high.is_int64();
    const bool follows = upper == "decision.min_roas" && !given.contains(upper) && blame_upper;
    broken.push_back(
        {ErrorCode::ConfigRange, std::string(blame_upper ? upper : lower),
         fmt::format("must be {} {} ({}), got {}", sign, blame_upper ? lower : upper,
                     shown(blame_upper ? lo : hi, whole), shown(blame_upper ? hi : lo, whole)),
         follows ? "it is half of business.target_roas unless it is set" : ""});
  }
  const auto& budget = effective.find("business.daily_budget")->second;
  const auto& cap = effective.find("business.daily_budget_cap")->second;
  if (!budget.is_null() && !cap.is_null() && budget.to_number<double>() > cap.to_number<double>()) {
    broken.push_back({ErrorCode::ConfigRange, "business.daily_budget",
                      fmt::format("must be <= business.daily_budget_cap ({}), got {}",
                                  json::number_text(cap.to_number<double>()),
                                  json::number_text(budget.to_number<double>()))});
  }
  if (effective.find("decision.objective")->second.as_string() == "profit" &&
      effective.find("business.gross_margin")->second.is_null()) {
    broken.push_back({ErrorCode::ConfigRange, "decision.objective",
                      "must be value while business.gross_margin is not set, got profit"});
  }
  return broken;
}

}  // namespace gv::settings

#include <algorithm>
#include <array>
#include <cmath>

#include "adapters/meta/graph_error.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

constexpr json::ParseLimits kHeaderLimits{.bytes_max = 64u << 10, .depth_max = 8};
constexpr std::array<std::string_view, 5> kPercentages{"call_count", "total_cputime", "total_time",
                                                       "acc_id_util_pct", "app_id_util_pct"};
constexpr std::array<std::string_view, 4> kUsageHeaders{
    "x-app-usage", "x-ad-account-usage", "x-business-use-case-usage", "x-fb-ads-insights-throttle"};
constexpr double kFull = 100.0;
constexpr double kLongestWait = 1e6;  ///< minutes or seconds; more is no answer

double number_at(const boost::json::object& from, std::string_view name) {
  const auto* const found = from.if_contains(name);
  if (found == nullptr || !found->is_number()) return 0.0;
  const auto number = found->to_number<double>();
  return std::isfinite(number) ? std::clamp(number, 0.0, kLongestWait) : 0.0;
}

void wait_at_least(execute::PlatformUsage& usage, double millis) {
  const Millis pause(std::llround(millis));
  if (pause > Millis{0}) usage.regain_after = std::max(usage.regain_after.value_or(pause), pause);
}

/// Minutes until access comes back, or seconds until a full account is reset.
void add_counts(const boost::json::object& counts, execute::PlatformUsage& usage) {
  for (const auto name : kPercentages) {
    usage.percent = std::max(usage.percent, number_at(counts, name));
  }
  wait_at_least(usage, number_at(counts, "estimated_time_to_regain_access") * 60'000.0);
  if (number_at(counts, "acc_id_util_pct") >= kFull) {
    wait_at_least(usage, number_at(counts, "reset_time_duration") * 1'000.0);
  }
}

/// Counts lie flat, or by account and use case.
void add_header(std::string_view text, std::optional<execute::PlatformUsage>& usage) {
  const auto tree = json::parse(text, "usage", kHeaderLimits);
  const auto* const members = tree ? tree->if_object() : nullptr;
  if (members == nullptr) return;
  if (!usage) usage.emplace();
  add_counts(*members, *usage);
  for (const auto& [account, cases] : *members) {
    const auto* const list = cases.if_array();
    if (list == nullptr) continue;
    for (const auto& one : *list) {
      if (const auto* const counts = one.if_object()) add_counts(*counts, *usage);
    }
  }
}

}  // namespace

std::optional<execute::PlatformUsage> usage_of(const http_client::Headers& headers) {
  std::optional<execute::PlatformUsage> usage;
  for (const auto& [name, value] : headers) {
    if (std::find(kUsageHeaders.begin(), kUsageHeaders.end(), name) != kUsageHeaders.end()) {
      add_header(value, usage);
    }
  }
  return usage;
}

}  // namespace gv::meta

#include "adapters/meta_double/limits.h"

#include <algorithm>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/meta_double/objects.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr Millis kSecond{1'000};
constexpr Millis kMinute{60'000};
constexpr Millis kHour{3'600'000};
constexpr Millis kDecay{300'000};  ///< of points
constexpr std::size_t kWritesPerSecond = 100;
constexpr std::size_t kAppCallsPerHour = 1'000'000;

/// Quotas by tier, 30 section 4.
struct Quotas {
  int points_max;
  Millis block;
  std::int64_t management_base;
  std::int64_t insights_base;
};

Quotas quotas_of(Tier tier) {
  return tier == Tier::Limited ? Quotas{60, kDecay, 300, 600}
                               : Quotas{9'000, kMinute, 100'000, 190'000};
}

void forget(std::deque<TimePoint>& calls, TimePoint now, Millis window) {
  while (!calls.empty() && now - calls.front() >= window) calls.pop_front();
}

int points_of(Usage& usage, TimePoint now) {
  while (!usage.points.empty() && now - usage.points.front().first >= kDecay) {
    usage.points.pop_front();
  }
  int sum = 0;
  for (const auto& [at, points] : usage.points) sum += points;
  return sum;
}

std::int64_t active_ads(const Account& account) {
  std::int64_t active = 0;
  for (std::size_t i = 0; i < account.market.size(); ++i)
    active += account.market.active(i) ? 1 : 0;
  return active;
}

std::int64_t management_max(const Platform& platform, const Account& account) {
  return quotas_of(platform.behaviour.tier).management_base + 40 * active_ads(account);
}

std::int64_t insights_max(const Platform& platform, const Account& account) {
  return quotas_of(platform.behaviour.tier).insights_base + 400 * active_ads(account);
}

GraphError throttled(int code, int subcode, std::string message) {
  return {.code = code,
          .subcode = subcode,
          .message = fmt::format("(#{}) {}", code, message),
          .transient = true};
}

/// Minutes until the oldest call that counts is an hour old, rounded up.
std::int64_t regain_minutes(const std::deque<TimePoint>& calls, std::int64_t max, TimePoint now) {
  if (static_cast<std::int64_t>(calls.size()) < max || calls.empty()) return 0;
  return (calls.front() + kHour - now + kMinute - Millis{1}) / kMinute;
}

object use_case(std::string_view type, const std::deque<TimePoint>& calls, std::int64_t max,
                const Platform& platform) {
  const auto used = static_cast<std::int64_t>(calls.size()) * 100 / max;
  return {{"type", type},
          {"call_count", used},
          {"total_cputime", used},
          {"total_time", used},
          {"estimated_time_to_regain_access", regain_minutes(calls, max, platform.now)},
          {"ads_api_access_tier",
           platform.behaviour.tier == Tier::Limited ? "development_access" : "standard_access"}};
}

void forget_old(Platform& platform, Usage& usage) {
  forget(platform.app_calls, platform.now, kHour);
  forget(usage.management, platform.now, kHour);
  forget(usage.insights, platform.now, kHour);
  forget(usage.mutations, platform.now, kSecond);
}

}  // namespace

std::optional<GraphError> charge(Platform& platform, Account& account, Load load) {
  auto& usage = account.usage;
  forget_old(platform, usage);
  const auto quotas = quotas_of(platform.behaviour.tier);
  if (usage.blocked_until && platform.now < *usage.blocked_until) {
    return throttled(17, 2446079, "User request limit reached");
  }
  const int points = load == Load::Write ? 3 : 1;
  if (points_of(usage, platform.now) + points > quotas.points_max) {
    usage.blocked_until = platform.now + quotas.block;
    return throttled(17, 2446079, "User request limit reached");
  }
  auto& calls = load == Load::Insights ? usage.insights : usage.management;
  const auto max =
      load == Load::Insights ? insights_max(platform, account) : management_max(platform, account);
  if (static_cast<std::int64_t>(calls.size()) >= max) {
    return throttled(load == Load::Insights ? 80000 : 80004, 0,
                     "There have been too many calls to this ad-account.");
  }
  if (load == Load::Write && usage.mutations.size() >= kWritesPerSecond) {
    return throttled(613, 1487742, "Calls to this api have exceeded the rate limit.");
  }
  calls.push_back(platform.now);
  usage.points.emplace_back(platform.now, points);
  platform.app_calls.push_back(platform.now);
  if (load == Load::Write) usage.mutations.push_back(platform.now);
  return std::nullopt;
}

Headers usage_headers(Platform& platform, Account& account) {
  auto& usage = account.usage;
  forget_old(platform, usage);
  const auto quotas = quotas_of(platform.behaviour.tier);
  const auto app = static_cast<std::int64_t>(platform.app_calls.size() * 100 / kAppCallsPerHour);
  const double share = 100.0 * points_of(usage, platform.now) / quotas.points_max;
  const bool blocked = usage.blocked_until && platform.now < *usage.blocked_until;
  const auto reset = blocked ? (*usage.blocked_until - platform.now) / kSecond : 0;
  const object app_usage{{"call_count", app}, {"total_cputime", app}, {"total_time", app}};
  const object account_usage{
      {"acc_id_util_pct", blocked ? 100.0 : share},
      {"reset_time_duration", reset},
      {"ads_api_access_tier",
       platform.behaviour.tier == Tier::Limited ? "development_access" : "standard_access"}};
  const object by_case{{account.id, array{use_case("ads_management", usage.management,
                                                   management_max(platform, account), platform),
                                          use_case("ads_insights", usage.insights,
                                                   insights_max(platform, account), platform)}}};
  return {{"x-app-usage", json::compact(app_usage)},
          {"x-ad-account-usage", json::compact(account_usage)},
          {"x-business-use-case-usage", json::compact(by_case)}};
}

}  // namespace gv::meta_double

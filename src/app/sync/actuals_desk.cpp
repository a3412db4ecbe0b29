#include "app/sync/actuals_desk.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kTellingPlatforms{"google", "meta", "tiktok"};
constexpr int kLooksCounted = 200;
constexpr int kStatesAtOnce = 1'000;

ActualsSum sum_of_row(const PerformanceRow& row) {
  return {.days = 1,
          .impressions = row.impressions,
          .clicks = row.clicks,
          .spend_minor = row.spend_minor,
          .conversions = row.conversions,
          .revenue_minor = row.revenue_minor,
          .fetched_at = row.fetched_at};
}

tl::unexpected<Error> not_connected(std::string_view what) {
  return fail(ErrorCode::Conflict, "platform",
              fmt::format("The account has no connection to {}.", what), "connect an ad account");
}

}  // namespace

ActualsSum& ActualsSum::operator+=(const ActualsSum& other) {
  days += other.days;
  impressions += other.impressions;
  clicks += other.clicks;
  spend_minor += other.spend_minor;
  conversions += other.conversions;
  if (other.revenue_minor) revenue_minor = revenue_minor.value_or(0) + *other.revenue_minor;
  if (other.fetched_at) fetched_at = std::max(fetched_at.value_or(TimePoint{}), *other.fetched_at);
  return *this;
}

Result<std::vector<Connection>> ActualsDesk::connected(Transaction& transaction) {
  std::vector<Connection> all;
  for (const auto platform : kTellingPlatforms) {
    GV_TRY(const auto some, ports_.connections.list(transaction, platform));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Result<std::vector<AdActuals>> ActualsDesk::of_ads(const AccountScope& scope,
                                                   std::span<const std::string> ads,
                                                   int days_back) {
  using Actuals = std::vector<AdActuals>;
  return ports_.store.read(scope, [&](Transaction& transaction) -> Result<Actuals> {
    GV_TRY(const auto links, connected(transaction));
    Actuals all;
    for (const auto& ad : ads) {
      const auto platform = ad.substr(0, ad.find(':'));
      if (platform.size() + 1 >= ad.size() || platform.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("ads[{}]", all.size()),
                    "must be \"<platform>:<platform id>\", like \"meta:123\", got \"" + ad + "\"");
      }
      const bool told = std::any_of(links.begin(), links.end(), [&](const Connection& link) {
        return link.provider == platform;
      });
      if (!told) return not_connected(platform);
      const PerformanceSpan span{
          .platform = platform,
          .granularity = "day",
          .from = std::chrono::floor<Days>(transaction.now()) - Days{days_back},
          .until = transaction.now()};
      GV_TRY(const auto rows, ports_.performance.of_ad(transaction, ad, span));
      auto& one = all.emplace_back(AdActuals{.ad_id = ad});
      for (const auto& row : rows) one.sum += sum_of_row(row);
    }
    return all;
  });
}

Result<ActualsOfAccount> ActualsDesk::sync(const AccountScope& scope, Millis age_min,
                                           Millis age_max) {
  const auto work = [&](Transaction& transaction) -> Result<ActualsOfAccount> {
    GV_TRY(const auto links, connected(transaction));
    if (links.empty()) return not_connected("any ad platform");
    const TimePoint now = transaction.now();
    std::map<std::string, ActualsSum> sums;
    for (std::string after;;) {
      GV_TRY(const auto page, ports_.ads.list(transaction, after, kStatesAtOnce));
      for (const auto& ad : page) {
        const auto& began = ad.first_delivery_at;
        if (began && *began <= now - age_min && *began >= now - age_max) sums[ad.ad_id];
      }
      if (page.size() < static_cast<std::size_t>(kStatesAtOnce)) break;
      after = page.back().ad_id;
    }
    for (const auto platform : kTellingPlatforms) {
      GV_TRY(const auto rows,
             ports_.performance.ads(transaction, {.platform = std::string(platform),
                                                  .granularity = "day",
                                                  .from = std::chrono::floor<Days>(now - age_max),
                                                  .until = now}));
      for (const auto& row : rows) {
        const auto sum = sums.find(row.entity_id);
        if (sum != sums.end()) sum->second += sum_of_row(row);
      }
    }
    ActualsOfAccount all;
    for (auto& [ad, sum] : sums) all.ads.push_back({ad, sum});
    GV_TRY(all.job_id, ports_.schedule.now(transaction));
    return all;
  };
  return ports_.store.write(scope, work);
}

Result<std::vector<JobView>> ActualsDesk::looks(const AccountScope& scope) {
  return ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.board.list(transaction,
                             {.name = std::string(kSyncQueue), .limit = kLooksCounted});
  });
}

Result<std::vector<Connection>> ActualsDesk::connections(const AccountScope& scope) {
  return ports_.store.read(scope, [&](Transaction& transaction) { return connected(transaction); });
}

}  // namespace gv::app

#include "app/stored_ads.h"

#include <algorithm>

namespace gv::app {
namespace {

constexpr int kAdsRead = 500;

}  // namespace

Result<std::vector<StoredAdState>> all_ads(Store& store, AdStates& ads, const AccountScope& scope) {
  return store.read(scope, [&](Transaction& transaction) -> Result<std::vector<StoredAdState>> {
    std::vector<StoredAdState> all;
    for (;;) {
      const std::string after = all.empty() ? std::string() : all.back().ad_id;
      GV_TRY(const auto page, ads.list(transaction, after, kAdsRead));
      all.insert(all.end(), page.begin(), page.end());
      if (page.size() < kAdsRead) return all;
    }
  });
}

AdSnapshot snapshot_of(const StoredAdState& ad, TimePoint now) {
  const auto colon = ad.ad_id.find(':');
  AdSnapshot out{.ad_id = ad.ad_id.substr(colon + 1),
                 .platform = ad.ad_id.substr(0, colon),
                 .impressions = ad.impressions,
                 .clicks = ad.clicks,
                 .spend_minor = ad.spend_minor,
                 .pipeline_value_minor = ad.pipeline_value_minor,
                 .cash_revenue_minor = ad.cash_revenue_minor,
                 .conversions = static_cast<double>(ad.conversions),
                 .frequency = ad.frequency};
  const TimePoint first = std::min(ad.first_delivery_at.value_or(now), now);
  out.age_hours = hours_between(first, now);
  out.data_as_of = std::min(ad.data_as_of.value_or(now), now);
  return out;
}

}  // namespace gv::app

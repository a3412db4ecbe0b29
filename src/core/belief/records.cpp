#include "core/belief/records.h"

#include <algorithm>

namespace gv::belief {

Totals totals_of(const AdState& ad) {
  Totals sum;
  for (const auto& bucket : ad.buckets) {
    sum.impressions += bucket.impressions;
    sum.clicks += bucket.clicks;
    sum.spend_minor += bucket.spend_minor;
  }
  for (const auto& deal : ad.deals) {
    sum.deals += deal.credit;
    sum.pipeline_value_minor += deal.value_minor;
    sum.cash_minor += deal.cash_minor;
  }
  return sum;
}

double age_hours(const AdState& ad, TimePoint now) {
  return ad.first_delivery_at ? std::max(0.0, hours_between(*ad.first_delivery_at, now)) : 0.0;
}

}  // namespace gv::belief

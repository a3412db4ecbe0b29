#include "adapters/meta_double/insight_sums.h"

#include <algorithm>

#include "adapters/meta_double/objects.h"
#include "core/market/truth.h"

namespace gv::meta_double {
namespace {

constexpr Millis kHour{3'600'000};

/// Fills the table ad by ad.
class Summing {
 public:
  Summing(const Platform& platform, const Account& account, const InsightsQuery& query,
          TimePoint as_of)
      : platform_(platform), account_(account), query_(query), as_of_(as_of) {}

  void add(const Object& ad) {
    const auto index = *ad.market_index;
    if (index >= account_.hours.size()) return;  // before its first hour
    entity_ = entity_of(ad);
    add_hours(index);
    if (platform_.scenario.mode == belief::Mode::Direct && !query_.hourly) add_purchases(index);
    add_reach(index);
  }

  InsightTable table;

 private:
  [[nodiscard]] std::pair<std::size_t, std::string> entity_of(const Object& ad) const {
    const std::string id = query_.level == Level::Ad         ? ad.id
                           : query_.level == Level::AdSet    ? ad.parent
                           : query_.level == Level::Campaign ? campaign_of(platform_, ad).id
                                                             : account_.id;
    const auto found = std::find(account_.object_ids.begin(), account_.object_ids.end(), id);
    return {static_cast<std::size_t>(found - account_.object_ids.begin()), id};
  }

  [[nodiscard]] bool in_range(TimePoint at) const {
    return at >= query_.since && at < query_.until;
  }

  InsightKey key_at(TimePoint at) const {
    const auto day = std::chrono::floor<Days>(at);
    const int hour = query_.hourly ? static_cast<int>((at - day) / kHour) : -1;
    return {entity_.first, entity_.second, row_days(query_, day).first, hour};
  }

  void add_hours(std::size_t index) {
    const auto& rows = account_.hours[index];
    reached_.clear();
    for (std::size_t hour = 0; hour < rows.size(); ++hour) {
      const TimePoint at = platform_.scenario.start + kHour * static_cast<std::int64_t>(hour);
      const auto& row = rows[hour];
      if (row.impressions == 0 && row.spend_minor == 0) continue;
      if (!in_range(at) || at + kHour + platform_.behaviour.delivery_lag > as_of_) continue;
      const auto key = key_at(at);
      auto& sums = table[key];
      sums.impressions += row.impressions;
      sums.clicks += row.clicks;
      sums.spend_minor += row.spend_minor;
      if (!query_.hourly) sums.leads += row.leads;
      reached_[key] += static_cast<double>(row.impressions);
    }
  }

  /// Several ads of one row are taken to reach different people: an upper bound, as Meta estimates.
  void add_reach(std::size_t index) {
    const double audience = account_.market.truth(index).audience;
    for (const auto& [key, impressions] : reached_) {
      table[key].reach += market::reach(impressions, audience);
    }
  }

  void add_purchases(std::size_t index) {
    for (const auto& deal : account_.market.ads()[index].deals) {
      const bool by_click = query_.report_time == ReportTime::Impression;
      const TimePoint at = by_click ? deal.click_at : deal.counted_at;
      if (deal.counted_at > as_of_ || !in_range(at)) continue;
      auto& sums = table[key_at(at)];
      for (std::size_t i = 0; i < kWindowDays.size(); ++i) {
        if (deal.counted_at - deal.click_at > Days{kWindowDays[i]}) continue;
        ++sums.purchases[i];
        sums.value_minor[i] += deal.value_minor;
      }
    }
  }

  const Platform& platform_;
  const Account& account_;
  const InsightsQuery& query_;
  TimePoint as_of_;
  std::pair<std::size_t, std::string> entity_;
  std::map<InsightKey, double> reached_;  ///< impressions of the present ad
};

bool is_in_scope(const Platform& platform, const Object& ad, const Object* scope) {
  return scope == nullptr || ad.id == scope->id || ad.parent == scope->id ||
         campaign_of(platform, ad).id == scope->id;
}

}  // namespace

std::pair<TimePoint, TimePoint> row_days(const InsightsQuery& query, TimePoint day) {
  if (query.monthly) {
    const std::chrono::year_month_day date(std::chrono::floor<Days>(day));
    const auto month = date.year() / date.month();
    const std::chrono::sys_days first = month / 1;
    const std::chrono::sys_days next = (month + std::chrono::months{1}) / 1;
    return {std::max<TimePoint>(first, query.since), std::min<TimePoint>(next, query.until)};
  }
  if (query.increment == 0) return {query.since, query.until};
  const Days step{query.increment};
  const TimePoint first = query.since + step * ((day - query.since) / step);
  return {first, std::min<TimePoint>(first + step, query.until)};
}

InsightTable sum_insights(const Platform& platform, const Account& account, const Object* scope,
                          const InsightsQuery& query, TimePoint as_of) {
  Summing summing(platform, account, query, as_of);
  for (const auto& id : account.ad_of) {
    const Object* const ad = find_object(platform, id);
    if (ad == nullptr || !is_in_scope(platform, *ad, scope)) continue;
    if (admits_all(query.filters, platform, *ad)) summing.add(*ad);
  }
  return std::move(summing.table);
}

}  // namespace gv::meta_double

#include "core/attribution/reconcile.h"

#include <algorithm>
#include <array>
#include <map>

namespace gv::attribution {
namespace {

/// Beyond it sums of many rows could leave int64.
constexpr std::int64_t kAmountMax = std::int64_t{1} << 40;

using Causes = std::map<GapCause, std::int64_t>;

struct Day {
  std::int64_t platform{0};
  std::int64_t tracked{0};
  std::int64_t crm{0};
  std::int64_t cash{0};
  Causes platform_causes;
  Causes cash_causes;
};

using DayTable = std::map<std::pair<TimePoint, AdId>, Day>;

bool within(std::int64_t amount, std::int64_t most) { return amount >= 0 && amount <= most; }

bool fits(const Sale& sale) {
  return within(sale.tracked_minor, kAmountMax) && within(sale.crm_minor, kAmountMax) &&
         within(sale.refunded_minor, sale.crm_minor) && within(sale.cash_minor, kAmountMax) &&
         sale.fx_minor >= -kAmountMax && sale.fx_minor <= kAmountMax && within(sale.repeats, 100) &&
         !sale.ad.empty();
}

/// What the sale does to "platform minus tracked".
void explain_platform(const Sale& sale, int window_days, DayTable& days) {
  Causes& here = days[{sale.day, sale.ad}].platform_causes;
  const std::int64_t value = sale.tracked_minor;
  if (!sale.click_to_sale_days || *sale.click_to_sale_days > window_days) {
    here[GapCause::Window] -= value;
    return;
  }
  if (!sale.reported) {
    here[GapCause::LateData] -= value;
    return;
  }
  Causes& there = days[{sale.platform_day, sale.ad}].platform_causes;
  if (sale.platform_day != sale.day) {
    here[GapCause::TimeZone] -= value;
    there[GapCause::TimeZone] += value;
  }
  there[GapCause::Currency] += sale.fx_minor;
  there[GapCause::Duplicates] += sale.repeats * (value + sale.fx_minor);
}

void add(const Sale& sale, int window_days, DayTable& days) {
  Day& day = days[{sale.day, sale.ad}];
  day.tracked += sale.tracked_minor;
  day.crm += sale.crm_minor;
  day.cash += sale.cash_minor;
  day.cash_causes[GapCause::Refund] += sale.refunded_minor;
  day.cash_causes[GapCause::LateData] +=
      std::max<std::int64_t>(sale.crm_minor - sale.refunded_minor - sale.cash_minor, 0);
  if (sale.tracked_minor > 0) explain_platform(sale, window_days, days);
}

/// The causes that count, and what they leave of the difference.
std::vector<Gap> gaps(std::int64_t difference, const Causes& causes) {
  std::vector<Gap> result;
  for (const auto& [cause, minor] : causes) {
    if (minor != 0) result.push_back({cause, minor});
    difference -= minor;
  }
  if (difference != 0) result.push_back({GapCause::Untracked, difference});
  return result;
}

}  // namespace

std::string_view to_text(GapCause cause) {
  switch (cause) {
    case GapCause::Window:
      return "window";
    case GapCause::ViewThrough:
      return "view_through";
    case GapCause::TimeZone:
      return "time_zone";
    case GapCause::Refund:
      return "refund";
    case GapCause::Currency:
      return "currency";
    case GapCause::LateData:
      return "late_data";
    case GapCause::Duplicates:
      return "duplicates";
    case GapCause::Untracked:
      return "untracked";
  }
  return "";
}

Result<std::vector<ReconciledDay>> reconcile(std::span<const PlatformDay> reported,
                                             std::span<const Sale> sales,
                                             int platform_window_days) {
  DayTable days;
  for (const PlatformDay& row : reported) {
    if (row.ad.empty() || !within(row.revenue_minor, kAmountMax) ||
        !within(row.view_through_minor, row.revenue_minor)) {
      return fail(ErrorCode::InvalidInput, "platform." + row.ad.text(),
                  "must have 0 <= view-through <= revenue <= 2^40");
    }
    Day& day = days[{row.day, row.ad}];
    day.platform += row.revenue_minor;
    day.platform_causes[GapCause::ViewThrough] += row.view_through_minor;
  }
  for (const Sale& sale : sales) {
    if (!fits(sale)) {
      return fail(ErrorCode::InvalidInput, "sales." + sale.ad.text(),
                  "must have amounts in [0, 2^40] and refunds within the deal's amount");
    }
    add(sale, platform_window_days, days);
  }
  std::vector<ReconciledDay> rows;
  for (const auto& [key, day] : days) {
    rows.push_back({.ad = key.second,
                    .day = key.first,
                    .platform_minor = day.platform,
                    .tracked_minor = day.tracked,
                    .crm_minor = day.crm,
                    .cash_minor = day.cash,
                    .platform_minus_tracked = gaps(day.platform - day.tracked, day.platform_causes),
                    .crm_minus_tracked = gaps(day.crm - day.tracked, {}),
                    .crm_minus_cash = gaps(day.crm - day.cash, day.cash_causes)});
  }
  return rows;
}

}  // namespace gv::attribution

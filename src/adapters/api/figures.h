#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/wire_types.h"
#include "app/ports/ad_tree.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::api {

/// What something got in a span of days, as every list and chart shows it.
struct Figures {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::optional<double> ctr;  ///< clicks over impressions; none without impressions
  Amount spend;
  std::optional<Amount> cpm;            ///< of a thousand impressions
  double conversions{0.0};              ///< as the platform counts them
  Amount platform_value;                ///< of those, as the platform says
  Amount pipeline_value;                ///< what the ledger booked for events of the span
  std::optional<double> pipeline_roas;  ///< pipeline value over spend; none without spend
};
BOOST_DESCRIBE_STRUCT(Figures, (),
                      (impressions, clicks, ctr, spend, cpm, conversions, platform_value,
                       pipeline_value, pipeline_roas))

[[nodiscard]] Figures figures_of(const app::AdSums& sums);

/// A list over days: those that begin in [from, to), UTC.
struct SpanRequest : PageRequest {
  std::optional<TimePoint> from;  ///< 28 days before `to` when absent
  std::optional<TimePoint> to;    ///< the end of today when absent
};
BOOST_DESCRIBE_STRUCT(SpanRequest, (PageRequest), (from, to))
void check(const SpanRequest& request, Binder& binder);

/// The span that is asked for, as a filter. Errors: InvalidInput unless it has 1 to 366 days.
[[nodiscard]] Result<app::TreeFilter> tree_filter(const SpanRequest& request, TimePoint now);

/// "meta:123", in two. Errors: InvalidInput, `where` names the field.
struct PlatformName {
  std::string platform;
  std::string id;
};
[[nodiscard]] Result<PlatformName> platform_name(const std::string& text, std::string_view where);

/// Takes what the ledger booked into a series, at the beginning of its day or hour.
void add_booked(std::vector<app::SumsAt>& series, std::span<const app::BookedValue> booked,
                bool by_hour);

}  // namespace gv::api

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/campaign_routes.h"
#include "adapters/api/change_lines.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/decision_list.h"
#include "adapters/api/figures.h"
#include "adapters/api/route_info.h"

namespace gv::api {

enum class Granularity { Hour, Day };
BOOST_DESCRIBE_ENUM(Granularity, Hour, Day)

struct AdDayHead {
  TimePoint at;  ///< where the day or hour begins, UTC
  std::optional<std::int64_t> reach;
  std::optional<double> frequency;  ///< of the day alone
  std::optional<std::int64_t> link_clicks;
  std::int64_t revision{0};             ///< above 1: the platform told otherwise before; 0: nothing
  std::optional<TimePoint> fetched_at;  ///< of the newest answer that changed it
};
BOOST_DESCRIBE_STRUCT(AdDayHead, (), (at, reach, frequency, link_clicks, revision, fetched_at))
/// What an ad got in one day or hour; without a platform's row where only the ledger booked.
struct AdDayLine : AdDayHead, Figures {};
BOOST_DESCRIBE_STRUCT(AdDayLine, (AdDayHead, Figures), ())

struct AdDaysRequest : SpanRequest {
  std::string id;
  std::optional<Granularity> granularity;  ///< day when absent
};
BOOST_DESCRIBE_STRUCT(AdDaysRequest, (SpanRequest), (id, granularity))

/// One ad in a span. Errors: NotFound for what is no id, those of `tree_filter`.
[[nodiscard]] Result<app::TreeFilter> ad_filter(const SpanRequest& span, const std::string& id,
                                                TimePoint now);

struct ListAdDays {
  static constexpr RouteInfo kRoute{.path = "/api/v1/ads/{id}/metrics",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What an ad got, by day or hour, oldest first"};
  CampaignServices services;
  Result<Collection<AdDayLine>> operator()(const Context& context,
                                           const AdDaysRequest& request) const;
};

enum class AdEventKind { Day, Decision, Change };
BOOST_DESCRIBE_ENUM(AdEventKind, Day, Decision, Change)

/// One of the three, as `kind` says.
struct AdEventLine {
  TimePoint at;
  AdEventKind kind{AdEventKind::Day};
  std::optional<AdDayLine> day;
  std::optional<DecisionLine> decision;
  std::optional<ChangeRecordLine> change;
};
BOOST_DESCRIBE_STRUCT(AdEventLine, (), (at, kind, day, decision, change))

struct AdTimelineRequest : SpanRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(AdTimelineRequest, (SpanRequest), (id))

struct ListAdTimeline {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/ads/{id}/timeline",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "Days of an ad, decisions on it and changes to it, newest first"};
  CampaignServices services;
  Result<Collection<AdEventLine>> operator()(const Context& context,
                                             const AdTimelineRequest& request) const;
};

}  // namespace gv::api

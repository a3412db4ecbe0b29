#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/ad_days.h"
#include "adapters/api/campaign_routes.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/figures.h"
#include "adapters/api/route_info.h"

namespace gv::api {

enum class Comparison { Previous };
BOOST_DESCRIBE_ENUM(Comparison, Previous)

struct SummaryRequest {
  std::optional<TimePoint> from;
  std::optional<TimePoint> to;
  std::optional<std::string> campaign;
  std::optional<Comparison> compare;  ///< previous: with the span of the same length before
};
BOOST_DESCRIBE_STRUCT(SummaryRequest, (), (from, to, campaign, compare))

struct SummaryAnswer {
  TimePoint from;
  TimePoint to;
  Figures figures;
  std::optional<Figures> previous;
  /// Share of the deals of the span's clicks that is expected to be known by now, in [0, 1], by the
  /// delay that the pipeline leads to expect; none without clicks.
  std::optional<double> completeness;
  std::optional<TimePoint> data_as_of;  ///< what is known of the account's ads reaches to
};
BOOST_DESCRIBE_STRUCT(SummaryAnswer, (), (from, to, figures, previous, completeness, data_as_of))

struct SeriesRequest : SpanRequest {
  std::optional<Granularity> granularity;  ///< day when absent
  std::optional<std::string> campaign;
};
BOOST_DESCRIBE_STRUCT(SeriesRequest, (SpanRequest), (granularity, campaign))

struct SeriesHead {
  TimePoint at;  ///< where the day or hour begins, UTC
  std::optional<double> completeness;
};
BOOST_DESCRIBE_STRUCT(SeriesHead, (), (at, completeness))
struct SeriesLine : SeriesHead, Figures {};
BOOST_DESCRIBE_STRUCT(SeriesLine, (SeriesHead, Figures), ())

enum class Grouping { Platform, Campaign, Adset, Ad };
BOOST_DESCRIBE_ENUM(Grouping, Platform, Campaign, Adset, Ad)

enum class FigureName { Spend, Impressions, Clicks, Ctr, Conversions, PipelineValue, PipelineRoas };
BOOST_DESCRIBE_ENUM(FigureName, Spend, Impressions, Clicks, Ctr, Conversions, PipelineValue,
                    PipelineRoas)

struct BreakdownRequest : SpanRequest {
  Grouping group_by{Grouping::Campaign};
  std::optional<FigureName> metric;  ///< what the rows descend by; spend when absent
};
BOOST_DESCRIBE_STRUCT(BreakdownRequest, (SpanRequest), (group_by, metric))

struct BreakdownHead {
  std::string id;
  std::string name;
  std::optional<double> spend_share;  ///< of all rows; none when nothing was spent
  std::optional<TimePoint> data_as_of;
};
BOOST_DESCRIBE_STRUCT(BreakdownHead, (), (id, name, spend_share, data_as_of))
struct BreakdownLine : BreakdownHead, Figures {};
BOOST_DESCRIBE_STRUCT(BreakdownLine, (BreakdownHead, Figures), ())

struct ShowSummary {
  static constexpr RouteInfo kRoute{.path = "/api/v1/analytics/summary",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What all ads, or those of a campaign, got"};
  CampaignServices services;
  Result<SummaryAnswer> operator()(const Context& context, const SummaryRequest& request) const;
};

struct ListSeries {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/analytics/timeseries",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "What all ads, or those of a campaign, got by day or hour, oldest first"};
  CampaignServices services;
  Result<Collection<SeriesLine>> operator()(const Context& context,
                                            const SeriesRequest& request) const;
};

struct ListBreakdown {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/analytics/breakdown",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "What platforms, campaigns, ad sets or ads got, largest first"};
  CampaignServices services;
  Result<Collection<BreakdownLine>> operator()(const Context& context,
                                               const BreakdownRequest& request) const;
};

}  // namespace gv::api

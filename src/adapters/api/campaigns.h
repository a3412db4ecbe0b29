#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/campaign_routes.h"
#include "adapters/api/change_lines.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/decision_list.h"
#include "adapters/api/figures.h"
#include "adapters/api/route_info.h"

namespace gv::api {

/// Ids are "<platform>:<platform id>". Budgets are what lies with the thing itself, a day.
struct CampaignHead {
  std::string id;
  std::string platform;
  std::string name;
  std::string objective;
  std::string status;  ///< as set: "active", "paused", "archived", "deleted"
  std::optional<Amount> daily_budget;
  std::int64_t adsets{0};
  std::int64_t ads{0};
  std::optional<TimePoint> data_as_of;  ///< what is known of its ads reaches to
};
BOOST_DESCRIBE_STRUCT(CampaignHead, (),
                      (id, platform, name, objective, status, daily_budget, adsets, ads,
                       data_as_of))
struct CampaignLine : CampaignHead, Figures {};
BOOST_DESCRIBE_STRUCT(CampaignLine, (CampaignHead, Figures), ())

struct AdSetHead {
  std::string id;
  std::string campaign_id;
  std::string platform;
  std::string name;
  std::string status;
  std::optional<Amount> daily_budget;
  bool learning{false};  ///< in the platform's learning phase
  std::int64_t ads{0};
  std::optional<TimePoint> data_as_of;
};
BOOST_DESCRIBE_STRUCT(AdSetHead, (),
                      (id, campaign_id, platform, name, status, daily_budget, learning, ads,
                       data_as_of))
struct AdSetLine : AdSetHead, Figures {};
BOOST_DESCRIBE_STRUCT(AdSetLine, (AdSetHead, Figures), ())

struct AdHead {
  std::string id;
  std::string campaign_id;
  std::optional<std::string> adset_id;
  std::string platform;
  std::string name;
  std::string status;
  bool active{false};                        ///< with its ad set and campaign
  std::optional<std::string> review_status;  ///< the platform's effective status
  std::optional<TimePoint> first_delivery_at;
  std::optional<TimePoint> data_as_of;
  /// The newest decision that was more than a preview, and its budgets a day.
  std::optional<std::string> decision_id;
  std::optional<BudgetDecision> decision;
  std::optional<double> confidence;
  std::optional<Amount> current_budget;
  std::optional<Amount> recommended_budget;
};
BOOST_DESCRIBE_STRUCT(AdHead, (),
                      (id, campaign_id, adset_id, platform, name, status, active, review_status,
                       first_delivery_at, data_as_of, decision_id, decision, confidence,
                       current_budget, recommended_budget))
struct AdLine : AdHead, Figures {};
BOOST_DESCRIBE_STRUCT(AdLine, (AdHead, Figures), ())

struct ListCampaignsRequest : SpanRequest {
  std::optional<DeliveryStatus> status;
};
BOOST_DESCRIBE_STRUCT(ListCampaignsRequest, (SpanRequest), (status))

struct ListAdSetsRequest : SpanRequest {
  std::optional<DeliveryStatus> status;
  std::optional<std::string> campaign;
};
BOOST_DESCRIBE_STRUCT(ListAdSetsRequest, (SpanRequest), (status, campaign))

struct ListAdsRequest : SpanRequest {
  std::optional<DeliveryStatus> status;
  std::optional<std::string> campaign;
  std::optional<std::string> adset;
};
BOOST_DESCRIBE_STRUCT(ListAdsRequest, (SpanRequest), (status, campaign, adset))

/// One thing over days that begin in [from, to).
struct OneOfTreeRequest {
  std::string id;
  std::optional<TimePoint> from;
  std::optional<TimePoint> to;
};
BOOST_DESCRIBE_STRUCT(OneOfTreeRequest, (), (id, from, to))

struct ListCampaigns {
  static constexpr RouteInfo kRoute{.path = "/api/v1/campaigns",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Campaigns with what they got, by id"};
  CampaignServices services;
  Result<Collection<CampaignLine>> operator()(const Context& context,
                                              const ListCampaignsRequest& request) const;
};

struct ShowCampaign {
  static constexpr RouteInfo kRoute{.path = "/api/v1/campaigns/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One campaign with what it got"};
  CampaignServices services;
  Result<CampaignLine> operator()(const Context& context, const OneOfTreeRequest& request) const;
};

struct ListAdSets {
  static constexpr RouteInfo kRoute{.path = "/api/v1/adsets",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Ad sets with what they got, by id"};
  CampaignServices services;
  Result<Collection<AdSetLine>> operator()(const Context& context,
                                           const ListAdSetsRequest& request) const;
};

struct ListAds {
  static constexpr RouteInfo kRoute{.path = "/api/v1/ads",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Ads with what they got, by id"};
  CampaignServices services;
  Result<Collection<AdLine>> operator()(const Context& context,
                                        const ListAdsRequest& request) const;
};

struct ShowAd {
  static constexpr RouteInfo kRoute{.path = "/api/v1/ads/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One ad with what it got"};
  CampaignServices services;
  Result<AdLine> operator()(const Context& context, const OneOfTreeRequest& request) const;
};

[[nodiscard]] CampaignLine campaign_line(const app::CampaignNode& node);
[[nodiscard]] AdSetLine adset_line(const app::AdSetNode& node);
[[nodiscard]] AdLine ad_line(const app::AdNode& node);

}  // namespace gv::api

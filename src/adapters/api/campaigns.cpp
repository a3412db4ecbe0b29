#include "adapters/api/campaigns.h"

#include <algorithm>

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/decision_lines.h"
#include "io/json/described.h"

namespace gv::api {
namespace {

std::optional<Amount> amount_if(const std::optional<std::int64_t>& minor) {
  return minor ? std::optional(Amount{*minor}) : std::nullopt;
}

Result<void> go_on(const std::optional<std::string>& cursor, app::TreeFilter& filter) {
  if (!cursor) return {};
  GV_TRY(const auto keys, keys_of(*cursor, 2));
  filter.after_platform = keys[0];
  filter.after_id = keys[1];
  return {};
}

/// What all three lists are asked with.
template <class Request>
Result<app::TreeFilter> list_filter(const Request& request, TimePoint now) {
  GV_TRY(auto filter, tree_filter(request, now));
  GV_TRY(go_on(request.cursor, filter));
  if (request.status) {
    filter.status = json::snake_case(boost::describe::enum_to_string(*request.status, ""));
  }
  return filter;
}

Result<void> choose_campaign(const std::optional<std::string>& campaign, app::TreeFilter& filter) {
  if (!campaign) return {};
  GV_TRY(auto name, platform_name(*campaign, "campaign"));
  filter.platform = std::move(name.platform);
  filter.campaign = std::move(name.id);
  return {};
}

template <class Line, class Node>
Collection<Line> tree_page(const std::vector<Node>& nodes, std::size_t most,
                           Line (*line)(const Node&)) {
  Collection<Line> page;
  const std::size_t shown = std::min(nodes.size(), most);
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back(line(nodes[i]));
  if (nodes.size() > shown) {
    const auto& last = nodes[shown - 1];
    page.next_cursor = cursor_of({last.platform, last.external_id});
  }
  return page;
}

tl::unexpected<Error> none_of_tree(std::string_view what, const std::string& id) {
  return fail(ErrorCode::NotFound, "id", fmt::format("There is no {} \"{}\".", what, id));
}

/// Of one thing of a platform, whatever it is.
Result<app::TreeFilter> one_filter(const OneOfTreeRequest& request, TimePoint now,
                                   const std::string& platform) {
  SpanRequest span;
  span.from = request.from;
  span.to = request.to;
  GV_TRY(auto filter, tree_filter(span, now));
  filter.platform = platform;
  filter.limit = 1;
  return filter;
}

}  // namespace

CampaignLine campaign_line(const app::CampaignNode& node) {
  return {{.id = node.platform + ":" + node.external_id,
           .platform = node.platform,
           .name = node.name,
           .objective = node.objective,
           .status = node.status,
           .daily_budget = amount_if(node.daily_budget_minor),
           .adsets = node.adsets,
           .ads = node.ads,
           .data_as_of = node.data_as_of},
          figures_of(node.sums)};
}

AdSetLine adset_line(const app::AdSetNode& node) {
  return {{.id = node.platform + ":" + node.external_id,
           .campaign_id = node.platform + ":" + node.campaign_id,
           .platform = node.platform,
           .name = node.name,
           .status = node.status,
           .daily_budget = amount_if(node.daily_budget_minor),
           .learning = node.learning,
           .ads = node.ads,
           .data_as_of = node.data_as_of},
          figures_of(node.sums)};
}

AdLine ad_line(const app::AdNode& node) {
  AdLine line{{.id = node.platform + ":" + node.external_id,
               .campaign_id = node.platform + ":" + node.campaign_id,
               .platform = node.platform,
               .name = node.name,
               .status = node.status,
               .active = node.active,
               .review_status = node.review_status,
               .first_delivery_at = node.first_delivery_at,
               .data_as_of = node.data_as_of},
              figures_of(node.sums)};
  if (node.adset_id) line.adset_id = node.platform + ":" + *node.adset_id;
  if (node.verdict) {
    line.decision_id = node.verdict->id;
    line.decision = decision_named(node.verdict->decision);
    line.confidence = node.verdict->confidence;
    line.current_budget = Amount{node.verdict->current_budget_minor};
    line.recommended_budget = Amount{node.verdict->recommended_budget_minor};
  }
  return line;
}

Result<Collection<CampaignLine>> ListCampaigns::operator()(
    const Context& context, const ListCampaignsRequest& request) const {
  GV_TRY(const auto filter, list_filter(request, context.now));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto nodes, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.tree.campaigns(transaction, filter);
  }));
  return tree_page(nodes, request.rows_max(), &campaign_line);
}

Result<CampaignLine> ShowCampaign::operator()(const Context& context,
                                              const OneOfTreeRequest& request) const {
  const auto name = platform_name(request.id, "id");
  if (!name) return none_of_tree("campaign", request.id);
  GV_TRY(auto filter, one_filter(request, context.now, name->platform));
  filter.campaign = name->id;
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto nodes, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.tree.campaigns(transaction, filter);
  }));
  if (nodes.empty()) return none_of_tree("campaign", request.id);
  return campaign_line(nodes[0]);
}

Result<Collection<AdSetLine>> ListAdSets::operator()(const Context& context,
                                                     const ListAdSetsRequest& request) const {
  GV_TRY(auto filter, list_filter(request, context.now));
  GV_TRY(choose_campaign(request.campaign, filter));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto nodes, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.tree.adsets(transaction, filter);
  }));
  return tree_page(nodes, request.rows_max(), &adset_line);
}

Result<Collection<AdLine>> ListAds::operator()(const Context& context,
                                               const ListAdsRequest& request) const {
  GV_TRY(auto filter, list_filter(request, context.now));
  GV_TRY(choose_campaign(request.campaign, filter));
  if (request.adset) {
    GV_TRY(const auto name, platform_name(*request.adset, "adset"));
    if (!filter.platform.empty() && filter.platform != name.platform) return Collection<AdLine>{};
    filter.platform = name.platform;
    filter.adset = name.id;
  }
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto nodes, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.tree.ads(transaction, filter);
  }));
  return tree_page(nodes, request.rows_max(), &ad_line);
}

Result<AdLine> ShowAd::operator()(const Context& context, const OneOfTreeRequest& request) const {
  const auto name = platform_name(request.id, "id");
  if (!name) return none_of_tree("ad", request.id);
  GV_TRY(auto filter, one_filter(request, context.now, name->platform));
  filter.ad = name->id;
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto nodes, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.tree.ads(transaction, filter);
  }));
  if (nodes.empty()) return none_of_tree("ad", request.id);
  return ad_line(nodes[0]);
}

}  // namespace gv::api

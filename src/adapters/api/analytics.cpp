#include "adapters/api/analytics.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "adapters/api/actor.h"
#include "core/belief/delay.h"

namespace gv::api {
namespace {

constexpr int kThingsAtOnce = 500;

/// Share of the deals of clicks of one age that is expected to be known.
class Arrival {
 public:
  Arrival(const app::AccountSettings& settings, TimePoint now)
      : model_(belief::delay_prior(settings.decision.mode, settings.priors.cycle_days_mean)),
        now_(now) {}

  [[nodiscard]] double of(TimePoint from, TimePoint until) const {
    return belief::delay_cdf_mean(model_, days_between(std::min(until, now_), now_),
                                  days_between(std::min(from, now_), now_));
  }

 private:
  belief::DelayModel model_;
  TimePoint now_;
};

std::optional<double> completeness_of(const std::vector<app::SumsAt>& days,
                                      const Arrival& arrival) {
  double known = 0.0;
  double clicks = 0.0;
  for (const auto& day : days) {
    known += static_cast<double>(day.sums.clicks) * arrival.of(day.at, day.at + Days{1});
    clicks += static_cast<double>(day.sums.clicks);
  }
  return clicks > 0.0 ? std::optional(known / clicks) : std::nullopt;
}

Result<void> choose(const std::optional<std::string>& campaign, app::TreeFilter& filter) {
  if (!campaign) return {};
  GV_TRY(auto name, platform_name(*campaign, "campaign"));
  filter.platform = std::move(name.platform);
  filter.campaign = std::move(name.id);
  return {};
}

/// Days or hours with what the ledger booked in them.
Result<std::vector<app::SumsAt>> series_of(app::Transaction& transaction, app::AdTree& tree,
                                           const app::TreeFilter& filter, bool by_hour) {
  GV_TRY(auto series, tree.series(transaction, by_hour ? "hour" : "day", filter));
  GV_TRY(const auto booked, tree.booked(transaction, filter));
  add_booked(series, booked, by_hour);
  return series;
}

app::AdSums sum_of(const std::vector<app::SumsAt>& days) {
  app::AdSums sum;
  for (const auto& day : days) sum += day.sums;
  return sum;
}

struct Group {
  std::string id;
  std::string name;
  app::AdSums sums;
  std::optional<TimePoint> data_as_of;
};

template <class Node>
std::vector<Group> groups_of(const std::vector<Node>& nodes) {
  std::vector<Group> groups;
  for (const auto& node : nodes) {
    groups.push_back(
        {node.platform + ":" + node.external_id, node.name, node.sums, node.data_as_of});
  }
  return groups;
}

std::vector<Group> platforms_of(const std::vector<app::CampaignNode>& campaigns) {
  std::map<std::string, Group> platforms;
  for (const auto& campaign : campaigns) {
    auto& group = platforms[campaign.platform];
    group.id = group.name = campaign.platform;
    group.sums += campaign.sums;
    group.data_as_of = std::max(group.data_as_of, campaign.data_as_of);
  }
  std::vector<Group> groups;
  for (auto& [platform, group] : platforms) groups.push_back(std::move(group));
  return groups;
}

/// Every thing of the span, read in pages: one statement for all of them takes longer than its rows
/// are worth.
template <class Node>
Result<std::vector<Node>> all_of(
    app::Transaction& transaction, app::AdTree& tree, app::TreeFilter filter,
    Result<std::vector<Node>> (app::AdTree::*list)(app::Transaction&, const app::TreeFilter&)) {
  filter.limit = kThingsAtOnce;
  std::vector<Node> all;
  for (;;) {
    GV_TRY(auto page, (tree.*list)(transaction, filter));
    const bool last = page.size() < static_cast<std::size_t>(filter.limit);
    std::move(page.begin(), page.end(), std::back_inserter(all));
    if (last) return all;
    filter.after_platform = all.back().platform;
    filter.after_id = all.back().external_id;
  }
}

Result<std::vector<Group>> grouped(app::Transaction& transaction, app::AdTree& tree,
                                   Grouping grouping, const app::TreeFilter& filter) {
  if (grouping == Grouping::Adset) {
    GV_TRY(const auto adsets, all_of(transaction, tree, filter, &app::AdTree::adsets));
    return groups_of(adsets);
  }
  if (grouping == Grouping::Ad) {
    GV_TRY(const auto ads, all_of(transaction, tree, filter, &app::AdTree::ads));
    return groups_of(ads);
  }
  GV_TRY(const auto campaigns, all_of(transaction, tree, filter, &app::AdTree::campaigns));
  return grouping == Grouping::Platform ? platforms_of(campaigns) : groups_of(campaigns);
}

double figure_of(const Figures& figures, FigureName name) {
  switch (name) {
    case FigureName::Spend:
      return static_cast<double>(figures.spend.minor);
    case FigureName::Impressions:
      return static_cast<double>(figures.impressions);
    case FigureName::Clicks:
      return static_cast<double>(figures.clicks);
    case FigureName::Ctr:
      return figures.ctr.value_or(-1.0);
    case FigureName::Conversions:
      return figures.conversions;
    case FigureName::PipelineValue:
      return static_cast<double>(figures.pipeline_value.minor);
    case FigureName::PipelineRoas:
      break;
  }
  return figures.pipeline_roas.value_or(-1.0);
}

std::vector<BreakdownLine> breakdown_lines(const std::vector<Group>& groups, FigureName metric) {
  std::int64_t spent = 0;
  for (const auto& group : groups) spent += group.sums.spend_minor;
  std::vector<BreakdownLine> lines;
  for (const auto& group : groups) {
    BreakdownLine line{{.id = group.id, .name = group.name, .data_as_of = group.data_as_of},
                       figures_of(group.sums)};
    if (spent > 0) {
      line.spend_share = static_cast<double>(group.sums.spend_minor) / static_cast<double>(spent);
    }
    lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [metric](const BreakdownLine& a, const BreakdownLine& b) {
                     return figure_of(a, metric) > figure_of(b, metric);
                   });
  return lines;
}

}  // namespace

Result<SummaryAnswer> ShowSummary::operator()(const Context& context,
                                              const SummaryRequest& request) const {
  SpanRequest span;
  span.from = request.from;
  span.to = request.to;
  GV_TRY(auto filter, tree_filter(span, context.now));
  GV_TRY(choose(request.campaign, filter));
  GV_TRY(const auto settings, services.settings.settings(context.account));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  SummaryAnswer answer{.from = filter.from, .to = filter.until};
  GV_TRY(services.store.read(scope, [&](app::Transaction& transaction) -> Result<void> {
    GV_TRY(const auto days, series_of(transaction, services.tree, filter, false));
    answer.figures = figures_of(sum_of(days));
    answer.completeness = completeness_of(days, Arrival(*settings, context.now));
    GV_TRY(answer.data_as_of, services.tree.known_until(transaction));
    if (!request.compare) return {};
    app::TreeFilter before = filter;
    before.until = filter.from;
    before.from = filter.from - (filter.until - filter.from);
    GV_TRY(const auto earlier, series_of(transaction, services.tree, before, false));
    answer.previous = figures_of(sum_of(earlier));
    return {};
  }));
  return answer;
}

Result<Collection<SeriesLine>> ListSeries::operator()(const Context& context,
                                                      const SeriesRequest& request) const {
  GV_TRY(auto filter, tree_filter(request, context.now));
  GV_TRY(choose(request.campaign, filter));
  GV_TRY(const auto settings, services.settings.settings(context.account));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  const bool by_hour = request.granularity == Granularity::Hour;
  GV_TRY(const auto series, services.store.read(scope, [&](app::Transaction& transaction) {
    return series_of(transaction, services.tree, filter, by_hour);
  }));
  const Arrival arrival(*settings, context.now);
  std::vector<SeriesLine> lines;
  for (const auto& [at, sums] : series) {
    SeriesLine line{{.at = at}, figures_of(sums)};
    if (sums.clicks > 0) {
      line.completeness = arrival.of(at, at + (by_hour ? Millis(Hours{1}) : Millis(Days{1})));
    }
    lines.push_back(std::move(line));
  }
  return page_of(std::move(lines), request,
                 [](const SeriesLine& line) { return format_time(line.at); });
}

Result<Collection<BreakdownLine>> ListBreakdown::operator()(const Context& context,
                                                            const BreakdownRequest& request) const {
  GV_TRY(const auto filter, tree_filter(request, context.now));
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto groups, services.store.read(scope, [&](app::Transaction& transaction) {
    return grouped(transaction, services.tree, request.group_by, filter);
  }));
  return page_of(breakdown_lines(groups, request.metric.value_or(FigureName::Spend)), request,
                 [](const BreakdownLine& line) { return line.id; });
}

}  // namespace gv::api

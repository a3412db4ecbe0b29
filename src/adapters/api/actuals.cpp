#include "adapters/api/actuals.h"

#include <chrono>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/endpoint.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

constexpr std::int64_t kActualsDays = 7;
constexpr std::int64_t kActualsDaysMax = 90;
constexpr std::int64_t kActualsAgeHours = 24;
constexpr std::int64_t kActualsAgeDays = 30;
constexpr std::size_t kActualsPairsMax = 500;

std::optional<double> ratio_of(double over, double under) {
  return under > 0.0 ? std::optional(over / under) : std::nullopt;
}

ActualsMetrics metrics_of(const app::ActualsSum& sum) {
  ActualsMetrics metrics{
      .ctr = ratio_of(static_cast<double>(sum.clicks), static_cast<double>(sum.impressions)),
      .roas = {},
      .impressions = sum.impressions,
      .clicks = sum.clicks,
      .conversions = sum.conversions,
      .spend = {sum.spend_minor},
      .revenue = {}};
  if (sum.revenue_minor) {
    metrics.revenue = Amount{*sum.revenue_minor};
    metrics.roas =
        ratio_of(static_cast<double>(*sum.revenue_minor), static_cast<double>(sum.spend_minor));
  }
  return metrics;
}

ActualsAnswer actuals_answer(const app::AdActuals& ad, std::optional<std::string> video) {
  return {.ad_id = ad.ad_id,
          .video_id = std::move(video),
          .status = ad.sum.days > 0 ? ActualsStatus::Success : ActualsStatus::NoData,
          .metrics = metrics_of(ad.sum),
          .fetched_at = ad.sum.fetched_at};
}

/// How many of each status, and all of it together.
std::pair<ActualsSummary, ActualsMetrics> summed_up(const std::vector<app::AdActuals>& ads) {
  ActualsSummary summary{.total = static_cast<std::int64_t>(ads.size())};
  app::ActualsSum sum;
  for (const auto& ad : ads) {
    ad.sum.days > 0 ? ++summary.success : ++summary.no_data;
    sum += ad.sum;
  }
  return {summary, metrics_of(sum)};
}

void check_days(const std::optional<std::int64_t>& days, Binder& binder) {
  if (days && (*days < 1 || *days > kActualsDaysMax)) {
    binder.complain_at("days_back", fmt::format("must lie in [1, {}]", kActualsDaysMax));
  }
}

bool has_ended(const app::JobView& job) {
  return job.state == app::JobState::Completed || job.state == app::JobState::Failed ||
         job.state == app::JobState::Cancelled;
}

/// What a look wrote down at its end.
std::int64_t told_of(const app::JobView& job, std::string_view name) {
  const auto output = json::parse(job.output.value_or("{}"), "output");
  if (!output || !output->is_object()) return 0;
  const auto* number = output->get_object().if_contains(name);
  return number != nullptr && number->is_int64() ? number->get_int64() : 0;
}

LookLine look_line(const app::JobView& job) {
  LookLine line{.job_id = job.id,
                .state = std::string(app::to_text(job.state)),
                .started_at = job.started_at,
                .completed_at = job.completed_at,
                .duration_seconds = {},
                .rows = told_of(job, "rows"),
                .restated = told_of(job, "restated")};
  if (job.started_at && job.completed_at) {
    const std::chrono::duration<double> took = *job.completed_at - *job.started_at;
    line.duration_seconds = took.count();
  }
  return line;
}

}  // namespace

void check(const ActualsFetchRequest& request, Binder& binder) {
  check_days(request.days_back, binder);
}

void check(const ActualsBatchRequest& request, Binder& binder) {
  check_days(request.days_back, binder);
  if (request.ad_video_pairs.empty() || request.ad_video_pairs.size() > kActualsPairsMax) {
    binder.complain_at("ad_video_pairs", fmt::format("must hold 1 to {} ads", kActualsPairsMax));
  }
}

void check(const ActualsSyncRequest& request, Binder& binder) {
  const auto hours = request.min_age_hours.value_or(kActualsAgeHours);
  const auto days = request.max_age_days.value_or(kActualsAgeDays);
  if (hours < 0 || hours > kActualsDaysMax * 24) {
    binder.complain_at("min_age_hours", fmt::format("must lie in [0, {}]", kActualsDaysMax * 24));
  }
  if (days < 1 || days > kActualsDaysMax) {
    binder.complain_at("max_age_days", fmt::format("must lie in [1, {}]", kActualsDaysMax));
  }
}

Result<ActualsAnswer> FetchActuals::operator()(const Context& context,
                                               const ActualsFetchRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  const auto days = static_cast<int>(request.days_back.value_or(kActualsDays));
  GV_TRY(const auto ads, desk.of_ads(scope, {&request.ad_id, 1}, days));
  return actuals_answer(ads.front(), request.video_id);
}

http::Problem FetchActuals::problem(const Error& error) {
  auto problem = problem_of(error);
  if (error.code == ErrorCode::Conflict && error.where == "platform") {
    problem.code = "platform_not_connected";
  }
  return problem;
}

Result<ActualsBatchAnswer> FetchActualsBatch::operator()(const Context& context,
                                                         const ActualsBatchRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  std::vector<std::string> ids;
  for (const auto& pair : request.ad_video_pairs) ids.push_back(pair.ad_id);
  const auto days = static_cast<int>(request.days_back.value_or(kActualsDays));
  GV_TRY(const auto ads, desk.of_ads(scope, ids, days));
  ActualsBatchAnswer answer{.results = {}, .summary = {}, .metrics = {}, .timestamp = context.now};
  for (std::size_t i = 0; i < ads.size(); ++i) {
    answer.results.push_back(actuals_answer(ads[i], request.ad_video_pairs[i].video_id));
  }
  std::tie(answer.summary, answer.metrics) = summed_up(ads);
  return answer;
}

Result<ActualsSyncAnswer> SyncActuals::operator()(const Context& context,
                                                  const ActualsSyncRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  const auto began = std::chrono::steady_clock::now();
  GV_TRY(auto all,
         desk.sync(scope, Hours{request.min_age_hours.value_or(kActualsAgeHours)},
                   Days{static_cast<int>(request.max_age_days.value_or(kActualsAgeDays))}));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  ActualsSyncAnswer answer{.summary = {},
                           .metrics = {},
                           .job_id = std::move(all.job_id),
                           .duration_seconds = took.count(),
                           .timestamp = context.now};
  std::tie(answer.summary, answer.metrics) = summed_up(all.ads);
  return answer;
}

Result<ActualsStats> ShowActualsStats::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto looks, desk.looks(scope));
  ActualsStats stats;
  for (const auto& job : looks) {
    if (!has_ended(job)) continue;
    const auto line = look_line(job);
    if (job.state == app::JobState::Completed) ++stats.completed;
    if (job.state == app::JobState::Failed) ++stats.failed;
    stats.rows += line.rows;
    stats.restated += line.restated;
    if (!stats.last || stats.last->completed_at < line.completed_at) stats.last = line;
  }
  return stats;
}

Result<ActualsScheduler> ShowActualsScheduler::operator()(const Context& context,
                                                          const Nothing&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto looks, desk.looks(scope));
  GV_TRY(const auto sources, desk.connections(scope));
  ActualsScheduler answer;
  for (const auto& job : looks) {
    if (has_ended(job)) continue;
    answer.looking = answer.looking || job.state == app::JobState::Active;
    if (job.state == app::JobState::Active) continue;
    if (!answer.next_at || job.start_after < *answer.next_at) answer.next_at = job.start_after;
  }
  for (const auto& source : sources) {
    answer.sources.push_back(
        {source.provider, source.external_id, source.status, source.last_ok_at, source.last_error});
  }
  return answer;
}

void add_actuals_routes(Api& api, app::ActualsDesk& desk) {
  add(api, FetchActuals{desk});
  add(api, FetchActualsBatch{desk});
  add(api, SyncActuals{desk});
  add(api, ShowActualsStats{desk});
  add(api, ShowActualsScheduler{desk});
}

}  // namespace gv::api

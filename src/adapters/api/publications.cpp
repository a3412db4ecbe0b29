#include "adapters/api/publications.h"

#include <algorithm>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/keyed_calls.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

static_assert(static_cast<int>(PublishObjective::Sales) == static_cast<int>(app::Objective::Sales));
static_assert(static_cast<int>(PublicationStatus::Failed) ==
              static_cast<int>(app::PublicationState::Failed));

constexpr std::size_t kCampaignNameMax = 200;
constexpr std::size_t kCountriesMax = 25;
constexpr std::int64_t kAgeLeast = 13;
constexpr std::int64_t kAgeMost = 65;

std::string platform_name(PublishPlatform platform) {
  switch (platform) {
    case PublishPlatform::Meta:
      return "meta";
    case PublishPlatform::Google:
      return "google";
    case PublishPlatform::Tiktok:
      break;
  }
  return "tiktok";
}

void check_targeting(const TargetingBody& targeting, Binder& binder) {
  const auto is_country = [](const std::string& code) {
    return code.size() == 2 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  const auto& countries = targeting.countries;
  if (countries.empty() || countries.size() > kCountriesMax ||
      !std::all_of(countries.begin(), countries.end(), is_country)) {
    binder.complain_at("targeting", "must name 1 to 25 countries by two capital letters, like AE");
  }
  const auto youngest = targeting.age_min.value_or(app::Audience{}.age_min);
  const auto oldest = targeting.age_max.value_or(app::Audience{}.age_max);
  if (youngest < kAgeLeast || oldest > kAgeMost || youngest > oldest) {
    binder.complain_at("targeting", "must have 13 <= age_min <= age_max <= 65");
  }
}

app::PublicationDraft draft_of(const PublishBody& body) {
  app::PublicationDraft draft{.creative_id = body.creative_id,
                              .name = body.name,
                              .objective = static_cast<app::Objective>(body.objective),
                              .daily_budget_minor = body.budget.minor,
                              .audience = {.countries = body.targeting.countries},
                              .activate = body.activate.value_or(true),
                              .dry_run = body.dry_run.value_or(false)};
  auto& audience = draft.audience;
  if (body.targeting.age_min) audience.age_min = static_cast<int>(*body.targeting.age_min);
  if (body.targeting.age_max) audience.age_max = static_cast<int>(*body.targeting.age_max);
  return draft;
}

PublishStep step_of(const app::AdChange& change) {
  PublishStep step{.change_id = change.id,
                   .step = app::step_name(change),
                   .status = static_cast<ChangeStatus>(change.state)};
  if (change.outcome) step.outcome = execute::to_text(*change.outcome);
  if (app::change_that_makes(change.entity.id).empty()) step.external_id = change.entity.id;
  if (change.trouble) step.error = change.trouble->message;
  return step;
}

PublicationLine publication_line(const app::ShownPublication& shown) {
  const auto& publication = shown.publication;
  PublicationLine line{.job_id = publication.id,
                       .creative_id = publication.creative_id,
                       .platform = publication.platform,
                       .name = publication.name,
                       .budget = {publication.daily_budget_minor},
                       .status = static_cast<PublicationStatus>(shown.state()),
                       .created_by = publication.created_by,
                       .created_at = publication.created_at};
  for (const auto& step : shown.steps) line.steps.push_back(step_of(step));
  return line;
}

Result<std::vector<PublicationLine>> published(const PublishServices& services,
                                               const Context& context,
                                               const std::vector<PublishPlatform>& platforms,
                                               const PublishBody& body) {
  GV_TRY(const auto scope, scope_of(context, app::Scope::Publish));
  std::vector<std::string> names;
  for (const auto platform : platforms) names.push_back(platform_name(platform));
  GV_TRY(const auto shown, services.desk.publish(scope, names, draft_of(body),
                                                 idempotency_key(context.http), actor_of(context)));
  std::vector<PublicationLine> lines;
  for (const auto& one : shown) lines.push_back(publication_line(one));
  return lines;
}

}  // namespace

void check(const PublishBody& body, Binder& binder) {
  if (!is_uuid(body.creative_id)) {
    binder.complain_at("creative_id", "must be the id of a creative");
  }
  if (body.name.empty() || body.name.size() > kCampaignNameMax) {
    binder.complain_at("name", "must have 1 to 200 bytes");
  }
  if (body.budget.minor <= 0) binder.complain_at("budget", "must be above 0 a day");
  check_targeting(body.targeting, binder);
}

void check(const PublishManyBody& body, Binder& binder) {
  auto platforms = body.platforms;
  std::sort(platforms.begin(), platforms.end());
  const bool twice = std::adjacent_find(platforms.begin(), platforms.end()) != platforms.end();
  if (platforms.empty() || twice) {
    binder.complain_at("platforms", "must name at least one platform, and none of them twice");
  }
}

Result<Accepted<PublicationLine>> PublishToOne::operator()(const Context& context,
                                                           const PublishToOneBody& body) const {
  GV_TRY(auto lines, published(services, context, {body.platform}, body));
  auto location = "/api/v1/publish/status/" + lines.front().job_id;
  return Accepted<PublicationLine>{std::move(lines.front()), std::move(location)};
}

Result<Accepted<PublishedToMany>> PublishToMany::operator()(const Context& context,
                                                            const PublishManyBody& body) const {
  auto lines = published(services, context, body.platforms, body);
  if (!lines) {
    auto error = std::move(lines).error();
    if (error.where == "platform") error.where = "platforms";
    return tl::unexpected(std::move(error));
  }
  return Accepted<PublishedToMany>{{*std::move(lines)}, "/api/v1/publish/jobs"};
}

Result<PublicationLine> ShowPublication::operator()(const Context& context,
                                                    const PublicationRequest& request) const {
  if (!is_uuid(request.job_id)) {
    return fail(ErrorCode::NotFound, "job_id",
                "There is no publication \"" + request.job_id + "\".");
  }
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto shown, services.desk.find(scope, request.job_id));
  return publication_line(shown);
}

Result<Collection<PublicationLine>> ListPublications::operator()(const Context& context,
                                                                 const PageRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  std::optional<app::PublicationCursor> before;
  if (from) before = app::PublicationCursor{from->at, from->id};
  GV_TRY(const auto rows,
         services.desk.list(scope, before, static_cast<int>(request.rows_max()) + 1));
  Collection<PublicationLine> page;
  for (const auto& row : rows) {
    if (page.items.size() == request.rows_max()) {
      page.next_cursor = row_cursor_of({page.items.back().created_at, page.items.back().job_id});
      break;
    }
    page.items.push_back(publication_line(row));
  }
  return page;
}

}  // namespace gv::api

#include "app/publish/publication_plan.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gv::app {
namespace {

/// Writes down one step after the other.
class Plan {
 public:
  Plan(const AccountId& account, const Publication& publication, bool dry_run)
      : account_(account), publication_(publication), dry_run_(dry_run) {}

  /// The id of the change that makes it.
  std::string make(EntityLevel level, NewEntity made) {
    auto request = step(level, execute::to_text(level));
    request.type = ChangeType::Create;
    // What an ad shows is known by the change that made it, so that has to be among those before.
    if (!made.creative_change.empty()) request.waits_for.push_back(shown_step_);
    request.requested = std::move(made);
    if (level == EntityLevel::Video || level == EntityLevel::Creative) shown_step_ = steps.size();
    add(std::move(request));
    return made_by(level);
  }

  void activate(EntityLevel level) {
    auto request = step(level, fmt::format("activate_{}", execute::to_text(level)));
    request.type = ChangeType::Status;
    request.entity.id = id_until_made(made_by(level));
    request.current = EntityStatus::Paused;
    request.requested = EntityStatus::Active;
    add(std::move(request));
  }

  std::vector<ChangeRequest> steps;

 private:
  [[nodiscard]] std::string key(std::string_view step) const {
    return fmt::format("publish|{}|{}", publication_.id, step);
  }
  [[nodiscard]] std::string made_by(EntityLevel level) const {
    return change_id(account_, key(execute::to_text(level)));
  }
  [[nodiscard]] ChangeRequest step(EntityLevel level, std::string_view name) const {
    return {.platform = publication_.platform,
            .entity = {level, ""},
            .source = "publish",
            .reason = fmt::format("Publishes \"{}\".", publication_.name),
            .key = key(name),
            .dry_run = dry_run_,
            .plan_id = publication_.id};
  }
  void add(ChangeRequest request) {
    if (!steps.empty()) request.waits_for.push_back(steps.size() - 1);
    steps.push_back(std::move(request));
  }

  const AccountId& account_;
  const Publication& publication_;
  const bool dry_run_;
  std::size_t shown_step_{0};  ///< the one that makes what the ad shows
};

std::optional<std::int64_t> budget_if(bool here, const PublicationDraft& draft) {
  return here ? std::optional(draft.daily_budget_minor) : std::nullopt;
}

int place_of(const AdChange& step) {
  switch (step.entity.level) {
    case EntityLevel::Video:
      return 0;
    case EntityLevel::Creative:
      return 1;
    case EntityLevel::Campaign:
      return step.type == ChangeType::Create ? 2 : 7;
    case EntityLevel::AdSet:
      return step.type == ChangeType::Create ? 3 : 6;
    case EntityLevel::Ad:
      break;
  }
  return step.type == ChangeType::Create ? 4 : 5;
}

}  // namespace

std::vector<ChangeRequest> plan_publication(const AccountId& account,
                                            const Publication& publication,
                                            const Creative& creative, const PublicationDraft& draft,
                                            const PublicationForm& form) {
  Plan plan(account, publication, draft.dry_run);
  std::string shown;  // the change that makes it; empty: the platform has it
  if (form.uploads_video) {
    shown = plan.make(EntityLevel::Video, {.name = creative.name, .asset_id = creative.asset_id});
  }
  if (form.creative) {
    shown = plan.make(EntityLevel::Creative,
                      {.name = creative.name, .parent_change = shown, .fields = *form.creative});
  }
  const auto campaign = plan.make(EntityLevel::Campaign,
                                  {.name = draft.name,
                                   .daily_budget_minor = budget_if(form.campaign_has_budget, draft),
                                   .fields = form.campaign});
  const auto adset = plan.make(EntityLevel::AdSet,
                               {.name = draft.name,
                                .parent_change = campaign,
                                .daily_budget_minor = budget_if(!form.campaign_has_budget, draft),
                                .fields = form.adset});
  plan.make(EntityLevel::Ad, {.name = creative.name,
                              .parent_change = adset,
                              .creative_change = shown,
                              .fields = form.ad,
                              .our_creative = creative.id});
  if (!draft.activate) return std::move(plan.steps);
  for (const auto level : {EntityLevel::Ad, EntityLevel::AdSet, EntityLevel::Campaign}) {
    plan.activate(level);
  }
  return std::move(plan.steps);
}

PublicationState publication_state(std::span<const AdChange> steps) {
  const auto any = [&](auto is) { return std::any_of(steps.begin(), steps.end(), is); };
  if (any([](const AdChange& step) {
        return execute::is_end(step.state) && step.state != ChangeState::Completed;
      })) {
    return PublicationState::Failed;
  }
  if (any([](const AdChange& step) { return step.state == ChangeState::AwaitingApproval; })) {
    return PublicationState::AwaitingApproval;
  }
  const bool done = !steps.empty() && std::all_of(steps.begin(), steps.end(), [](const auto& step) {
    return step.state == ChangeState::Completed;
  });
  return done ? PublicationState::Completed : PublicationState::Running;
}

std::string step_name(const AdChange& step) {
  if (step.entity.level == EntityLevel::Video) return "upload_video";
  return fmt::format("{}_{}", step.type == ChangeType::Create ? "create" : "activate",
                     execute::to_text(step.entity.level));
}

void sort_steps(std::vector<AdChange>& steps) {
  std::stable_sort(steps.begin(), steps.end(),
                   [](const AdChange& a, const AdChange& b) { return place_of(a) < place_of(b); });
}

}  // namespace gv::app

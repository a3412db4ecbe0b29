#include "app/publish/publication_plan.h"

#include <gtest/gtest.h>

#include "app/ports/execution_settings.h"

namespace gv::app {
namespace {

const AccountId kGym("gym");
const Publication kSummer{.id = "0190a000-0000-7000-8000-0000000000d1",
                          .creative_id = "0190a000-0000-7000-8000-0000000000e2",
                          .platform = "meta",
                          .name = "Summer 1"};
const Creative kClip{.id = "0190a000-0000-7000-8000-0000000000e2",
                     .asset_id = "0190a000-0000-7000-8000-0000000000a1",
                     .name = "Clip"};
const PublicationForm kForm{
    .creative = R"({"c":1})", .campaign = R"({"p":1})", .adset = R"({"s":1})"};

/// As they go into the queue.
std::vector<AdChange> planned(PublicationDraft draft, const PublicationForm& form = kForm) {
  draft.name = kSummer.name;
  std::vector<AdChange> changes;
  for (const auto& request : plan_publication(kGym, kSummer, kClip, draft, form)) {
    auto change = change_of(request, kGym, ExecutionSettings{}, Actor{}, TimePoint{}, "changes");
    EXPECT_TRUE(change) << change.error();
    for (const auto before : request.waits_for) change->depends_on.push_back(changes[before].id);
    changes.push_back(*std::move(change));
  }
  return changes;
}

TEST(PublicationPlan, EverythingIsMadeBeforeAnythingIsActivated) {
  std::string names;
  for (const auto& step : planned({})) names += step_name(step) + " ";
  EXPECT_EQ(names,
            "upload_video create_creative create_campaign create_adset create_ad activate_ad "
            "activate_adset activate_campaign ");
  EXPECT_EQ(planned({.activate = false}).size(), 5u);
}

TEST(PublicationPlan, EachStepWaitsForTheOneBefore) {
  const auto steps = planned({});
  EXPECT_TRUE(steps.front().depends_on.empty());
  for (std::size_t i = 1; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].depends_on.back(), steps[i - 1].id) << i;
    EXPECT_EQ(steps[i].plan_id, kSummer.id);
  }
}

TEST(PublicationPlan, ThingsAreMadeOfWhatWasMadeBefore) {
  const auto steps = planned({.daily_budget_minor = 50'00});
  const auto made = [&](std::size_t i) { return std::get<NewEntity>(steps[i].requested); };
  EXPECT_EQ(made(0).asset_id, kClip.asset_id);
  EXPECT_EQ(made(1).parent_change, steps[0].id);
  EXPECT_EQ(made(1).fields, *kForm.creative);
  EXPECT_EQ(made(2).fields, kForm.campaign);
  EXPECT_EQ(made(3).parent_change, steps[2].id);
  EXPECT_EQ(made(3).daily_budget_minor, 50'00);
  EXPECT_EQ(made(4).parent_change, steps[3].id);
  EXPECT_EQ(made(4).creative_change, steps[1].id);
  EXPECT_EQ(steps[4].depends_on, (std::vector{steps[1].id, steps[3].id}));
  EXPECT_EQ(made(4).our_creative, kClip.id);
  EXPECT_EQ(steps[5].entity.id, steps[4].entity.id);
  EXPECT_EQ(steps[7].entity.id, steps[2].entity.id);
  EXPECT_EQ(steps[7].requested, ChangeValue(EntityStatus::Active));
}

TEST(PublicationPlan, WhereCreativesArePartsOfAdsAnAdShowsTheVideo) {
  const auto steps = planned({}, {.ad = R"({"a":1})"});
  ASSERT_EQ(steps.size(), 7u);
  const auto& ad = std::get<NewEntity>(steps[3].requested);
  EXPECT_EQ(ad.creative_change, steps[0].id);
  EXPECT_EQ(ad.fields, R"({"a":1})");
  EXPECT_EQ(steps[3].depends_on, (std::vector{steps[0].id, steps[2].id}));
}

TEST(PublicationPlan, APlatformThatHasTheVideoIsSentNone) {
  const auto steps =
      planned({.daily_budget_minor = 50'00}, {.uploads_video = false, .campaign_has_budget = true});
  ASSERT_EQ(steps.size(), 6u);
  EXPECT_EQ(step_name(steps.front()), "create_campaign");
  EXPECT_EQ(std::get<NewEntity>(steps[0].requested).daily_budget_minor, 50'00);
  EXPECT_FALSE(std::get<NewEntity>(steps[1].requested).daily_budget_minor);
  EXPECT_EQ(steps[2].depends_on, (std::vector{steps[1].id}));
}

TEST(PublicationPlan, PlanningItAgainAsksForTheSameChanges) {
  const auto once = planned({});
  const auto again = planned({});
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(once[i].id, again[i].id);
}

TEST(PublicationPlan, ItsStateIsThatOfItsSteps) {
  auto steps = planned({});  // mode approve
  EXPECT_EQ(publication_state(steps), PublicationState::AwaitingApproval);
  for (auto& step : steps) step.state = ChangeState::Pending;
  EXPECT_EQ(publication_state(steps), PublicationState::Running);
  steps[3].state = ChangeState::DeadLetter;
  EXPECT_EQ(publication_state(steps), PublicationState::Failed);
  for (auto& step : steps) step.state = ChangeState::Completed;
  EXPECT_EQ(publication_state(steps), PublicationState::Completed);
  EXPECT_EQ(publication_state({}), PublicationState::Running);
}

TEST(PublicationPlan, StepsAreShownInTheirOrder) {
  auto steps = planned({});
  std::reverse(steps.begin(), steps.end());
  sort_steps(steps);
  EXPECT_EQ(step_name(steps.front()), "upload_video");
  EXPECT_EQ(step_name(steps.back()), "activate_campaign");
}

}  // namespace
}  // namespace gv::app

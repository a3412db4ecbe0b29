// A publication makes one thing of each kind, paused, and then activates them, wherever the process
// dies.
#include "contract/executor_bench.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/store/ad_tree.h"
#include "adapters/store/assets.h"
#include "adapters/store/connections.h"
#include "adapters/store/creatives.h"
#include "adapters/store/publications.h"
#include "app/execute/upload_videos.h"
#include "app/publish/creative_desk.h"
#include "app/publish/publish_desk.h"

namespace gv::contract {
namespace {

using app::ChangeOutcome;
using app::ChangeState;
using app::EntityLevel;
using app::EntityStatus;
using app::PlatformFault;
using app::ProcessDied;
using app::Transaction;
using namespace std::chrono_literals;

class ThreeBytes final : public app::VideoFiles {
 public:
  Result<app::VideoBytes> open(const app::AccountScope&, std::string_view) override {
    return app::VideoBytes{
        .size = 3, .read = [](std::int64_t, std::int64_t) { return Result<std::string>("abc"); }};
  }
};

/// Of a platform that has creatives of their own and asks for nothing.
class EmptyForms final : public app::PublicationForms {
 public:
  [[nodiscard]] std::string_view platform() const override { return "meta"; }
  [[nodiscard]] Result<app::PublicationForm> form(const app::Creative&,
                                                  const app::PublicationDraft&,
                                                  const app::Connection&, Currency) const override {
    return app::PublicationForm{.creative = "{}"};
  }
};

class PublishContract : public ExecutorContract {
 protected:
  PublishContract() {
    PublishContract::restart();
    const app::Asset asset{.id = new_id(),
                           .original_name = "clip.mp4",
                           .size_bytes = 3,
                           .sha256 = std::string(64, 'a'),
                           .storage_key = "alpha/objects/aa/aa/a",
                           .facts = {.kind = "video", .mime = "video/mp4"}};
    creative_ = {.id = new_id(),
                 .asset_id = asset.id,
                 .name = "Clip",
                 .message = "m",
                 .headline = "h",
                 .link = "https://gym.example",
                 .call_to_action = "SIGN_UP",
                 .status = app::CreativeStatus::Approved,
                 .created_by = "user:u1"};
    const auto added = store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      GV_TRY(assets_.add(t, asset));
      GV_TRY(creatives_.add(t, creative_));
      return connections_.put(t, {.provider = "meta", .external_id = "1"});
    });
    EXPECT_TRUE(added) << added.error();
  }

  void restart() override {
    ExecutorContract::restart();
    uploads_ = std::make_unique<app::UploadVideos>(ports(), platforms_, videos_,
                                                   fmt::format("uploader:{}", ++uploaders_));
    publish_ = std::make_unique<app::PublishDesk>(
        ports(), *desk_,
        app::PublishPorts{publications_, creatives_, assets_, connections_, {&forms_}});
  }
  std::vector<app::JobHandler*> handlers() override {
    auto all = ExecutorContract::handlers();
    all.push_back(uploads_.get());
    return all;
  }

  app::PublicationDraft draft() const {
    return {.creative_id = creative_.id,
            .name = "Summer",
            .daily_budget_minor = 50'00,
            .audience = {.countries = {"AE"}}};
  }
  Result<app::ShownPublication> publish(const app::PublicationDraft& draft,
                                        std::string_view key = "k") {
    return publish_on("meta", draft, key);
  }
  Result<app::ShownPublication> publish_on(const std::string& platform,
                                           const app::PublicationDraft& draft,
                                           std::string_view key = "k") {
    GV_TRY(auto shown, publish_->publish(alpha_, {&platform, 1}, draft, key, someone_));
    return std::move(shown.at(0));
  }
  /// With every step approved.
  std::string begin(std::string_view key = "k") {
    const auto shown = publish(draft(), key);
    EXPECT_TRUE(shown) << shown.error();
    if (!shown) return {};
    for (const auto& step : shown->steps) approve(step.id);
    return shown->publication.id;
  }
  void approve(const std::string& id) {
    const auto done = desk_->approve(alpha_, id, someone_);
    EXPECT_TRUE(done) << done.error();
  }
  app::ShownPublication shown(const std::string& id) { return *publish_->find(alpha_, id); }
  void run_through(Millis span) {
    const TimePoint until = clock_.now() + span;
    while (clock_.now() < until) {
      try {
        run_for(until - clock_.now());
      } catch (const ProcessDied&) {
        restart();
      }
    }
  }
  /// How many things of a level a publication's name or clip has on the platform.
  std::size_t made(EntityLevel level) {
    std::size_t count = 0;
    for (const auto& entity : platform_->all()) {
      const bool ours = entity.name.find("gv:") != std::string::npos;
      count += ours && entity.ref.level == level ? 1 : 0;
    }
    return count;
  }
  void expect_one_of_each(std::size_t publications) {
    for (const auto level : {EntityLevel::Video, EntityLevel::Creative, EntityLevel::Campaign,
                             EntityLevel::AdSet, EntityLevel::Ad}) {
      EXPECT_EQ(made(level), publications) << execute::to_text(level);
    }
  }
  const app::AdChange& step(const app::ShownPublication& of, std::string_view name) {
    return *std::find_if(of.steps.begin(), of.steps.end(),
                         [&](const auto& one) { return app::step_name(one) == name; });
  }

  store::Assets assets_{};
  store::Creatives creatives_{};
  store::Publications publications_{};
  store::Connections connections_{};
  app::Creative creative_;
  ThreeBytes videos_{};
  EmptyForms forms_{};
  std::unique_ptr<app::UploadVideos> uploads_;
  std::unique_ptr<app::PublishDesk> publish_;

 private:
  int uploaders_{0};
};

TEST_P(PublishContract, EverythingIsMadePausedAndThenActivated) {
  const auto id = begin();
  for (int i = 0; i < 600 && step(shown(id), "create_ad").state != ChangeState::Completed; ++i) {
    run_for(1s);
  }
  const auto halfway = shown(id);
  for (const auto* name : {"create_campaign", "create_adset", "create_ad"}) {
    EXPECT_EQ(platform_->find(step(halfway, name).entity.id)->status, EntityStatus::Paused);
  }
  run_for(10min);
  const auto done = shown(id);
  EXPECT_EQ(done.state(), app::PublicationState::Completed);
  for (const auto* name : {"activate_campaign", "activate_adset", "activate_ad"}) {
    EXPECT_EQ(platform_->find(step(done, name).entity.id)->status, EntityStatus::Active) << name;
  }
  expect_one_of_each(1);
  for (const auto& operation : platform_->applied()) {
    const auto* create = std::get_if<app::CreateEntity>(&operation);
    if (create == nullptr || create->level != EntityLevel::Ad) continue;
    EXPECT_EQ(create->parent_id, step(done, "create_adset").entity.id);
    EXPECT_EQ(create->creative_id, step(done, "create_creative").entity.id);
  }
  const auto adset = platform_->find(step(done, "create_adset").entity.id);
  EXPECT_EQ(adset->daily_budget->minor(), 50'00);
  EXPECT_FALSE(broken_audit_entry());
}

TEST_P(PublishContract, WhatSomebodyPausesIsNotActivatedAfterwards) {
  const auto id = begin();
  for (int i = 0; i < 600 && step(shown(id), "create_campaign").state != ChangeState::Completed;
       ++i) {
    run_for(1s);
  }
  const auto campaign = step(shown(id), "create_campaign").entity;
  const app::ChangeRequest pause{.platform = "meta",
                                 .entity = campaign,
                                 .type = app::ChangeType::Status,
                                 .requested = EntityStatus::Paused};
  ASSERT_TRUE(desk_->queue(alpha_, {&pause, 1}, someone_));
  run_for(10min);
  EXPECT_EQ(step(shown(id), "activate_campaign").state, ChangeState::Superseded);
  EXPECT_EQ(platform_->find(campaign.id)->status, EntityStatus::Paused);
}

TEST_P(PublishContract, AKeyStandsForOnePublication) {
  const auto first = publish(draft());
  ASSERT_TRUE(first) << first.error();
  EXPECT_EQ(publish(draft())->publication.id, first->publication.id);
  auto other = draft();
  other.daily_budget_minor = 60'00;
  EXPECT_EQ(publish(other).error().code, ErrorCode::Conflict);
}

TEST_P(PublishContract, WhatWasMadeIsInTheCatalogOnce) {
  const auto id = begin();
  run_for(15min);
  const auto done = shown(id);
  store::AdTree tree;
  const auto find = [&](Transaction& t) { return tree.ads(t, {.until = clock_.now() + 24h}); };
  const auto ads = *store_.read(alpha_, find);
  ASSERT_EQ(ads.size(), 1u);
  EXPECT_EQ(ads[0].external_id, step(done, "create_ad").entity.id);
  EXPECT_EQ(ads[0].adset_id, step(done, "create_adset").entity.id);
  EXPECT_EQ(ads[0].campaign_id, step(done, "create_campaign").entity.id);
  // A look at the platform finds the same row.
  const auto& made = ads[0];
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return catalog_.put(t, app::CatalogAd{.platform = "meta",
                                          .external_id = made.external_id,
                                          .adset_external_id = made.adset_id.value(),
                                          .campaign_external_id = made.campaign_id,
                                          .name = made.name,
                                          .status = "active",
                                          .review_status = "active",
                                          .seen_at = clock_.now()});
  }));
  EXPECT_EQ(store_.read(alpha_, find)->size(), 1u);
}

TEST_P(PublishContract, TheSameKeyIsOnePublication) {
  const auto first = publish(draft());
  const auto again = publish(draft());
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->publication.id, first->publication.id);
  EXPECT_EQ(all().size(), 8u);
  EXPECT_EQ(publish_->list(alpha_, {}, 10)->size(), 1u);
  EXPECT_TRUE(publish_->list(beta_, {}, 10)->empty());
}

TEST_P(PublishContract, ItIsWrittenWholeOrNotAtAll) {
  for (const bool after : {false, true}) {
    const auto key = after ? "after" : "before";
    mortal_.die_at(1, after);
    EXPECT_THROW(static_cast<void>(publish(draft(), key)), ProcessDied);
    restart();
    const auto listed = *publish_->list(alpha_, {}, 10);
    EXPECT_EQ(listed.size(), after ? 1u : 0u);
    if (after) {
      EXPECT_EQ(listed[0].steps.size(), 8u);
    }
  }
}

TEST_P(PublishContract, LostAnswersMakeNothingTwice) {
  for (const auto fault : {PlatformFault::DropAfter, PlatformFault::DropBefore,
                           PlatformFault::DieAfter, PlatformFault::DieBefore}) {
    for (int i = 0; i < 8; ++i) {
      platform_->script(fault);
      platform_->script(std::nullopt);
    }
    const auto id = begin(fmt::format("{}", static_cast<int>(fault)));
    run_through(4h);
    EXPECT_EQ(shown(id).state(), app::PublicationState::Completed) << static_cast<int>(fault);
    clock_.advance(2h);
  }
  expect_one_of_each(4);
}

TEST_P(PublishContract, WhereverTheProcessDiesEachThingIsMadeOnce) {
  std::size_t publications = 0;
  int deaths = 0;
  for (int at = 2; at <= 100; at += 7) {
    const auto id = begin(fmt::format("{}", at));
    mortal_.die_at(at, at % 2 == 0);
    run_through(1h);
    deaths += mortal_.died() ? 1 : 0;
    mortal_.live();
    ++publications;
    EXPECT_EQ(shown(id).state(), app::PublicationState::Completed) << "step " << at;
    clock_.advance(3h);
  }
  EXPECT_GT(deaths, 8);
  expect_one_of_each(publications);
  EXPECT_FALSE(broken_audit_entry());
}

TEST_P(PublishContract, ARehearsalAsksForWhatCanBeCheckedAndMakesNothing) {
  settings_.execution.mode = execute::ExecutionMode::Observe;
  const auto published = publish(draft());
  ASSERT_TRUE(published) << published.error();
  run_for(15min);
  const auto done = shown(published->publication.id);
  EXPECT_EQ(done.state(), app::PublicationState::Completed);
  for (const auto& one : done.steps) EXPECT_EQ(one.outcome, ChangeOutcome::DryRun);
  EXPECT_EQ(platform_->writes(), 0);
  EXPECT_EQ(platform_->validations(), 1);  // the campaign, which needs nothing before it
  expect_one_of_each(0);
}

TEST_P(PublishContract, WhatIsRefusedEndsThePublication) {
  platform_->script(std::nullopt);  // the video
  platform_->script(PlatformFault::Invalid);
  const auto id = begin();
  run_for(30min);
  EXPECT_EQ(shown(id).state(), app::PublicationState::Failed);
  EXPECT_EQ(step(shown(id), "create_creative").state, ChangeState::DeadLetter);
  EXPECT_EQ(made(EntityLevel::Campaign), 0u);
}

TEST_P(PublishContract, SaysWhyItCannotBePublished) {
  const auto code = [&](const app::PublicationDraft& one) { return publish(one).error().code; };
  auto wrong = draft();
  wrong.creative_id = new_id();
  EXPECT_EQ(code(wrong), ErrorCode::InvalidInput);
  settings_.execution.caps.unit_max_minor = 40'00;
  EXPECT_EQ(code(draft()), ErrorCode::Refused);
  settings_.execution.caps.unit_max_minor.reset();
  const app::Hold hold{.id = new_id(), .reason = "audit", .engaged_by = "user:u1"};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return holds_.engage(t, hold); }));
  EXPECT_EQ(code(draft()), ErrorCode::Held);
  EXPECT_EQ(publish_on("tiktok", draft()).error().code, ErrorCode::InvalidInput);
  EXPECT_TRUE(all().empty());
}

GV_ON_EACH_ENGINE(PublishContract);

}  // namespace
}  // namespace gv::contract

#include "contract/engines.h"

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/connections.h"
#include "adapters/store/event_log.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/holds.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/performance.h"
#include "adapters/store/running_ads.h"
#include "app/project_ads.h"
#include "app/sync/sync_platforms.h"
#include "core/revenue/presets.h"

namespace gv::contract {
namespace {

using app::AdReport;
using app::EntityLevel;
using app::EntityStatus;
using app::Transaction;
using execute::ErrorClass;
using execute::PlatformError;
using namespace std::chrono_literals;

/// A platform with one ad, which reports what the test says.
class OneAd final : public app::AdReports {
 public:
  explicit OneAd(std::string id = "1") : id_(std::move(id)) {}
  [[nodiscard]] std::string_view name() const override { return "meta"; }
  [[nodiscard]] std::string_view attribution_setting() const override { return "7d_click"; }
  app::PlatformReply<std::vector<app::ListedEntity>> list(EntityLevel level) override {
    if (trouble) return {tl::unexpected(*trouble), {}};
    app::PlatformEntity entity{.ref = {level, id_}, .name = "n", .status = EntityStatus::Active};
    entity.effective_status = "ACTIVE";
    if (level != EntityLevel::Campaign) entity.campaign_id = id_;
    if (level == EntityLevel::Ad) entity.adset_id = id_;
    if (level == EntityLevel::AdSet) entity.daily_budget = Money(budget_minor, Currency::usd());
    return {std::vector<app::ListedEntity>{{.entity = entity, .objective = "OUTCOME_LEADS"}}, {}};
  }
  app::PlatformReply<std::vector<AdReport>> report(const app::ReportQuestion& question,
                                                   const app::ReportPulse&) override {
    asked.push_back(question);
    return {question.hourly ? std::vector<AdReport>() : days, {}};
  }

  std::vector<AdReport> days;
  std::int64_t budget_minor{75'00};
  std::vector<app::ReportQuestion> asked;
  std::optional<PlatformError> trouble;

 private:
  std::string id_;
};

class SyncContract : public Contract {
 protected:
  struct Sources final : app::ReportSources {
    explicit Sources(std::shared_ptr<OneAd> platform) : all{{"meta", "9", std::move(platform)}} {}
    Result<std::vector<app::ReportingConnection>> of(const app::AccountScope&) override {
      return all;
    }
    std::vector<app::ReportingConnection> all;
  };

  void SetUp() override {
    const auto connected = store_.write(alpha_, [&](Transaction& t) {
      return connections_.put(t, {.provider = "meta", .external_id = "9"});
    });
    ASSERT_TRUE(connected) << connected.error();
  }
  Result<std::optional<std::string>> sync() {
    GV_TRY(const auto effects, handler_.work(alpha_, {}, [] { return Result<void>(); }));
    return store_.write(alpha_, effects);
  }
  std::vector<app::Hold> held() {
    return *store_.read(alpha_, [&](Transaction& t) { return holds_.in_force(t); });
  }
  std::optional<app::StoredAdState> state() {
    return *store_.read(alpha_, [&](Transaction& t) { return ads_.find(t, "meta:1"); });
  }
  app::Connection connection() {
    return **store_.read(alpha_, [&](Transaction& t) { return connections_.find(t, "meta", "9"); });
  }
  std::vector<app::Event> events(std::string_view type) {
    return *store_.read(alpha_,
                        [&](Transaction& t) { return events_.of_type_after(t, type, 0, 100); });
  }
  [[nodiscard]] TimePoint today() const { return std::chrono::floor<Days>(clock_.now()); }
  AdReport day(int ago, std::int64_t impressions, double conversions) const {
    return {.ad_id = "1",
            .from = today() - Days{ago},
            .impressions = impressions,
            .clicks = impressions / 50,
            .spend_minor = impressions * 2,
            .reach = impressions / 2,
            .frequency = 2.0,
            .conversions = conversions,
            .revenue_minor = static_cast<std::int64_t>(conversions * 6000)};
  }

  store::AdCatalog catalog_{};
  store::AdChanges changes_{};
  store::ExecutionLedger ledger_{};
  store::Holds holds_{};
  store::AdStates ads_{};
  store::Connections connections_{};
  store::EventLog events_{};
  store::JobQueue jobs_{};
  store::LearningLog learning_{};
  store::Performance performance_{};
  app::InMemorySettings settings_{
      {{AccountId("alpha"),
        std::make_shared<const app::AccountSettings>(app::AccountSettings{
            .pipeline = *revenue::preset("ptd_fitness", Currency::usd(), 700'000)})}}};
  std::shared_ptr<OneAd> platform_ = std::make_shared<OneAd>();
  Sources sources_{platform_};
  app::SyncSchedule schedule_{jobs_, [n = std::uint8_t{0}]() mutable {
                                std::array<std::uint8_t, 16> bytes{};
                                bytes[15] = ++n;
                                return bytes;
                              }};
  app::SyncPlatforms handler_{
      store_,    connections_,
      sources_,  settings_,
      schedule_, {catalog_, performance_, ads_, learning_, events_, {ledger_, changes_, holds_}},
      clock_};
};

TEST_P(SyncContract, AnAdsSumsAreThoseOfThePlatformsLatestAnswer) {
  platform_->days = {day(2, 1000, 1), day(1, 2000, 0)};
  const auto first = sync();
  ASSERT_TRUE(first) << first.error();
  EXPECT_EQ(**first, R"({"connections":1,"rows":2,"restated":0})");
  ASSERT_TRUE(state());
  EXPECT_EQ(state()->impressions, 3000);
  EXPECT_EQ(state()->spend_minor, 6000);
  EXPECT_EQ(state()->conversions, 1);
  EXPECT_EQ(state()->cash_revenue_minor, 6000);
  EXPECT_EQ(state()->first_delivery_at, today() - Days{2});

  platform_->days = {day(2, 1000, 3), day(1, 1990, 0)};
  EXPECT_EQ(**sync(), R"({"connections":1,"rows":2,"restated":2})");
  EXPECT_EQ(state()->impressions, 2990);
  EXPECT_EQ(state()->conversions, 3);
  const auto restated = events("insights.restated");
  ASSERT_EQ(restated.size(), 2u);
  EXPECT_EQ(restated[0].fact.subject_id, "meta:1");
  EXPECT_NE(restated[1].fact.payload.find("-10"), std::string::npos);
}

TEST_P(SyncContract, ABudgetThatSomebodyElseSetHoldsItsUnitForADay) {
  ASSERT_TRUE(sync());
  EXPECT_TRUE(held().empty()) << "the first look knows of no edit";
  clock_.advance(1h);
  platform_->budget_minor = 90'00;
  ASSERT_TRUE(sync());
  ASSERT_EQ(held().size(), 1u);
  EXPECT_EQ(held()[0].target, "meta:1");
  EXPECT_EQ(held()[0].expires_at, clock_.now() + 24h);
  clock_.advance(23h);
  ASSERT_TRUE(sync());
  ASSERT_EQ(held().size(), 1u) << "the same edit is held once";
  clock_.advance(2h);
  EXPECT_TRUE(held().empty());
}

TEST_P(SyncContract, WhatADecisionWantedOfAThingThatSomebodyEditedComesToNothing) {
  ASSERT_TRUE(sync());
  const auto step = [&](std::string source, std::string id) {
    return app::AdChange{.id = new_id(),
                         .platform = "meta",
                         .entity = {EntityLevel::AdSet, std::move(id)},
                         .field = "daily_budget",
                         .requested = std::int64_t{60'00},
                         .not_before = clock_.now() + 30h,
                         .source = std::move(source),
                         .triggered_by = "system",
                         .key = new_id()};
  };
  const std::vector<app::AdChange> steps{step("decision", "1"), step("user", "1"),
                                         step("decision", "2")};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return changes_.add(t, steps); }));
  clock_.advance(1h);
  platform_->budget_minor = 90'00;
  ASSERT_TRUE(sync());
  const auto state_of = [&](const app::AdChange& one) {
    return (*store_.read(alpha_, [&](Transaction& t) { return changes_.find(t, one.id); }))->state;
  };
  EXPECT_EQ(state_of(steps[0]), app::ChangeState::Superseded);
  EXPECT_EQ(state_of(steps[1]), app::ChangeState::Pending) << "what a person asked for is theirs";
  EXPECT_EQ(state_of(steps[2]), app::ChangeState::Pending) << "nobody edited that one";
}

TEST_P(SyncContract, ABudgetThatWeSetHoldsNothing) {
  ASSERT_TRUE(sync());
  clock_.advance(1h);
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return ledger_.add_budget(t, {.platform = "meta",
                                  .unit = {EntityLevel::AdSet, "1"},
                                  .from = clock_.now(),
                                  .daily_minor = 90'00,
                                  .change_id = new_id()});
  }));
  platform_->budget_minor = 90'00;
  clock_.advance(1min);
  ASSERT_TRUE(sync());
  EXPECT_TRUE(held().empty());
}

TEST_P(SyncContract, TheSameAnswerTwiceIsNoNews) {
  platform_->days = {day(1, 1000, 1), day(0, 500, 0)};
  ASSERT_TRUE(sync());
  const auto before = state();
  const auto again = sync();
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(**again, R"({"connections":1,"rows":0,"restated":0})");
  EXPECT_EQ(state(), before);
}

TEST_P(SyncContract, AnAdThatRunsIsKnownUpToNow) {
  platform_->days = {day(0, 500, 0)};
  ASSERT_TRUE(sync());
  clock_.advance(1h);
  ASSERT_TRUE(sync());
  EXPECT_EQ(state()->data_as_of, clock_.now());
  EXPECT_EQ(state()->impressions, 500);
}

TEST_P(SyncContract, ARebuildFindsTheSameBits) {
  platform_->days = {day(1, 1000, 1)};
  ASSERT_TRUE(sync());
  platform_->days = {day(1, 900, 2)};
  ASSERT_TRUE(sync());
  std::int64_t reached = 0;
  std::optional<app::StoredAdState> rebuilt;
  const auto log =
      store_.read(alpha_, [&](Transaction& t) { return learning_.after(t, 0, 100, reached); });
  for (const auto& event : *log) {
    rebuilt = *app::state_after(rebuilt, std::get<app::AdObserved>(event.fact), event.seq,
                                event.recorded_at);
  }
  EXPECT_EQ(rebuilt, state());
}

TEST_P(SyncContract, ReadsMoreOnceADay) {
  ASSERT_TRUE(sync());
  ASSERT_TRUE(sync());
  ASSERT_EQ(platform_->asked.size(), 4u);
  EXPECT_EQ(platform_->asked[0].last - platform_->asked[0].first, Days{28});
  EXPECT_EQ(platform_->asked[2].last - platform_->asked[2].first, Days{7});
  EXPECT_TRUE(platform_->asked[3].hourly);
}

TEST_P(SyncContract, TheNextLookIsPlannedAndTheConnectionTellsHowItWent) {
  platform_->trouble = PlatformError{.error_class = ErrorClass::Auth, .code = 190, .message = "no"};
  const auto refused = sync();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
  EXPECT_EQ(connection().status, "refused");
  EXPECT_EQ(connection().last_error, "meta: no (code 190)");
  const auto due = [&] {
    clock_.advance(1h);
    const auto swept =
        store_.write_shared([&](app::SharedTransaction& t) { return jobs_.sweep(t, 10); });
    return swept->promoted;
  };
  EXPECT_EQ(due(), 1);
  platform_->trouble.reset();
  ASSERT_TRUE(sync());
  EXPECT_EQ(connection().status, "active");
  EXPECT_FALSE(connection().last_error);
  EXPECT_EQ(connection().last_ok_at, clock_.now());
}

TEST_P(SyncContract, WhoDoesNotAnswerIsKnownAsItWasAndOthersGoOn) {
  const auto other = std::make_shared<OneAd>("2");
  sources_.all.insert(sources_.all.begin(), {"meta", "8", other});
  ASSERT_TRUE(sync());
  const TimePoint before = clock_.now();
  clock_.advance(7h);
  other->trouble = PlatformError{.error_class = ErrorClass::Transient, .message = "busy"};
  platform_->days = {day(0, 500, 0)};
  EXPECT_FALSE(sync()) << "it is tried again";

  store::RunningAds running;
  const auto ads = *store_.read(alpha_, [&](Transaction& t) { return running.list(t); });
  ASSERT_EQ(ads.size(), 2u);
  EXPECT_EQ(ads[0].seen_at, clock_.now());
  EXPECT_EQ(ads[0].seen_active_at, clock_.now());
  EXPECT_EQ(ads[1].seen_at, before) << "nobody told anything of it";
  EXPECT_EQ(state()->impressions, 500);
}

TEST_P(SyncContract, CredentialsThatCannotBeReadAreOfTheirConnectionAlone) {
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return connections_.put(t, {.provider = "google", .external_id = "8"});
  }));
  sources_.all.insert(sources_.all.begin(),
                      {"google", "8", fail(ErrorCode::Forbidden, "connection", "cannot be read")});
  platform_->days = {day(0, 500, 0)};
  const auto refused = sync();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
  EXPECT_EQ(state()->impressions, 500) << "the other platform was looked at";
  EXPECT_EQ(connection().status, "active");
  const auto google =
      **store_.read(alpha_, [&](Transaction& t) { return connections_.find(t, "google", "8"); });
  EXPECT_EQ(google.status, "refused");
  EXPECT_EQ(google.last_error, "connection: cannot be read");
}

TEST_P(SyncContract, AThingIsKnownByItsPlatformAndTheirId) {
  const auto put = [&](const auto& thing) {
    return store_.write(alpha_, [&](Transaction& t) { return catalog_.put(t, thing); });
  };
  const app::CatalogAd ad{.platform = "meta",
                          .external_id = "3",
                          .adset_external_id = "2",
                          .campaign_external_id = "1",
                          .name = "a",
                          .status = "active",
                          .review_status = "active"};
  EXPECT_EQ(put(ad).error().code, ErrorCode::InvalidInput);  // its parents are not there
  const app::CatalogCampaign campaign{.platform = "meta",
                                      .external_id = "1",
                                      .name = "c",
                                      .objective = "OUTCOME_LEADS",
                                      .status = "active",
                                      .currency = "USD"};
  const app::CatalogAdSet set{.platform = "meta",
                              .external_id = "2",
                              .campaign_external_id = "1",
                              .name = "s",
                              .status = "paused",
                              .daily_budget_minor = 500};
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(put(campaign));
    EXPECT_TRUE(put(set));
    EXPECT_TRUE(put(ad));
  }
}

GV_ON_EACH_ENGINE(SyncContract);

}  // namespace
}  // namespace gv::contract

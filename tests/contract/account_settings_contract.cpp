// Accounts, and the version of their configuration that is in force.
#include "contract/access_fixture.h"

#include <future>

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

class AccountSettingsContract : public AccessFixture {};

TEST_P(AccountSettingsContract, TheNewestConfigurationThatIsValidIsInForce) {
  set_up();
  const auto gym = scope("gym");
  ASSERT_TRUE(store_.write(gym, [&](app::Transaction& t) {
    return accounts_.configure(
        t, 1, {.document = R"({"decision": {"min_roas": -1}})", .hash = "h", .changed_by = "u"});
  }));
  ASSERT_TRUE(access_.book.refresh());

  const auto settings = access_.book.settings(gym.account());
  ASSERT_TRUE(settings) << settings.error();
  EXPECT_EQ((*settings)->version, 1);
  EXPECT_EQ(access_.book.settings(alpha_.account()).error().code, ErrorCode::Conflict);
}

TEST_P(AccountSettingsContract, AnAccountThatCannotBeReadHoldsUpNoOther) {
  set_up();
  std::vector<AccountId> told;
  app::AccountBook book(store_, accounts_, rules_,
                        [&](const AccountId& account, const Error&) { told.push_back(account); });
  ASSERT_TRUE(store_.write(scope("bad"), [&](app::Transaction& t) {
    return accounts_.add(
        t, {.id = AccountId("bad"), .name = "Bad", .currency = "ZZZ", .time_zone = "UTC"});
  }));

  const auto first = book.refresh();
  const auto again = book.refresh();

  ASSERT_TRUE(first) << first.error();
  ASSERT_TRUE(again) << again.error();
  EXPECT_TRUE(book.settings(AccountId("gym")));
  EXPECT_EQ(book.find(AccountId("bad")).error().code, ErrorCode::NotFound);
  EXPECT_EQ(told, std::vector{AccountId("bad")}) << "told once, and of the bad one alone";
  EXPECT_TRUE(by_session(login()->token)) << "people of other accounts get in";
}

TEST_P(AccountSettingsContract, AnAccountThatIsOpenedDuringARefreshStays) {
  const auto user = set_up();
  std::future<bool> opened;
  interrupted_.after_shared_read = [&] {
    opened = std::async(std::launch::async, [&] {
      return access_.desk
          .open({.id = AccountId("late"), .name = "Late", .currency = "USD", .time_zone = "UTC"},
                user.id, {})
          .has_value();
    });
    // It ends in here only where two refreshes may run at once.
    opened.wait_for(200ms);
  };

  ASSERT_TRUE(access_.book.refresh());

  EXPECT_TRUE(opened.get());
  EXPECT_TRUE(access_.book.find(AccountId("late")));
}

TEST_P(AccountSettingsContract, EveryVersionOfThePipelineIsInForceFromItsTime) {
  set_up();
  const auto at = clock_.now();
  clock_.advance(24h);
  const auto changed =
      access_.configure.patch(scope("gym"), 1, R"({"business": {"aov": 9000}})", std::nullopt, {});
  ASSERT_TRUE(changed && changed->patched.errors.empty());

  const auto pipelines = access_.book.pipelines(AccountId("gym"));

  ASSERT_TRUE(pipelines) << pipelines.error();
  ASSERT_EQ(pipelines->size(), 2u);
  EXPECT_EQ(pipelines->index_at(at), 0u);
  EXPECT_EQ(pipelines->index_at(clock_.now()), 1u);
  EXPECT_EQ((*pipelines)[1].version(), 2);
  EXPECT_EQ((*pipelines)[1].spec().aov_minor, 900'000);
}

TEST_P(AccountSettingsContract, PagesThatMayCallAreThoseOfTheVersionInForce) {
  set_up();
  const AccountId gym("gym");
  EXPECT_FALSE(access_.book.anyone_allows("https://gym.example", true)) << "nobody by default";
  const auto changed = access_.configure.patch(
      scope("gym"), 1,
      R"({"api": {"origins": ["https://board.example"], "landing_origins": ["https://gym.example"]}})",
      std::nullopt, {});
  ASSERT_TRUE(changed && changed->patched.errors.empty());

  EXPECT_TRUE(access_.book.allows(gym, "https://board.example", false));
  EXPECT_TRUE(access_.book.allows(gym, "https://gym.example", true));
  EXPECT_FALSE(access_.book.allows(gym, "https://gym.example", false));
  EXPECT_FALSE(access_.book.allows(alpha_.account(), "https://board.example", false));
  EXPECT_TRUE(access_.book.anyone_allows("https://board.example", false));
}

TEST_P(AccountSettingsContract, OfTwoChangesOfOneVersionTheSecondIsRefused) {
  set_up();
  const auto patch = [&] {
    return access_.configure.patch(scope("gym"), 1, R"({"decision": {"min_roas": 1.2}})",
                                   std::nullopt, {});
  };
  ASSERT_TRUE(patch());
  EXPECT_EQ(patch().error().code, ErrorCode::Stale);
}

TEST_P(AccountSettingsContract, ATimeZoneIsOneThatThereIs) {
  set_up();
  const auto zone_of = [&](std::string zone) {
    return access_.desk.change(scope("gym"), {.time_zone = std::move(zone)}, {});
  };
  for (const auto* zone : {"Nowhere/Zone", "asia/dubai", "+0400", "Asia", ""}) {
    const auto refused = zone_of(zone);
    ASSERT_FALSE(refused) << zone;
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(refused.error().where, "time_zone");
  }
  for (const auto* zone : {"UTC", "America/Argentina/Buenos_Aires", "Asia/Dubai"}) {
    EXPECT_TRUE(zone_of(zone)) << zone;
  }

  const auto opened = access_.desk.open(
      {.id = AccountId("far"), .name = "Far", .currency = "USD", .time_zone = "Nowhere/Zone"}, "u",
      {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().where, "time_zone");
}

TEST_P(AccountSettingsContract, AnArchivedAccountIsGone) {
  set_up();
  const auto owner = *by_session(login()->token);
  ASSERT_TRUE(access_.desk.archive(gym(owner), owner, {}));

  EXPECT_EQ(access_.book.find(AccountId("gym")).error().code, ErrorCode::NotFound);
  EXPECT_EQ(access_.desk.list(owner)->size(), 0u);
  EXPECT_EQ(login()->profile.accounts.size(), 0u);
}

GV_ON_EACH_ENGINE(AccountSettingsContract);

}  // namespace
}  // namespace gv::contract

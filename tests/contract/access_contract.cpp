// Who gets in, and for how long, over the store of each engine.
#include "contract/access_fixture.h"

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

class AccessContract : public AccessFixture {};

TEST_P(AccessContract, TheFirstUserIsMadeOnceByTheTokenThatWasShown) {
  const auto token = **access_.setup.offer();
  const auto other = **access_.setup.offer();

  EXPECT_EQ(access_.setup.complete(request("gv_guess"), {}).error().code,
            ErrorCode::Unauthenticated);
  EXPECT_FALSE(*access_.setup.is_done());
  EXPECT_EQ(set_up_, 0) << "the token is still needed";
  ASSERT_TRUE(access_.setup.complete(request(token), {}));
  EXPECT_EQ(set_up_, 1);
  EXPECT_EQ(access_.setup.complete(request(token), {}).error().code, ErrorCode::Gone);
  EXPECT_EQ(access_.setup.complete(request(other), {}).error().code, ErrorCode::Gone);
  EXPECT_EQ(*access_.setup.offer(), std::nullopt);
}

TEST_P(AccessContract, ASetupTokenIsGoodForADayAndIsNoCredential) {
  const auto token = **access_.setup.offer();
  EXPECT_EQ(by_key(token).error().code, ErrorCode::Unauthenticated);

  clock_.advance(24h);

  EXPECT_EQ(access_.setup.complete(request(token), {}).error().code, ErrorCode::Unauthenticated);
}

TEST_P(AccessContract, NothingOfASetupThatFailsIsKept) {
  const auto token = **access_.setup.offer();
  auto taken = request(token);
  taken.account.id = alpha_.account();

  EXPECT_EQ(access_.setup.complete(taken, {}).error().code, ErrorCode::Conflict);
  EXPECT_FALSE(*access_.setup.is_done());
  EXPECT_TRUE(access_.setup.complete(request(token), {})) << "the token was not used up";
}

TEST_P(AccessContract, AWrongPasswordAndAnUnknownAddressLookAlike) {
  set_up();
  const auto wrong = login("wrong horse battery");
  const auto unknown =
      access_.sign_in.login({.email = "eve@example.com", .password = kPassword}, {});

  EXPECT_EQ(wrong.error(), unknown.error());
  EXPECT_EQ(wrong.error().code, ErrorCode::Unauthenticated);
  EXPECT_TRUE(login());
}

TEST_P(AccessContract, TenFailuresLockForAQuarterOfAnHour) {
  set_up();
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(login("wrong horse battery"));
  EXPECT_FALSE(login());
  clock_.advance(15min - 1ms);
  EXPECT_FALSE(login());
  clock_.advance(1ms);
  EXPECT_TRUE(login());
}

TEST_P(AccessContract, ASessionEndsTwelveHoursAfterItsLastUse) {
  set_up();
  const auto token = login()->token;
  for (int i = 0; i < 3; ++i) {
    clock_.advance(11h);
    EXPECT_TRUE(by_session(token)) << i;
  }
  clock_.advance(12h);
  EXPECT_EQ(by_session(token).error().code, ErrorCode::Unauthenticated);
}

TEST_P(AccessContract, NoUseMakesASessionOlderThanTwoWeeks) {
  set_up();
  const auto token = login()->token;
  for (auto age = 11h; age < 14 * 24h; age += 11h) {
    clock_.advance(11h);
    EXPECT_TRUE(by_session(token)) << age.count();
  }
  clock_.advance(11h);
  EXPECT_FALSE(by_session(token));
}

TEST_P(AccessContract, AfterSigningOutTheCookieIsWorthNothing) {
  const auto user = set_up();
  const auto token = login()->token;
  const auto second = login()->token;
  ASSERT_TRUE(by_session(token));

  ASSERT_TRUE(access_.sign_in.logout(token, {.type = "user", .id = user.id}));

  EXPECT_FALSE(by_session(token));
  EXPECT_TRUE(by_session(second)) << "another session of the user goes on";
}

TEST_P(AccessContract, AnotherPasswordEndsEverySessionAndBeginsOne) {
  set_up();
  const auto token = login()->token;
  const auto principal = *by_session(token);
  const auto change = [&](std::string current, std::string next) {
    return access_.sign_in.change_password(
        principal, {.current = std::move(current), .next = std::move(next)}, {});
  };

  EXPECT_EQ(change("wrong horse battery", "another battery").error().where, "current");
  EXPECT_EQ(change(kPassword, "short").error().where, "new");
  ASSERT_TRUE(by_session(token));
  const auto changed = change(kPassword, "another battery");

  ASSERT_TRUE(changed) << changed.error();
  EXPECT_FALSE(by_session(token));
  EXPECT_TRUE(by_session(changed->token));
  EXPECT_FALSE(login());
  EXPECT_TRUE(login("another battery"));
}

TEST_P(AccessContract, ASessionIsEndedByItsUserAlone) {
  set_up();
  const auto token = login()->token;
  const auto other = login()->token;
  const auto principal = *by_session(token);
  app::Principal stranger = principal;
  stranger.user_id = new_id();
  const auto all = *access_.sign_in.sessions(principal);
  ASSERT_EQ(all.size(), 2u);

  EXPECT_EQ(access_.sign_in.end_session(stranger, all[0].id_hash, {}).error().code,
            ErrorCode::NotFound);
  EXPECT_TRUE(access_.sign_in.end_other_sessions(principal, token, {}));
  EXPECT_TRUE(by_session(token));
  EXPECT_FALSE(by_session(other));
}

GV_ON_EACH_ENGINE(AccessContract);

}  // namespace
}  // namespace gv::contract

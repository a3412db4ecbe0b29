// Who gets in, for how long, and what they may do, over the store of each engine.
#include "contract/engines.h"

#include <functional>
#include <future>
#include <utility>

#include "adapters/passwords/argon2.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/identities.h"
#include "app/access/access.h"
#include "app/ports/authentication.h"
#include "io/http/trace.h"

namespace gv::contract {
namespace {

using app::Scope;
using app::SharedTransaction;
using namespace std::chrono_literals;

constexpr const char* kEmail = "ada@example.com";
constexpr const char* kPassword = "correct horse battery";

/// A store in which something happens between a transaction that reads and what its caller does
/// next.
class InterruptedStore final : public app::Store {
 public:
  explicit InterruptedStore(app::Store& store) : store_(store) {}

  std::function<void()> after_shared_read{};  ///< once

 protected:
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override {
    return store_.read(scope, step);
  }
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override {
    return store_.write(scope, step);
  }
  Result<void> run_read_shared(const SharedStep& step) override {
    auto done = store_.read_shared(step);
    if (after_shared_read) std::exchange(after_shared_read, nullptr)();
    return done;
  }
  Result<void> run_write_shared(const SharedStep& step) override {
    return store_.write_shared(step);
  }

 private:
  app::Store& store_;
};

class AccessContract : public Contract {
 protected:
  app::SetupRequest request(std::string token) const {
    return {
        .token = std::move(token),
        .email = kEmail,
        .password = kPassword,
        .name = "Ada",
        .account = {
            .id = AccountId("gym"), .name = "Gym", .currency = "AED", .time_zone = "Asia/Dubai"}};
  }
  app::User set_up() {
    const auto token = access_.setup.offer();
    EXPECT_TRUE(token && *token);
    const auto user = access_.setup.complete(request(**token), {});
    EXPECT_TRUE(user) << user.error();
    return *user;
  }
  Result<app::Login> login(const std::string& password = kPassword) {
    return access_.sign_in.login({.email = kEmail, .password = password}, {});
  }
  Result<app::Principal> by_session(const std::string& token) {
    app::Credentials credentials;
    credentials.session_token = token;
    return access_.authenticator.authenticate(credentials);
  }
  Result<app::Principal> by_key(const std::string& key) {
    app::Credentials credentials;
    credentials.api_key = key;
    return access_.authenticator.authenticate(credentials);
  }
  app::AccountScope gym(const app::Principal& principal, Scope needed = Scope::Admin) {
    return *app::Authentication::scope_of(principal, AccountId("gym"), needed);
  }
  Result<app::MadeKey> make_key(const app::Principal& maker, app::Scopes scopes) {
    return access_.api_keys.make(gym(maker), maker, {.name = "k", .scopes = scopes}, {});
  }

  store::Identities identities_{};
  store::Accounts accounts_{};
  store::AuditLog audit_{};
  passwords::Argon2 passwords_{passwords::Argon2::Cost{.passes = 1, .bytes = 8u << 10}};
  settings::ConfigurationRules rules_{};
  InterruptedStore interrupted_{store_};
  int set_up_{0};  ///< how often it was told
  app::Access access_{{.store = interrupted_,
                       .identities = identities_,
                       .accounts = accounts_,
                       .audit = audit_,
                       .passwords = passwords_,
                       .rules = rules_,
                       .clock = clock_,
                       .set_up = [this] { ++set_up_; }},
                      http::system_random_bytes};
};

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

TEST_P(AccessContract, AKeyDoesWhatItSaysInItsAccountAlone) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto made = make_key(owner, {Scope::Read, Scope::Ingest});
  ASSERT_TRUE(made) << made.error();

  const auto principal = *by_key(made->text);

  EXPECT_EQ(principal.accounts, std::vector{AccountId("gym")});
  EXPECT_EQ(principal.scopes, (app::Scopes{Scope::Read, Scope::Ingest}));
  EXPECT_FALSE(app::Authentication::scope_of(principal, alpha_.account(), Scope::Read));
  auto guess = made->text;
  guess.back() = guess.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(by_key(guess));
}

TEST_P(AccessContract, ARevokedKeyIsRefusedAtOnce) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto made = *make_key(owner, {Scope::Read});
  ASSERT_TRUE(by_key(made.text));

  ASSERT_TRUE(access_.api_keys.revoke(gym(owner), made.key.id, {}));

  EXPECT_FALSE(by_key(made.text));
  EXPECT_EQ(access_.api_keys.rotate(gym(owner), owner, made.key.id, {}).error().code,
            ErrorCode::NotFound);
}

TEST_P(AccessContract, AKeyThatIsRevokedWhileItIsReadIsNotKept) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto made = *make_key(owner, {Scope::Read});
  interrupted_.after_shared_read = [&] {
    EXPECT_TRUE(access_.api_keys.revoke(gym(owner), made.key.id, {}));
  };

  ASSERT_TRUE(by_key(made.text)) << "it was good when it was read";

  EXPECT_FALSE(by_key(made.text));
}

TEST_P(AccessContract, AReplacedKeyIsGoodForAnotherDay) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto old = *make_key(owner, {Scope::Read});
  const auto next = access_.api_keys.rotate(gym(owner), owner, old.key.id, {});
  ASSERT_TRUE(next) << next.error();

  EXPECT_EQ(by_key(next->text)->scopes, app::Scopes{Scope::Read});
  clock_.advance(24h - 1ms);
  EXPECT_TRUE(by_key(old.text));
  clock_.advance(10s);
  EXPECT_FALSE(by_key(old.text));
  EXPECT_TRUE(by_key(next->text));
}

TEST_P(AccessContract, TheNewestConfigurationThatIsValidIsInForce) {
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

TEST_P(AccessContract, AnAccountThatCannotBeReadHoldsUpNoOther) {
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

TEST_P(AccessContract, AnAccountThatIsOpenedDuringARefreshStays) {
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

TEST_P(AccessContract, EveryVersionOfThePipelineIsInForceFromItsTime) {
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

TEST_P(AccessContract, OfTwoChangesOfOneVersionTheSecondIsRefused) {
  set_up();
  const auto patch = [&] {
    return access_.configure.patch(scope("gym"), 1, R"({"decision": {"min_roas": 1.2}})",
                                   std::nullopt, {});
  };
  ASSERT_TRUE(patch());
  EXPECT_EQ(patch().error().code, ErrorCode::Stale);
}

TEST_P(AccessContract, ATimeZoneIsOneThatThereIs) {
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

TEST_P(AccessContract, AnArchivedAccountIsGone) {
  set_up();
  const auto owner = *by_session(login()->token);
  ASSERT_TRUE(access_.desk.archive(gym(owner), owner, {}));

  EXPECT_EQ(access_.book.find(AccountId("gym")).error().code, ErrorCode::NotFound);
  EXPECT_EQ(access_.desk.list(owner)->size(), 0u);
  EXPECT_EQ(login()->profile.accounts.size(), 0u);
}

GV_ON_EACH_ENGINE(AccessContract);

}  // namespace
}  // namespace gv::contract

// What keys of programs are good for, and for how long.
#include "contract/access_fixture.h"

namespace gv::contract {
namespace {

using app::Scope;
using namespace std::chrono_literals;

class ApiKeysContract : public AccessFixture {};

TEST_P(ApiKeysContract, AKeyDoesWhatItSaysInItsAccountAlone) {
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

TEST_P(ApiKeysContract, ARevokedKeyIsRefusedAtOnce) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto made = *make_key(owner, {Scope::Read});
  ASSERT_TRUE(by_key(made.text));

  ASSERT_TRUE(access_.api_keys.revoke(gym(owner), made.key.id, {}));

  EXPECT_FALSE(by_key(made.text));
  EXPECT_EQ(access_.api_keys.rotate(gym(owner), owner, made.key.id, {}).error().code,
            ErrorCode::NotFound);
}

TEST_P(ApiKeysContract, AKeyThatIsRevokedWhileItIsReadIsNotKept) {
  set_up();
  const auto owner = *by_session(login()->token);
  const auto made = *make_key(owner, {Scope::Read});
  interrupted_.after_shared_read = [&] {
    EXPECT_TRUE(access_.api_keys.revoke(gym(owner), made.key.id, {}));
  };

  ASSERT_TRUE(by_key(made.text)) << "it was good when it was read";

  EXPECT_FALSE(by_key(made.text));
}

TEST_P(ApiKeysContract, AReplacedKeyIsGoodForAnotherDay) {
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

GV_ON_EACH_ENGINE(ApiKeysContract);

}  // namespace
}  // namespace gv::contract

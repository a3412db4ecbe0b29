#include "contract/engines.h"

#include "adapters/store/identities.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using namespace std::chrono_literals;

class IdentitiesContract : public Contract {
 protected:
  template <class Work>
  auto shared(Work work) {
    return store_.write_shared(work);
  }
  app::User add_user(const std::string& email) {
    const app::User user{.id = new_id(), .email = email, .name = "Ada"};
    EXPECT_TRUE(shared([&](SharedTransaction& t) { return identities_.add_user(t, user); }));
    return user;
  }

  store::Identities identities_{};
};

TEST_P(IdentitiesContract, AUserIsFoundByEmailAndById) {
  auto user = add_user("ada@example.com");
  user.password_hash = "$argon2id$...";
  user.totp_secret_sealed = std::string("\0\1", 2);
  user.failed_logins = 3;
  user.locked_until = clock_.now() + 1h;
  ASSERT_TRUE(shared([&](SharedTransaction& t) { return identities_.update_user(t, user); }));

  const auto found = *shared(
      [&](SharedTransaction& t) { return identities_.user_by_email(t, "ada@example.com"); });

  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, user.id);
  EXPECT_EQ(found->password_hash, user.password_hash);
  EXPECT_EQ(found->totp_secret_sealed, user.totp_secret_sealed);
  EXPECT_EQ(found->failed_logins, 3);
  EXPECT_EQ(found->locked_until, user.locked_until);
  EXPECT_TRUE(*shared([&](SharedTransaction& t) { return identities_.user_by_id(t, user.id); }));
  EXPECT_FALSE(*shared([&](SharedTransaction& t) { return identities_.user_by_email(t, "x"); }));
  EXPECT_EQ(*shared([&](SharedTransaction& t) { return identities_.count_users(t); }), 1);
}

TEST_P(IdentitiesContract, AnEmailAddressBelongsToOneUser) {
  add_user("ada@example.com");
  const app::User second{.id = new_id(), .email = "ada@example.com", .name = "Eve"};

  const auto outcome =
      shared([&](SharedTransaction& t) { return identities_.add_user(t, second); });

  EXPECT_EQ(outcome.error().code, ErrorCode::Conflict);
}

TEST_P(IdentitiesContract, MembershipsAreSetChangedAndRemoved) {
  const auto user = add_user("ada@example.com");
  const auto set = [&](const app::AccountScope& scope, std::string role) {
    return shared([&](SharedTransaction& t) {
      return identities_.set_member(t,
                                    {.account = scope.account(), .user_id = user.id, .role = role});
    });
  };
  ASSERT_TRUE(set(alpha_, "viewer"));
  ASSERT_TRUE(set(alpha_, "owner"));
  ASSERT_TRUE(set(beta_, "viewer"));

  const auto of_user =
      *shared([&](SharedTransaction& t) { return identities_.memberships_of(t, user.id); });
  const auto removed = *shared([&](SharedTransaction& t) {
    return identities_.remove_member(t, alpha_.account(), user.id);
  });

  ASSERT_EQ(of_user.size(), 2u);
  EXPECT_EQ(of_user[0].role, "owner");
  EXPECT_TRUE(removed);
  EXPECT_TRUE(shared([&](SharedTransaction& t) {
                return identities_.members_of(t, alpha_.account());
              })->empty());
}

TEST_P(IdentitiesContract, ASessionLivesUntilItExpiresOrEnds) {
  const auto user = add_user("ada@example.com");
  const std::string hash(32, '\x80');
  const auto find = [&] {
    return (*shared([&](SharedTransaction& t) { return identities_.session(t, hash); }))
        .has_value();
  };
  ASSERT_TRUE(shared([&](SharedTransaction& t) {
    return identities_.add_session(t, {.id_hash = hash,
                                       .user_id = user.id,
                                       .csrf_secret = "secret",
                                       .expires_at = clock_.now() + 1h});
  }));

  EXPECT_TRUE(find());
  clock_.advance(1h);
  EXPECT_FALSE(find());
  ASSERT_TRUE(shared(
      [&](SharedTransaction& t) { return identities_.touch_session(t, hash, clock_.now() + 1h); }));
  EXPECT_TRUE(find());
  EXPECT_EQ(*shared([&](SharedTransaction& t) { return identities_.end_sessions_of(t, user.id); }),
            1);
  EXPECT_FALSE(find());
}

TEST_P(IdentitiesContract, AnApiKeyWorksUntilItIsRevokedOrExpires) {
  const app::ApiKey key{.id = new_id(),
                        .account = alpha_.account(),
                        .name = "ci",
                        .prefix = "gv_abc",
                        .secret_hash = std::string(32, '\0'),
                        .scopes = R"(["decisions:read"])",
                        .expires_at = clock_.now() + 1h};
  const auto add = [&] {
    return shared([&](SharedTransaction& t) { return identities_.add_api_key(t, key); });
  };
  const auto find = [&] {
    return *shared([&](SharedTransaction& t) { return identities_.api_key(t, "gv_abc"); });
  };
  ASSERT_TRUE(add());

  EXPECT_EQ(add().error().code, ErrorCode::Conflict);
  ASSERT_TRUE(find());
  EXPECT_EQ(find()->account, alpha_.account());
  EXPECT_EQ(find()->secret_hash, key.secret_hash);
  ASSERT_TRUE(shared([&](SharedTransaction& t) { return identities_.touch_api_key(t, key.id); }));
  EXPECT_EQ(find()->last_used_at, clock_.now());
  EXPECT_TRUE(*shared([&](SharedTransaction& t) { return identities_.revoke_api_key(t, key.id); }));
  EXPECT_FALSE(find());
}

TEST_P(IdentitiesContract, TheEndOfAnApiKeyIsNeverPutOff) {
  const auto end = clock_.now() + 1h;
  const app::ApiKey key{.id = new_id(),
                        .account = alpha_.account(),
                        .name = "ci",
                        .prefix = "gv_abc",
                        .secret_hash = std::string(32, '\0'),
                        .scopes = "[]"};
  const auto expire = [&](TimePoint at) {
    return *shared([&](SharedTransaction& t) { return identities_.expire_api_key(t, key.id, at); });
  };
  const auto found = [&] {
    return *shared([&](SharedTransaction& t) { return identities_.api_key(t, "gv_abc"); });
  };
  ASSERT_TRUE(shared([&](SharedTransaction& t) { return identities_.add_api_key(t, key); }));

  EXPECT_TRUE(expire(end));
  EXPECT_TRUE(expire(end + 1h));
  EXPECT_EQ(found()->expires_at, end);
  EXPECT_TRUE(expire(clock_.now()));
  EXPECT_FALSE(found());
  ASSERT_TRUE(*shared([&](SharedTransaction& t) { return identities_.revoke_api_key(t, key.id); }));
  EXPECT_FALSE(expire(end)) << "a revoked key has ended";
}

GV_ON_EACH_ENGINE(IdentitiesContract);

}  // namespace
}  // namespace gv::contract

#pragma once

#include "contract/engines.h"

#include <functional>
#include <utility>

#include "adapters/passwords/argon2.h"
#include "adapters/passwords/hotp.h"
#include "adapters/sealing/master_key.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/identities.h"
#include "app/access/access.h"
#include "app/ports/authentication.h"
#include "io/http/trace.h"

namespace gv::contract {

inline constexpr const char* kEmail = "ada@example.com";
inline constexpr const char* kPassword = "correct horse battery";

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

/// A store with one account, "gym", and its owner, Ada.
class AccessFixture : public Contract {
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
  app::AccountScope gym(const app::Principal& principal, app::Scope needed = app::Scope::Admin) {
    return *app::Authentication::scope_of(principal, AccountId("gym"), needed);
  }
  Result<app::MadeKey> make_key(const app::Principal& maker, app::Scopes scopes) {
    return access_.api_keys.make(gym(maker), maker, {.name = "k", .scopes = scopes}, {});
  }

  store::Identities identities_{};
  store::Accounts accounts_{};
  store::AuditLog audit_{};
  passwords::Argon2 passwords_{passwords::Argon2::Cost{.passes = 1, .bytes = 8u << 10}};
  sealing::MasterKey sealer_{*sealing::MasterKey::parse(std::string(64, 'b'), "key")};
  settings::ConfigurationRules rules_{};
  InterruptedStore interrupted_{store_};
  int set_up_{0};  ///< how often it was told
  app::Access access_{{.store = interrupted_,
                       .identities = identities_,
                       .accounts = accounts_,
                       .audit = audit_,
                       .passwords = passwords_,
                       .sealer = sealer_,
                       .hotp = passwords::hotp,
                       .rules = rules_,
                       .clock = clock_,
                       .set_up = [this] { ++set_up_; }},
                      http::system_random_bytes};
};

}  // namespace gv::contract

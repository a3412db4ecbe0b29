#include "contract/engines.h"

#include "adapters/sealing/master_key.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/connections.h"
#include "adapters/store/quarantine.h"
#include "app/access/connect.h"
#include "app/access/connected_platforms.h"
#include "app/portal_accounts.h"
#include "app/ports/settings_source.h"
#include "core/revenue/presets.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

class ConnectionsContract : public Contract {
 protected:
  void connect(const app::AccountScope& scope, std::string portal) {
    const app::Connection connection{.provider = "hubspot",
                                     .external_id = std::move(portal),
                                     .sealed_credentials = std::string("\0\xff", 2)};
    ASSERT_TRUE(
        store_.write(scope, [&](Transaction& t) { return connections_.put(t, connection); }));
  }
  std::optional<app::Connection> find(const app::AccountScope& scope) {
    return *store_.read(scope,
                        [&](Transaction& t) { return connections_.find(t, "hubspot", "62515"); });
  }

  store::Accounts accounts_{};
  store::Connections connections_{};
  store::Quarantine quarantine_{};
  store::AuditLog audit_{};
  sealing::MasterKey key_{*sealing::MasterKey::parse(std::string(64, 'a'), "key")};
  app::PortalAccounts portals_{store_, accounts_, connections_, clock_};
  app::Connect connect_{store_,
                        connections_,
                        audit_,
                        key_,
                        [this](std::string_view provider, std::string_view external_id) {
                          portals_.forget();
                          return portals_.account_of(provider, external_id);
                        },
                        [](const auto&, const auto&) -> Result<void> { return {}; }};
};

/// A platform whose client is one and the same, whatever is asked for.
class OneClient final : public app::PlatformAdapter {
 public:
  explicit OneClient(std::string_view name) : name_(name) {}
  [[nodiscard]] std::string_view name() const override { return name_; }
  Result<std::shared_ptr<app::AdPlatform>> platform(const app::OpenedAdAccount& account) override {
    opened = account;
    return std::shared_ptr<app::AdPlatform>();
  }
  Result<std::shared_ptr<app::AdReports>> reports(const app::OpenedAdAccount& account) override {
    opened = account;
    return std::shared_ptr<app::AdReports>();
  }
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::OpenedAdAccount&) override {
    return fail(ErrorCode::NotAvailable, "platform", "no");
  }
  std::optional<app::OpenedAdAccount> opened{};

 private:
  std::string_view name_;
};

TEST_P(ConnectionsContract, EachPlatformHasItsClientAndItsCredentials) {
  OneClient google("google");
  OneClient meta("meta");
  const app::InMemorySettings settings(
      {{AccountId("alpha"),
        std::make_shared<const app::AccountSettings>(app::AccountSettings{
            .pipeline = *revenue::preset("ptd_fitness", Currency::usd(), 700'000)})}});
  app::ConnectedPlatforms platforms(store_, connections_, key_, settings, {&google, &meta});
  const app::ConnectionDraft draft{
      .provider = "google",
      .external_id = "1",
      .secrets = app::Secrets{{"developer_token", "d"}, {"access_token", "a"}},
      .settings = std::map<std::string, std::string>{{"login_customer_id", "9"}}};
  ASSERT_TRUE(connect_.put(alpha_, draft, {}));
  const app::Connection unreadable{
      .provider = "meta", .external_id = "2", .sealed_credentials = "nobody sealed this"};
  ASSERT_TRUE(
      store_.write(alpha_, [&](Transaction& t) { return connections_.put(t, unreadable); }));

  ASSERT_TRUE(platforms.of(alpha_, "google"));
  EXPECT_EQ(google.opened->secrets.at("access_token"), "a");
  EXPECT_EQ(google.opened->settings.at("login_customer_id"), "9");
  EXPECT_EQ(platforms.of(alpha_, "meta").error().code, ErrorCode::Forbidden);
  EXPECT_EQ(platforms.of(alpha_, "tiktok").error().code, ErrorCode::NotAvailable);
  EXPECT_EQ(platforms.of(beta_, "google").error().code, ErrorCode::NotAvailable);
  const auto reporting = platforms.of(alpha_);
  ASSERT_EQ(reporting->size(), 2u);
  EXPECT_TRUE(reporting->at(0).reports);
  EXPECT_EQ(reporting->at(1).external_id, "2");
  EXPECT_EQ(reporting->at(1).reports.error().code, ErrorCode::Forbidden);

  auto second = draft;
  second.external_id = "3";
  EXPECT_EQ(connect_.put(alpha_, second, {}).error().code, ErrorCode::Conflict)
      << "one ad account of a platform";
}

TEST_P(ConnectionsContract, AConnectionIsReplacedAndRemoved) {
  connect(alpha_, "62515");
  const auto created = clock_.now();
  clock_.advance(1s);
  connect(alpha_, "62515");

  EXPECT_EQ(find(alpha_)->sealed_credentials, std::string("\0\xff", 2));
  EXPECT_EQ(find(alpha_)->created_at, created);
  EXPECT_EQ(find(alpha_)->updated_at, clock_.now());
  EXPECT_FALSE(find(beta_));
  const auto remove = [&](Transaction& t) { return connections_.remove(t, "hubspot", "62515"); };
  EXPECT_TRUE(*store_.write(alpha_, remove));
  EXPECT_FALSE(*store_.write(alpha_, remove));
}

TEST_P(ConnectionsContract, ThePortalOfTwoIsTheOlderOnes) {
  connect(beta_, "62515");
  clock_.advance(1s);
  connect(alpha_, "62515");
  connect(alpha_, "7");

  EXPECT_EQ(*portals_.account_of("hubspot", "62515"), beta_.account());
  EXPECT_EQ(*portals_.account_of("hubspot", "7"), alpha_.account());
  EXPECT_EQ(*portals_.account_of("meta", "7"), std::nullopt);
}

TEST_P(ConnectionsContract, APortalThatAnotherAccountHoldsIsRefused) {
  const app::ConnectionDraft draft{.provider = "hubspot", .external_id = "62515"};
  ASSERT_TRUE(connect_.put(beta_, draft, {}));
  ASSERT_TRUE(connect_.put(beta_, draft, {})) << "its own is replaced";

  const auto refused = connect_.put(alpha_, draft, {});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_EQ(refused.error().where, "ext");
  EXPECT_EQ(to_string(refused.error()).find("beta"), std::string::npos);
  EXPECT_FALSE(find(alpha_));
  EXPECT_TRUE(connect_.remove(beta_, "hubspot", "62515", {}));
  EXPECT_TRUE(connect_.put(alpha_, draft, {})) << "nobody holds it any more";
}

TEST_P(ConnectionsContract, ANewConnectionIsSeenAfterAMinuteOrWhenTold) {
  EXPECT_EQ(*portals_.account_of("hubspot", "7"), std::nullopt);
  connect(alpha_, "7");
  EXPECT_EQ(*portals_.account_of("hubspot", "7"), std::nullopt);
  clock_.advance(60s);
  EXPECT_EQ(*portals_.account_of("hubspot", "7"), alpha_.account());
  connect(alpha_, "8");
  portals_.forget();
  EXPECT_EQ(*portals_.account_of("hubspot", "8"), alpha_.account());
}

TEST_P(ConnectionsContract, WhatIsQuarantinedWaitsOnceUntilItIsResolved) {
  const app::QuarantinedItem item{.id = new_id(),
                                  .kind = "crm_delivery",
                                  .reason = "unreadable",
                                  .source_ref = "hubspot",
                                  .payload = std::string("\0\xff", 2)};
  const auto add = [&](SharedTransaction& t) { return quarantine_.add(t, item); };
  EXPECT_TRUE(*store_.write_shared(add));
  EXPECT_FALSE(*store_.write_shared(add));
  const auto waiting = [&](SharedTransaction& t) { return quarantine_.waiting(t, "hubspot", 9); };
  ASSERT_EQ(store_.read_shared(waiting)->size(), 1u);
  EXPECT_EQ(store_.read_shared(waiting)->at(0).payload, item.payload);

  const auto resolve = [&](SharedTransaction& t) { return quarantine_.resolve(t, item.id); };
  EXPECT_TRUE(*store_.write_shared(resolve));
  EXPECT_FALSE(*store_.write_shared(resolve));
  EXPECT_TRUE(store_.read_shared(waiting)->empty());
}

GV_ON_EACH_ENGINE(ConnectionsContract);

}  // namespace
}  // namespace gv::contract

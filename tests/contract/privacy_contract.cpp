// Who asks to be forgotten is: no row of any table leads to them. What they bought stays sold.
#include "contract/tracking_desk.h"

#include "adapters/store/store_tables.h"

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

class PrivacyContract : public Contract {
 protected:
  void SetUp() override {
    desk_.add_ads(alpha_, fresh_.database(), {"1", "2"});
    desk_.add_ads(beta_, fresh_.database(), {"1"});
  }
  /// Jane clicks twice in one browser, writes, and buys.
  void jane(const app::AccountScope& scope, const std::string& order = "order-jane") {
    for (const std::string n : {"1", "2"}) {
      auto click = TrackingDesk::click_on("1", "gv_jane" + n, "jane-cookie");
      click.ids.fbclid = "IwJane" + n;
      click.ip = *IpAddress::parse("203.0.113.45", "ip");
      click.user_agent = "Safari";
      ASSERT_TRUE(desk_.click(scope, click));
      clock_.advance(1h);
    }
    auto bot = TrackingDesk::click_on("1", "gv_janebot", "jane-cookie");
    bot.prefetch = true;
    ASSERT_TRUE(desk_.click(scope, bot));
    auto sale = TrackingDesk::purchase(order, clock_.now(), 650'000);
    sale.click_id = "gv_jane1";
    sale.ids.fbclid = "IwJane1";
    sale.email = "jane@example.com";
    ASSERT_TRUE(desk_.attribute.run(scope, sale));
    auto near = TrackingDesk::purchase("near " + order, clock_.now(), 100);
    near.ip = *IpAddress::parse("203.0.113.45", "ip");
    near.user_agent = "Safari";
    ASSERT_TRUE(desk_.attribute.run(scope, near));
  }
  void john(const app::AccountScope& scope) {
    ASSERT_TRUE(desk_.click(scope, TrackingDesk::click_on("2", "gv_john", "john-cookie")));
    auto sale = TrackingDesk::purchase("order-john", clock_.now(), 1'000);
    sale.click_id = "gv_john";
    sale.email = "john@example.com";
    ASSERT_TRUE(desk_.attribute.run(scope, sale));
  }
  /// Tables of the account in which one of the texts or bytes stands.
  std::vector<std::string> tables_with(const app::AccountScope& scope,
                                       const std::vector<std::string>& needles) {
    std::vector<std::string> found;
    for (const auto& table : store::store_tables()) {
      if (!table.of_account) continue;
      std::string content;
      const auto read = fresh_.database().read(
          {.account = scope.account().text()}, [&](sql::Connection& connection) {
            return connection.each(table.first_page, {scope.account(), 10'000},
                                   [&](const sql::Row& row) -> Result<void> {
                                     append(row, table.types, content);
                                     return {};
                                   });
          });
      EXPECT_TRUE(read) << read.error();
      for (const auto& needle : needles) {
        if (content.find(needle) != std::string::npos) {
          found.push_back(std::string(table.name) + ": " + needle);
        }
      }
    }
    return found;
  }
  static void append(const sql::Row& row, std::string_view types, std::string& content) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      const int column = static_cast<int>(i);
      if (row.is_null(column)) continue;
      if (types[i] == 'X') content += row.blob(column);
      if (std::string_view("TUJ").find(types[i]) != std::string_view::npos) {
        content += row.text(column);
      }
      content += '\n';
    }
  }
  /// The hash of an address under the key of the day.
  std::string hash_of(const app::AccountScope& scope, std::string_view email) {
    const auto ring = *store_.write(scope, [&](app::Transaction& t) { return desk_.keys.ring(t); });
    const auto digest = ring.hash(attribution::HashType::Email, email).digest;
    return {digest.begin(), digest.end()};
  }

  const app::Actor actor_{.type = "user", .id = "u1"};
  TrackingDesk desk_{store_, clock_};
};

TEST_P(PrivacyContract, ErasureLeavesNoRowThatLeadsToThePerson) {
  jane(alpha_);
  john(alpha_);
  jane(beta_);
  const auto money = desk_.shares(alpha_, "conversion", "order-jane");
  const std::vector<std::string> traces{"gv_jane", "jane-cookie", "IwJane", "jane@",
                                        hash_of(alpha_, "jane@example.com")};
  EXPECT_FALSE(tables_with(alpha_, traces).empty());

  const auto erased = desk_.privacy.erase(alpha_, {.email = " Jane@example.com"}, actor_);

  ASSERT_TRUE(erased) << erased.error();
  EXPECT_EQ(erased->clicks, 3);
  EXPECT_EQ(erased->touches, 2);
  EXPECT_EQ(erased->links, 2);
  EXPECT_EQ(erased->conversions, 2);
  EXPECT_EQ(tables_with(alpha_, traces), std::vector<std::string>{});
  // The money stays, what was decided stays readable, and others are as they were.
  EXPECT_EQ(desk_.shares(alpha_, "conversion", "order-jane"), money);
  const auto sets = desk_.credits(alpha_, "order-jane");
  ASSERT_EQ(sets.size(), 1u);
  EXPECT_EQ(sets[0].evidence.ad, AdId("1"));
  EXPECT_EQ(sets[0].evidence.click_id, "");
  EXPECT_FALSE(tables_with(alpha_, {"gv_john"}).empty());
  EXPECT_FALSE(tables_with(beta_, {"gv_jane"}).empty());
}

TEST_P(PrivacyContract, ErasureLeavesATombstone) {
  jane(alpha_);
  ASSERT_TRUE(desk_.privacy.erase(alpha_, {.email = "jane@example.com"}, actor_));

  const auto events = *store_.read(alpha_, [&](app::Transaction& t) {
    return desk_.log.of_type_after(t, "privacy.erased", 0, 10);
  });
  ASSERT_EQ(events.size(), 1u);
  EXPECT_FALSE(events[0].fact.subject_id);
  const auto audit =
      *store_.read(alpha_, [&](app::Transaction& t) { return desk_.audit.list(t, 0, 10, {}); });
  ASSERT_FALSE(audit.empty());
  EXPECT_EQ(audit[0].action, "privacy.erase");
}

TEST_P(PrivacyContract, EveryWayToNameSomebodyFindsThem) {
  int orders = 0;  // a conversion is told once
  for (const app::SubjectQuery& query :
       {app::SubjectQuery{.visitor_id = "jane-cookie"}, app::SubjectQuery{.click_id = "gv_jane2"},
        app::SubjectQuery{.email = "jane@example.com", .phone = "+971501234567"}}) {
    jane(alpha_, "order-jane" + std::to_string(++orders));
    const auto erased = desk_.privacy.erase(alpha_, query, actor_);
    ASSERT_TRUE(erased) << erased.error();
    EXPECT_EQ(erased->clicks, 3);
    EXPECT_EQ(tables_with(alpha_, {"gv_jane", "jane-cookie", "IwJane"}),
              std::vector<std::string>{});
  }
}

TEST_P(PrivacyContract, NobodyIsErasedTwiceAndNobodyUnknownIsAnError) {
  jane(alpha_);
  ASSERT_TRUE(desk_.privacy.erase(alpha_, {.email = "jane@example.com"}, actor_));

  EXPECT_EQ(desk_.privacy.erase(alpha_, {.email = "jane@example.com"}, actor_)->all(), 0);
  EXPECT_EQ(desk_.privacy.erase(alpha_, {.email = "nobody@example.com"}, actor_)->all(), 0);
  EXPECT_EQ(desk_.privacy.erase(alpha_, {.email = "none"}, actor_).error().where, "email");
  EXPECT_EQ(desk_.privacy.erase(alpha_, {.contact_hash = "x"}, actor_).error().where, "hash");
}

TEST_P(PrivacyContract, AHashOfAnEarlierKeyGoesToo) {
  jane(alpha_);
  const auto hash = hash_of(alpha_, "jane@example.com");
  clock_.advance(24h * 61);
  for (int month = 0; month < 2; ++month) {
    ASSERT_TRUE(desk_.click(alpha_, TrackingDesk::click_on("2", "gv_m" + std::to_string(month))));
    clock_.advance(24h * 5);
  }

  ASSERT_TRUE(desk_.privacy.erase(alpha_, {.email = "jane@example.com"}, actor_));

  EXPECT_EQ(tables_with(alpha_, {hash}), std::vector<std::string>{});
}

TEST_P(PrivacyContract, AnExportHoldsWhatIsKept) {
  jane(alpha_);
  john(alpha_);

  const auto told = desk_.privacy.gather(alpha_, {.email = "jane@example.com"}, actor_);

  ASSERT_TRUE(told) << told.error();
  for (const auto* word : {"gv_jane1", "gv_jane2", "IwJane2", "jane-cookie", "order-jane", "em"}) {
    EXPECT_NE(told->find(word), std::string::npos) << word;
  }
  EXPECT_EQ(told->find("john"), std::string::npos);
}

TEST_P(PrivacyContract, WhatIsOverIsForgotten) {
  jane(alpha_);
  const auto forget = [&] {
    return *store_.write(alpha_, [&](app::Transaction& t) { return desk_.forget.forget(t); });
  };
  EXPECT_EQ(forget().all(), 0);
  clock_.advance(24h * 7);
  EXPECT_EQ(forget().hashes, 2);  // the sealed addresses, within a week of the click
  EXPECT_EQ(forget().all(), 0);
  clock_.advance(24h * 24);
  EXPECT_EQ(forget().links, 1);  // the address; the cookie lives as long as its clicks
  clock_.advance(24h * 60);

  const auto last = forget();

  EXPECT_EQ(last.clicks, 3);
  EXPECT_EQ(last.touches, 2);
  EXPECT_EQ(last.links, 1);
  EXPECT_EQ(tables_with(alpha_, {"jane-cookie"}), std::vector<std::string>{});
  clock_.advance(24h * 30);
  forget();
  EXPECT_TRUE(store_.read(alpha_, [&](app::Transaction& t) { return desk_.account_keys.list(t); })
                  ->empty());
}

TEST_P(PrivacyContract, KeepingPlansForgettingWhichPlansItself) {
  app::JobRunner runner(store_, desk_.portal.jobs, clock_, {&desk_.forget});
  jane(alpha_);
  EXPECT_EQ(runner.step()->completed, 1);  // due since the hour of the first click ended
  EXPECT_EQ(runner.step()->all(), 0);

  clock_.advance(1h);
  EXPECT_EQ(runner.step()->completed, 1);
  EXPECT_EQ(runner.step()->all(), 0);
  clock_.advance(24h * 91);
  EXPECT_EQ(runner.step()->completed, 1);
  clock_.advance(1h);
  EXPECT_EQ(runner.step()->completed, 1);

  EXPECT_EQ(tables_with(alpha_, {"jane-cookie"}), std::vector<std::string>{});
}

GV_ON_EACH_ENGINE(PrivacyContract);

}  // namespace
}  // namespace gv::contract

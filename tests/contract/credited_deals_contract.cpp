// Deals as decisions know them: which ads they are credited to, when they were clicked and counted,
// and what they are worth.
#include "contract/tracking_desk.h"

#include "app/credited_deals.h"

namespace gv::contract {
namespace {

class CreditedDealsContract : public Contract {
 protected:
  void SetUp() override {
    desk_.portal.connect(alpha_, "62515");
    desk_.portal.connect(beta_, "777");
    desk_.add_ads(alpha_, fresh_.database(), {"meta:1", "meta:2"});
    ASSERT_TRUE(desk_.click(alpha_, TrackingDesk::click_on("1", "gv_a")));
  }
  /// Days are counted from the present one.
  void tell(std::string_view deal, std::vector<Told> changes) {
    const auto today = std::chrono::floor<std::chrono::days>(clock_.now()).time_since_epoch();
    for (auto& change : changes) change.day += static_cast<int>(today.count()) - 1;
    ASSERT_TRUE(desk_.portal.deliver(body_of("62515", deal, changes)));
    while (desk_.portal.runner.step()->all() > 0) {
    }
  }
  void credit(std::string_view deal, const std::string& click) {
    auto report = TrackingDesk::purchase("deal:hubspot:" + std::string(deal), clock_.now(), 0);
    report.click_id = click;
    const auto done = desk_.attribute.run(alpha_, report);
    ASSERT_TRUE(done) << done.error();
  }
  std::vector<app::CreditedDeal> deals(const app::AccountScope& scope,
                                       belief::Mode mode = belief::Mode::Pipeline) {
    auto found = store_.read(scope, [&](app::Transaction& t) {
      return app::credited_deals(t, {desk_.portal.revenue, desk_.portal.conversions},
                                 *desk_.portal.pipelines.pipelines(scope.account()), mode);
    });
    EXPECT_TRUE(found) << found.error();
    return found ? *found : std::vector<app::CreditedDeal>{};
  }

  TrackingDesk desk_{store_, clock_};
};

TEST_P(CreditedDealsContract, ADealCountsOnceItHasCreditAndStage) {
  tell("7", {{0, "dealstage", "lead"}});
  EXPECT_TRUE(deals(alpha_).empty()) << "a lead does not count, and nobody is credited";
  tell("7", {{1, "amount", "7000"}, {1, "dealstage", "appointment_scheduled"}});
  EXPECT_TRUE(deals(alpha_).empty()) << "nobody is credited";
  credit("7", "gv_a");

  const auto open = deals(alpha_);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].ad, "meta:1");
  EXPECT_EQ(open[0].deal, "hubspot:7");
  EXPECT_TRUE(open[0].value.click_known);
  EXPECT_LE(open[0].value.click_at, open[0].value.counted_at);
  EXPECT_DOUBLE_EQ(open[0].value.credit, 1.0);
  EXPECT_GT(open[0].value.value_minor, 0.0);
  EXPECT_EQ(open[0].value.cash_minor, 0.0);
  EXPECT_TRUE(deals(alpha_, belief::Mode::Direct).empty()) << "it is not won";
  EXPECT_TRUE(deals(beta_).empty());
}

TEST_P(CreditedDealsContract, AWonDealIsWorthItsAmountAndALostOneNothing) {
  tell("7", {{0, "dealstage", "appointment_scheduled"},
             {1, "amount", "7000"},
             {1, "dealstage", "closed_won"}});
  tell("8", {{0, "dealstage", "appointment_scheduled"}, {1, "dealstage", "closed_lost"}});
  credit("7", "gv_a");
  credit("8", "gv_a");

  const auto both = deals(alpha_);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].value.value_minor, 700'000.0);
  EXPECT_EQ(both[0].value.cash_minor, 700'000.0);
  EXPECT_EQ(both[1].value.value_minor, 0.0) << "a lost deal stays, with no value";
  EXPECT_EQ(deals(alpha_, belief::Mode::Direct).size(), 1u);
}

GV_ON_EACH_ENGINE(CreditedDealsContract);

}  // namespace
}  // namespace gv::contract

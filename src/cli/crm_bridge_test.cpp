#include "cli/crm_bridge.h"

#include <gtest/gtest.h>

#include "adapters/meta_double/delivery.h"
#include "adapters/meta_double/scenarios.h"

namespace gv::cli {
namespace {

constexpr TimePoint kMonday{Millis{1'736'121'600'000}};

TEST(CrmBridge, ACrmKnowsEveryDealOfTheMarketAndHowItEnded) {
  meta_double::PlatformServer platform(
      *meta_double::make_platform({.scenario = "S2", .seed = 7, .ads = 4}, kMonday), {});
  const PlatformClock clock(platform);
  hubspot_double::PortalServer portal(hubspot_double::World(1, kMonday), {.clock = &clock});
  CrmBridge bridge(platform, portal);
  std::size_t deals = 0;
  for (int day = 1; day <= 25; ++day) {
    platform.with([&](meta_double::Platform& one) { advance_to(one, kMonday + Days{day}); });
    bridge.step();
  }
  platform.with([&](const meta_double::Platform& one) {
    for (const auto& ad : one.accounts[0].market.ads()) deals += ad.deals.size();
  });
  portal.with([&](const hubspot_double::World& world) {
    EXPECT_EQ(world.now, kMonday + Days{25});
    EXPECT_EQ(world.deals.size(), deals);
    int won = 0;
    for (const auto& [id, deal] : world.deals) {
      won += deal.value("dealstage") == "closedwon" ? 1 : 0;
      EXPECT_EQ(deal.value("dealstage") == "closedwon", deal.value("amount").has_value());
      const auto click = world.contacts.at(deal.contacts.at(0)).value("gv_click_id");
      EXPECT_TRUE(click && click->starts_with("click-"));
    }
    EXPECT_GT(won, 0);
  });
}

}  // namespace
}  // namespace gv::cli

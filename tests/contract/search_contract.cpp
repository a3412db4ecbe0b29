#include "contract/engines.h"

#include "adapters/store/ad_catalog.h"
#include "adapters/store/assets.h"
#include "adapters/store/decisions.h"
#include "adapters/store/search.h"

namespace gv::contract {
namespace {

using app::Transaction;

class SearchContract : public Contract {
 protected:
  void SetUp() override {
    const auto stored = store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      GV_TRY(catalog_.put(t, app::CatalogCampaign{"meta", "10", "Spring 50% off", "LEADS", "active",
                                                  std::nullopt, "USD"}));
      GV_TRY(catalog_.put(t, app::CatalogAdSet{"meta", "20", "10", "Women", "active"}));
      for (const auto* id : {"31", "32"}) {
        GV_TRY(
            catalog_.put(t, app::CatalogAd{"meta", id, "20", "10", "spring hook " + std::string(id),
                                           "paused", "paused"}));
      }
      GV_TRY(assets_.add(t, {.id = new_id(),
                             .original_name = "Spring.mp4",
                             .size_bytes = 1,
                             .sha256 = std::string(64, 'a'),
                             .facts = {.kind = "video", .mime = "video/mp4"}}));
      const app::DecisionRun run{.id = new_id(),
                                 .trigger = "api",
                                 .inputs_hash = "x",
                                 .num_ads = 1,
                                 .status = "completed"};
      const app::DecisionRecord decision{.id = new_id(),
                                         .run_id = run.id,
                                         .ad_id = "meta:31",
                                         .decision = "scale",
                                         .reason_code = "roas_high",
                                         .reason = "ROAS 4.1",
                                         .status = "proposed"};
      return decisions_.record(t, run, {&decision, 1});
    });
    ASSERT_TRUE(stored) << stored.error();
  }
  /// "kind id" of what is found, an id that is made up left out.
  std::vector<std::string> found(const app::AccountScope& scope, std::string_view part,
                                 int each = 5) {
    const auto all =
        store_.read(scope, [&](Transaction& t) { return search_.find(t, part, each); });
    EXPECT_TRUE(all) << all.error();
    std::vector<std::string> names;
    for (const auto& one : *all) names.push_back(one.kind + " " + one.title);
    return names;
  }

  store::AdCatalog catalog_{};
  store::Assets assets_{};
  store::Decisions decisions_{};
  store::Search search_{};
};

TEST_P(SearchContract, APartOfANameFindsEveryKind) {
  EXPECT_EQ(found(alpha_, "SPRING"),
            (std::vector<std::string>{"ad spring hook 31", "ad spring hook 32",
                                      "campaign Spring 50% off", "asset Spring.mp4"}));
  EXPECT_EQ(found(alpha_, "spring", 1),
            (std::vector<std::string>{"ad spring hook 31", "campaign Spring 50% off",
                                      "asset Spring.mp4"}));
}

TEST_P(SearchContract, AnIdFindsItsThing) {
  EXPECT_EQ(found(alpha_, "meta:31"),
            (std::vector<std::string>{"ad spring hook 31", "decision meta:31"}));
  EXPECT_EQ(found(alpha_, "meta:10"), (std::vector<std::string>{"campaign Spring 50% off"}));
  EXPECT_EQ(found(alpha_, "10"), (std::vector<std::string>{"campaign Spring 50% off"}));
}

TEST_P(SearchContract, AnIdThatTheStoreMadeFindsItsThing) {
  const auto all =
      store_.read(alpha_, [&](Transaction& t) { return search_.find(t, "Spring.mp4", 1); });
  ASSERT_TRUE(all && all->size() == 1u);
  EXPECT_EQ(found(alpha_, all->front().id), std::vector<std::string>{"asset Spring.mp4"});
  EXPECT_TRUE(found(alpha_, R"(C:\boot)").empty());
}

TEST_P(SearchContract, SignsOfPatternsAreThemselves) {
  EXPECT_EQ(found(alpha_, "50%"), (std::vector<std::string>{"campaign Spring 50% off"}));
  EXPECT_TRUE(found(alpha_, "5_%").empty());
}

TEST_P(SearchContract, AnotherAccountFindsNothing) { EXPECT_TRUE(found(beta_, "spring").empty()); }

GV_ON_EACH_ENGINE(SearchContract);

}  // namespace
}  // namespace gv::contract

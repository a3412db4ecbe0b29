#include "contract/engines.h"

#include <algorithm>

#include "adapters/store/decisions.h"

namespace gv::contract {
namespace {

using app::DecisionRecord;
using app::DecisionRun;
using app::Transaction;
using namespace std::chrono_literals;

class DecisionsContract : public Contract {
 protected:
  /// Stores a run that advised on the given ads; its id.
  std::string record(const app::AccountScope& scope, const std::vector<std::string>& ads,
                     std::string status = "completed") {
    const DecisionRun run{.id = new_id(),
                          .trigger = "api",
                          .clock_at = clock_.now() - 1h,
                          .seed = -7,
                          .inputs_hash = "abc",
                          .total_budget_minor = 100'000,
                          .num_ads = static_cast<int>(ads.size()),
                          .status = std::move(status)};
    std::vector<DecisionRecord> decisions;
    for (const auto& ad : ads) {
      decisions.push_back({.id = new_id(),
                           .run_id = run.id,
                           .ad_id = ad,
                           .decision = decisions.empty() ? "scale" : "reduce",
                           .reason_code = "roas_high",
                           .reason = "ROAS 4.1",
                           .confidence = 0.9,
                           .current_budget_minor = 1'000,
                           .recommended_budget_minor = 1'500,
                           .shares_unit = true,
                           .unit_budget_minor = 1'200,
                           .status = "proposed",
                           .expires_at = clock_.now() + 6h});
    }
    EXPECT_TRUE(
        store_.write(scope, [&](Transaction& t) { return decisions_.record(t, run, decisions); }));
    return run.id;
  }
  std::vector<DecisionRecord> list(const app::AccountScope& scope, app::DecisionFilter filter) {
    return *store_.read(scope, [&](Transaction& t) { return decisions_.list(t, filter); });
  }

  store::Decisions decisions_{};
};

TEST_P(DecisionsContract, ARunComesBackAsItWas) {
  const auto id = record(alpha_, {"meta:1"});

  const auto run = *store_.read(alpha_, [&](Transaction& t) { return decisions_.run(t, id); });

  ASSERT_TRUE(run);
  EXPECT_EQ(run->clock_at, clock_.now() - 1h);
  EXPECT_EQ(run->seed, -7);
  EXPECT_EQ(run->total_budget_minor, 100'000);
  EXPECT_EQ(run->created_at, clock_.now());
  EXPECT_EQ(run->duration_us, std::nullopt);
}

TEST_P(DecisionsContract, ADecisionTellsWhoseItsBudgetsAre) {
  record(alpha_, {"meta:1"});
  const auto stored = list(alpha_, {})[0];
  EXPECT_EQ(stored.current_budget_minor, 1'000);
  EXPECT_EQ(stored.recommended_budget_minor, 1'500);
  EXPECT_TRUE(stored.shares_unit);
  EXPECT_EQ(stored.unit_budget_minor, 1'200);
}

TEST_P(DecisionsContract, AnotherAccountSeesNothingOfIt) {
  const auto id = record(alpha_, {"meta:1"});
  const auto decision = list(alpha_, {})[0].id;

  EXPECT_FALSE(*store_.read(beta_, [&](Transaction& t) { return decisions_.run(t, id); }));
  EXPECT_FALSE(
      *store_.read(beta_, [&](Transaction& t) { return decisions_.decision(t, decision); }));
  EXPECT_TRUE(list(beta_, {.run_id = id}).empty());
}

TEST_P(DecisionsContract, ARunIsStoredOnceAndWhole) {
  const DecisionRun run{
      .id = new_id(), .trigger = "api", .inputs_hash = "x", .status = "completed"};
  const std::vector<DecisionRecord> twice(
      2, {.id = new_id(), .run_id = run.id, .ad_id = "meta:1", .decision = "keep"});

  const auto outcome =
      store_.write(alpha_, [&](Transaction& t) { return decisions_.record(t, run, twice); });

  EXPECT_EQ(outcome.error().code, ErrorCode::Conflict);
  EXPECT_FALSE(*store_.read(alpha_, [&](Transaction& t) { return decisions_.run(t, run.id); }));
}

TEST_P(DecisionsContract, PagesGoFromNewToOldWithoutGapOrDouble) {
  for (int i = 0; i < 3; ++i) {
    record(alpha_, {"meta:1", "meta:2"});
    if (i == 1) clock_.advance(1s);
  }
  std::vector<std::string> seen;
  app::DecisionFilter filter{.limit = 4};
  for (auto page = list(alpha_, filter); !page.empty(); page = list(alpha_, filter)) {
    for (const auto& decision : page) seen.push_back(decision.id);
    filter.before = {page.back().created_at, page.back().id};
  }

  ASSERT_EQ(seen.size(), 6u);
  EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

TEST_P(DecisionsContract, FiltersByRunAndAd) {
  const auto first = record(alpha_, {"meta:1", "meta:2"});
  record(alpha_, {"meta:1"});

  EXPECT_EQ(list(alpha_, {.run_id = first}).size(), 2u);
  EXPECT_EQ(list(alpha_, {.ad_id = "meta:1"}).size(), 2u);
  EXPECT_EQ(list(alpha_, {.run_id = first, .ad_id = "meta:1"}).size(), 1u);
}

TEST_P(DecisionsContract, FiltersByKind) {
  const auto run = record(alpha_, {"meta:1", "meta:2", "meta:3"});

  EXPECT_EQ(list(alpha_, {.decision = "scale"}).size(), 1u);
  EXPECT_EQ(list(alpha_, {.run_id = run, .decision = "reduce"}).size(), 2u);
  EXPECT_EQ(list(alpha_, {.run_id = run, .ad_id = "meta:3", .decision = "reduce"}).size(), 1u);
  EXPECT_EQ(list(alpha_, {.ad_id = "meta:3", .decision = "scale"}).size(), 0u);
}

TEST_P(DecisionsContract, WhatARunWasMadeOfComesBackByteForByte) {
  const auto id = record(alpha_, {"meta:1"});
  const std::string document = "{\"b\": 1.50,\n\"a\": \"\u00fc\"}";
  const auto keep = [&] {
    return store_.write(alpha_,
                        [&](Transaction& t) { return decisions_.keep_inputs(t, id, document); });
  };
  const auto inputs = [&](const app::AccountScope& scope) {
    return *store_.read(scope, [&](Transaction& t) { return decisions_.inputs(t, id); });
  };

  EXPECT_EQ(inputs(alpha_), std::nullopt);
  ASSERT_TRUE(keep());
  EXPECT_EQ(inputs(alpha_), document);
  EXPECT_EQ(inputs(beta_), std::nullopt);
  EXPECT_EQ(keep().error().code, ErrorCode::Conflict);
}

TEST_P(DecisionsContract, OldPreviewsGoWithAllThatIsTheirs) {
  const auto kept = record(alpha_, {"meta:1"});
  const auto old = record(alpha_, {"meta:1", "meta:2"}, "preview");
  ASSERT_TRUE(
      store_.write(alpha_, [&](Transaction& t) { return decisions_.keep_inputs(t, old, "{}"); }));
  const auto others = record(beta_, {"meta:1"}, "preview");
  clock_.advance(1h);
  const auto young = record(alpha_, {"meta:1"}, "preview");

  const auto removed = store_.write(alpha_, [&](Transaction& t) {
    return decisions_.remove_previews(t, clock_.now() - 30min, 10);
  });

  EXPECT_EQ(*removed, 1);
  const auto is_there = [&](const app::AccountScope& scope, const std::string& id) {
    return store_.read(scope, [&](Transaction& t) { return decisions_.run(t, id); })->has_value();
  };
  EXPECT_FALSE(is_there(alpha_, old));
  EXPECT_TRUE(list(alpha_, {.run_id = old}).empty());
  EXPECT_TRUE(is_there(alpha_, kept));
  EXPECT_TRUE(is_there(alpha_, young));
  EXPECT_TRUE(is_there(beta_, others));
}

GV_ON_EACH_ENGINE(DecisionsContract);

}  // namespace
}  // namespace gv::contract

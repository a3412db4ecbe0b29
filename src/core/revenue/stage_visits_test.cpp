#include "core/revenue/stage_visits.h"

#include <gtest/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

class StageVisitsTest : public ::testing::Test {
 protected:
  std::vector<StageVisit> visits(const std::vector<DealEvent>& events, double cut) {
    std::vector<StageVisit> found;
    collect_visits(stages_, history_, *folder_.fold(events, day(100)), day(cut), found);
    return found;
  }
  PipelineHistory history_{fitness()};
  FxTable rates_;
  DealFolder folder_{history_, rates_};
  OpenStages stages_{fitness()};
};

TEST_F(StageVisitsTest, PriorsFollowFromThePreset) {
  ASSERT_EQ(stages_.size(), 3u);
  EXPECT_NEAR(stages_.prior_split(1)[2], 15.0 / 28.0, 1e-12);  // appointment to show
  EXPECT_NEAR(stages_.prior_split(1)[stages_.lost()], 13.0 / 28.0, 1e-12);
  EXPECT_NEAR(stages_.prior_split(2)[stages_.won()], 0.60, 1e-12);
  EXPECT_EQ(stages_.prior_exit(0), 0.5);  // 6 - 4 days
  EXPECT_EQ(stages_.outcome_of("closed_lost"), stages_.lost());
  EXPECT_EQ(stages_.outcome_of("sold"), std::nullopt);
}

TEST_F(StageVisitsTest, AWonDealLeavesOneVisitPerStage) {
  const auto found = visits({stage_event(0, "lead"), stage_event(1, "appointment_scheduled"),
                             stage_event(1.5, "appointment_scheduled"), stage_event(3, "show_up"),
                             stage_event(5, "closed_won", 1)},
                            50);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[1].entered_at, day(1));
  EXPECT_EQ(found[1].until, day(3));
  EXPECT_TRUE(found[1].left);
  EXPECT_EQ(found[1].outcome, 2u);
  EXPECT_EQ(found[2].outcome, stages_.won());
  EXPECT_TRUE(found[0].resolved && found[0].won);
  EXPECT_EQ(found[0].resolved_at, day(5));
}

TEST_F(StageVisitsTest, TheDataCutCensors) {
  const auto found = visits({stage_event(0, "lead"), stage_event(4, "closed_lost")}, 2);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].left);
  EXPECT_FALSE(found[0].resolved);
  EXPECT_EQ(found[0].until, day(2));
  EXPECT_EQ(found[0].resolved_at, day(2));
}

TEST_F(StageVisitsTest, ADeletedDealIsLostAMergedOneCensored) {
  const auto deleted =
      visits({stage_event(0, "lead"), event_of_type(3, DealEventType::Deleted)}, 9);
  EXPECT_EQ(deleted[0].outcome, stages_.lost());
  EXPECT_TRUE(deleted[0].resolved);
  EXPECT_EQ(deleted[0].resolved_at, day(3));
  const auto merged = visits({stage_event(0, "lead"), event_of_type(3, DealEventType::Merged)}, 9);
  EXPECT_FALSE(merged[0].left);
  EXPECT_FALSE(merged[0].resolved);
  EXPECT_EQ(merged[0].until, day(3));
}

}  // namespace
}  // namespace gv::revenue

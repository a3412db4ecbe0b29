#include "core/vision/brand_safety.h"

#include <gmock/gmock.h>

#include "core/vision/objects.h"

namespace gv::vision {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr int kWineGlass = 40, kKnife = 43, kApple = 47;

ObjectSample shows(double t, const std::vector<int>& classes) {
  std::vector<DetectionItem> items;
  for (const int class_id : classes) items.push_back({.score = 0.9, .class_id = class_id});
  return object_sample(t, items, false);
}

TEST(ObjectFlags, AWineGlassIsAlcoholOncePerRun) {
  const std::vector<ObjectSample> timeline = {shows(0.0, {}), shows(0.5, {kWineGlass}),
                                              shows(1.0, {kWineGlass}), shows(1.5, {}),
                                              shows(2.0, {kWineGlass})};

  const auto flags = object_flags(timeline);

  ASSERT_THAT(flags, SizeIs(2));
  EXPECT_EQ(flags[0].category, SafetyCategory::Alcohol);
  EXPECT_DOUBLE_EQ(flags[0].score, 0.3);
  EXPECT_DOUBLE_EQ(flags[0].t, 0.5);
  EXPECT_DOUBLE_EQ(flags[1].t, 2.0);
}

TEST(ObjectFlags, AKnifeIsAWeaponUnlessThereIsFood) {
  EXPECT_THAT(object_flags(std::vector{shows(0.0, {kKnife, kApple})}), IsEmpty());

  const auto flags = object_flags(std::vector{shows(0.0, {kKnife})});

  ASSERT_THAT(flags, SizeIs(1));
  EXPECT_EQ(flags[0].category, SafetyCategory::Weapon);
  EXPECT_EQ(flags[0].evidence, "object: knife");
}

constexpr SafetyCoverage kAll{.objects = true, .ocr = true, .transcript = true};

SafetyFlag flag(double score, bool blocks, double t = 0.0) {
  return {SafetyCategory::Hate, "text: term", t, score, blocks};
}

TEST(SafetyLevel, IsTheFirstRuleThatHolds) {
  EXPECT_EQ(assess_safety({flag(0.3, true)}, kAll).level, SafetyLevel::Block);               // 1
  EXPECT_EQ(assess_safety({flag(0.8, false)}, {}).level, SafetyLevel::Block);                // 1
  EXPECT_EQ(assess_safety({flag(0.79, false)}, kAll).level, SafetyLevel::Review);            // 2
  EXPECT_EQ(assess_safety({}, kAll).level, SafetyLevel::Clear);                              // 3
  EXPECT_EQ(assess_safety({}, {.objects = true, .ocr = true}).level, SafetyLevel::Unknown);  // 4
}

TEST(SafetyLevel, ComesWithItsFlagsInOrderOfTime) {
  const BrandSafety safety = assess_safety({flag(0.3, false, 5.0), flag(0.4, false, 1.0)}, kAll);

  ASSERT_THAT(safety.flags, SizeIs(2));
  EXPECT_DOUBLE_EQ(safety.flags[0].t, 1.0);
}

}  // namespace
}  // namespace gv::vision

#include "core/vision/objects.h"

#include <set>

#include <gmock/gmock.h>

#include "core/vision/test_texture.h"

namespace gv::vision {
namespace {

constexpr int kPerson = 0, kDog = 16, kBottle = 39, kChair = 56, kLaptop = 63, kBook = 73;

DetectionItem object(int class_id, double side = 0.2) {
  return {.box = {0.1 + 0.005 * class_id, 0.1, side, side},
          .score = 0.8,
          .class_id = class_id,
          .source = DetectionSource::Yolov8};
}

/// Samples at 2 Hz of one shot.
ObjectsSection objects_of(const std::vector<std::vector<DetectionItem>>& samples,
                          bool plain_border = false, const ObjectsConfig& config = {}) {
  Tracker tracker;
  std::vector<ObjectSample> timeline;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = 0.5 * static_cast<double>(i);
    tracker.on_sample(static_cast<std::int64_t>(15 * i), t, samples[i]);
    timeline.push_back(object_sample(t, samples[i], plain_border, config));
  }
  const std::vector<Shot> shots = {
      {.end_frame = 10'000, .end_s = 0.5 * static_cast<double>(samples.size())}};
  return *summarize_objects(tracker.finish(shots), timeline, config);
}

// Spec 60, section 8: 20 samples at 2 Hz, product in samples 3-9 and 15-16.
TEST(ProductVisibility, CountsPresenceStreakAndFirst) {
  std::vector<std::vector<DetectionItem>> samples(20);
  for (std::size_t i = 3; i <= 9; ++i) samples[i] = {object(kBottle)};
  for (std::size_t i = 15; i <= 16; ++i) samples[i] = {object(kBottle)};

  const ProductVisibility visibility = objects_of(samples).product_visibility;

  EXPECT_NEAR(visibility.presence_ratio, 0.45, 1e-12);
  EXPECT_EQ(visibility.level, VisibilityLevel::Moderate);
  EXPECT_NEAR(visibility.longest_streak_s, 3.5, 1e-12);
  EXPECT_DOUBLE_EQ(*visibility.first_product_s, 1.5);
  EXPECT_NEAR(visibility.mean_area, 0.04, 1e-12);
}

TEST(ProductVisibility, AStillIsOneSampleThatCounts) {
  Tracker tracker;
  const std::vector items{object(kBottle)};
  tracker.on_sample(0, 0.0, items);

  const auto objects = summarize_objects(tracker.finish(std::vector<Shot>{{.end_frame = 1}}),
                                         {object_sample(0.0, items, false)});

  ASSERT_TRUE(objects);
  EXPECT_DOUBLE_EQ(objects->summary.at("bottle").time_share, 1.0);
  EXPECT_DOUBLE_EQ(objects->product_visibility.presence_ratio, 1.0);
  EXPECT_NEAR(objects->product_visibility.mean_area, 0.04, 1e-12);
}

TEST(ProductVisibility, LevelsStartAtHalfAThirdAndATenth) {
  EXPECT_EQ(visibility_level(0.5), VisibilityLevel::Good);
  EXPECT_EQ(visibility_level(0.3), VisibilityLevel::Moderate);
  EXPECT_EQ(visibility_level(0.1), VisibilityLevel::Low);
  EXPECT_EQ(visibility_level(0.09), VisibilityLevel::VeryLow);
}

// Spec 60, section 8: lifestyle .2, tech .5, rest 0 -> tech; all 0 -> unknown.
TEST(SceneType, IsTheLargestShareOrUnknown) {
  EXPECT_EQ(scene_of({{"lifestyle", 0.2}, {"tech", 0.5}, {"food", 0.0}}), SceneType::Tech);
  EXPECT_EQ(scene_of({{"lifestyle", 0.0}, {"tech", 0.0}}), SceneType::Unknown);
  EXPECT_EQ(objects_of({{}, {}}).scene.type, SceneType::Unknown);
}

TEST(SceneType, SharesCountSamplesWithAnyClassOfTheList) {
  const SceneLook scene =
      objects_of(
          {{object(kLaptop), object(kChair)}, {object(kLaptop)}, {object(kDog)}, {object(kPerson)}})
          .scene;

  EXPECT_EQ(scene.type, SceneType::Tech);
  EXPECT_DOUBLE_EQ(scene.scores.at("tech"), 0.5);
  EXPECT_DOUBLE_EQ(scene.scores.at("lifestyle"), 0.25);
  EXPECT_DOUBLE_EQ(scene.scores.at("outdoor"), 0.25);
  EXPECT_DOUBLE_EQ(scene.scores.at("studio"), 0.0);
  EXPECT_TRUE(scene.has_humans);
  EXPECT_TRUE(scene.has_products);
}

TEST(SceneType, PeopleAndProductsBeforeABackdropAreAStudio) {
  const std::vector<std::vector<DetectionItem>> samples = {
      {object(kPerson), object(kBottle)}, {object(kPerson)}, {object(kDog)}, {}};

  EXPECT_DOUBLE_EQ(objects_of(samples, true).scene.scores.at("studio"), 0.5);
  EXPECT_DOUBLE_EQ(objects_of(samples, false).scene.scores.at("studio"), 0.0);
}

TEST(Objects, AreSummedUpByClassAndCategory) {
  const ObjectsSection objects =
      objects_of({{object(kBottle, 0.2), object(kPerson)}, {object(kBottle, 0.2)}, {}, {}});

  EXPECT_EQ(objects.summary.at("bottle").count, 1) << "one bottle, seen twice";
  EXPECT_DOUBLE_EQ(objects.summary.at("bottle").time_share, 0.5);
  EXPECT_NEAR(objects.summary.at("bottle").max_area, 0.04, 1e-12);
  EXPECT_DOUBLE_EQ(objects.categories.at("human_presence").time_share, 0.25);
  EXPECT_EQ(objects.timeline.at(0).items.at(0).name, "bottle");
  EXPECT_EQ(objects.tracks.size(), 2U);
}

TEST(Objects, StrictProductsAreTheFiveOfTheOriginal) {
  const std::vector<std::vector<DetectionItem>> samples = {{object(kBook)}};

  EXPECT_TRUE(objects_of(samples).scene.has_products);
  EXPECT_FALSE(objects_of(samples, false, {.strict = true}).scene.has_products);
}

TEST(Objects, CategoriesCanBeSet) {
  const ObjectsConfig config{.categories = {{"dog", "product"}}};

  EXPECT_TRUE(objects_of({{object(kDog)}}, false, config).scene.has_products);
  EXPECT_FALSE(objects_of({{object(kDog)}}).scene.has_products);
}

TEST(Objects, WithoutASampleThereIsNoSection) { EXPECT_FALSE(summarize_objects({}, {})); }

// Spec 60, section 8: the table of categories.
TEST(CocoClasses, AreEightyDifferentNamesInTwelveCategories) {
  std::set<std::string_view> names;
  std::map<std::string_view, int> categories;
  for (int i = 0; i < kCocoClasses; ++i) {
    names.insert(coco_class(i).name);
    ++categories[coco_class(i).category];
  }

  EXPECT_EQ(names.size(), 80U);
  const std::map<std::string_view, int> expected = {
      {"human_presence", 1}, {"product", 9},      {"product_fashion", 5}, {"product_food", 10},
      {"product_home", 14},  {"product_care", 2}, {"vehicle", 8},         {"pet", 2},
      {"animal", 8},         {"lifestyle", 6},    {"sports", 10},         {"street", 5}};
  EXPECT_EQ(categories, expected);
}

TEST(CocoClasses, KeepTheOrderOfTheTrainedNetworks) {
  EXPECT_EQ(coco_class(0).name, "person");
  EXPECT_EQ(coco_class(39).name, "bottle");
  EXPECT_EQ(coco_class(67).name, "cell phone");
  EXPECT_EQ(coco_class(79).name, "toothbrush");
  EXPECT_EQ(coco_class(79).category, "product_care");
}

TEST(Border, IsPlainAroundAnythingOnABackdrop) {
  Image backdrop(320, 180, 1);
  std::fill(backdrop.pixels.begin(), backdrop.pixels.end(), std::uint8_t{200});
  for (int y = 60; y < 120; ++y) std::fill_n(backdrop.row(y) + 100, 100, std::uint8_t{10});
  // Coarse squares: the softer texture has no Canny edges, its grey levels alone tell.
  Image board(320, 180, 1);
  for (int y = 0; y < 180; ++y) {
    for (int x = 0; x < 320; ++x) board.row(y)[x] = (x / 8 + y / 8) % 2 == 0 ? 40 : 220;
  }

  EXPECT_TRUE(border_look(backdrop).plain());
  EXPECT_FALSE(border_look(texture(320, 180)).plain());
  EXPECT_FALSE(border_look(board).plain());
  EXPECT_GT(border_look(board).edge_density, 0.03);
}

}  // namespace
}  // namespace gv::vision

#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/image.h"
#include "core/vision/brand_safety.h"
#include "core/vision/coco.h"
#include "core/vision/tracker.h"

namespace gv::vision {

struct ObjectItem {
  int class_id{0};
  std::string name;
  std::string category;
  double score{0.0};
  Box box{};
};
BOOST_DESCRIBE_STRUCT(ObjectItem, (), (class_id, name, category, score, box))

/// What one sampled frame shows.
struct ObjectSample {
  double t{0.0};
  std::vector<ObjectItem> items{};
  bool plain_border{false};
};
BOOST_DESCRIBE_STRUCT(ObjectSample, (), (t, items))

/// Of one class or category.
struct ObjectSummary {
  int count{0};            ///< tracks: things that were told apart
  double time_share{0.0};  ///< of the time with at least one
  double max_area{0.0};    ///< of one box, relative to the frame
};
BOOST_DESCRIBE_STRUCT(ObjectSummary, (), (count, time_share, max_area))

enum class SceneType { Lifestyle, Outdoor, Tech, Food, Sports, Studio, Unknown };
BOOST_DESCRIBE_ENUM(SceneType, Lifestyle, Outdoor, Tech, Food, Sports, Studio, Unknown)

struct SceneLook {
  SceneType type{SceneType::Unknown};      ///< the highest score, the earlier of equals
  std::map<std::string, double> scores{};  ///< time shares by type, without unknown
  bool has_humans{false};
  bool has_products{false};
};
BOOST_DESCRIBE_STRUCT(SceneLook, (), (type, scores, has_humans, has_products))

enum class VisibilityLevel { Good, Moderate, Low, VeryLow };
BOOST_DESCRIBE_ENUM(VisibilityLevel, Good, Moderate, Low, VeryLow)

struct ProductVisibility {
  double presence_ratio{0.0};  ///< share of the time with a product
  double longest_streak_s{0.0};
  std::optional<double> first_product_s{};
  double mean_area{0.0};                            ///< of the largest product, while there is one
  VisibilityLevel level{VisibilityLevel::VeryLow};  ///< from .5, .3, .1 on
};
BOOST_DESCRIBE_STRUCT(ProductVisibility, (),
                      (presence_ratio, longest_streak_s, first_product_s, mean_area, level))

struct ObjectsSection {
  std::vector<ObjectSample> timeline{};
  std::map<std::string, ObjectSummary> summary{};     ///< by class
  std::map<std::string, ObjectSummary> categories{};  ///< by category
  std::vector<Track> tracks{};
  SceneLook scene{};
  ProductVisibility product_visibility{};
  std::optional<BrandSafety> brand_safety{};  ///< set by whoever has text and speech as well
};
BOOST_DESCRIBE_STRUCT(ObjectsSection, (),
                      (timeline, summary, categories, tracks, scene, product_visibility,
                       brand_safety))

struct ObjectsConfig {
  std::map<std::string, std::string> categories{};  ///< class -> category, over the built-in ones
  bool strict{false};  ///< products are bottle, cup, cell phone, laptop and tv only
};

/// Names and sorts the detections of one sample.
[[nodiscard]] ObjectSample object_sample(double t, std::span<const DetectionItem> items,
                                         bool plain_border, const ObjectsConfig& config = {});

/// One object sample per sample of the tracking. None without a sample.
[[nodiscard]] std::optional<ObjectsSection> summarize_objects(const Tracking& tracking,
                                                              std::vector<ObjectSample> timeline,
                                                              const ObjectsConfig& config = {});

/// The type of the highest share; `Unknown` if all are 0.
[[nodiscard]] SceneType scene_of(const std::map<std::string, double>& scores);

[[nodiscard]] VisibilityLevel visibility_level(double presence_ratio);

/// The outer 15 % of a picture.
struct BorderLook {
  double edge_density{0.0};  ///< share of Canny (100, 200) edge pixels
  double luma_std{0.0};      ///< grey levels

  /// A backdrop: nearly no edges, nearly one grey (prior).
  [[nodiscard]] bool plain() const { return edge_density < 0.03 && luma_std < 12.0; }
};
[[nodiscard]] BorderLook border_look(const Image& luma);

}  // namespace gv::vision

#include "core/vision/objects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> kStrictProducts = {"bottle", "cup", "cell phone",
                                                             "laptop", "tv"};
constexpr std::array<std::string_view, 5> kLifestyle = {"couch", "bed", "dining table", "chair",
                                                        "potted plant"};
constexpr std::array<std::string_view, 10> kOutdoor = {
    "car",  "bicycle", "motorcycle", "bus",           "truck",
    "bird", "dog",     "bench",      "traffic light", "stop sign"};
constexpr std::array<std::string_view, 5> kTech = {"laptop", "cell phone", "tv", "keyboard",
                                                   "mouse"};
constexpr std::array<std::string_view, 6> kFood = {"bowl",  "cup",   "fork",
                                                   "knife", "spoon", "wine glass"};
constexpr std::array<std::string_view, 6> kSceneNames = {"lifestyle", "outdoor", "tech",
                                                         "food",      "sports",  "studio"};

bool listed(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_product(const ObjectItem& item, bool strict) {
  return strict ? listed(kStrictProducts, item.name) : item.category.starts_with("product");
}

bool is_human(const ObjectItem& item) { return item.category == "human_presence"; }

template <class Test>
bool any_item(const ObjectSample& sample, const Test& test) {
  return std::any_of(sample.items.begin(), sample.items.end(), test);
}

/// Whether a sample speaks for the scene type at this place of `kSceneNames`.
bool speaks_for(std::size_t scene, const ObjectSample& sample, bool strict) {
  const auto shows = [&](Names names) {
    return any_item(sample, [&](const ObjectItem& item) { return listed(names, item.name); });
  };
  const auto of = [&](std::string_view category) {
    return any_item(sample, [&](const ObjectItem& item) { return item.category == category; });
  };
  switch (static_cast<SceneType>(scene)) {
    case SceneType::Lifestyle:
      return shows(kLifestyle);
    case SceneType::Outdoor:
      return shows(kOutdoor);
    case SceneType::Tech:
      return shows(kTech);
    case SceneType::Food:
      return of("product_food") || shows(kFood);
    case SceneType::Sports:
      return of("sports");
    case SceneType::Studio:
      return sample.plain_border && !sample.items.empty() &&
             !any_item(sample, [&](const ObjectItem& item) {
               return !is_human(item) && !is_product(item, strict);
             });
    case SceneType::Unknown:
      break;
  }
  return false;
}

double area_of(const Box& box) { return box.w * box.h; }

/// Adds a sample to the summaries of the names that `key` gives its items.
template <class Key>
void add_sample(const ObjectSample& sample, double share, const Key& key,
                std::map<std::string, ObjectSummary>& summaries) {
  std::map<std::string, double> largest;
  for (const ObjectItem& item : sample.items) {
    double& area = largest[key(item)];
    area = std::max(area, area_of(item.box));
  }
  for (const auto& [name, area] : largest) {
    ObjectSummary& summary = summaries[name];
    summary.time_share += share;
    summary.max_area = std::max(summary.max_area, area);
  }
}

std::string category_of(int class_id, const ObjectsConfig& config) {
  const CocoClass& known = coco_class(class_id);
  const auto own = config.categories.find(std::string(known.name));
  return own != config.categories.end() ? own->second : std::string(known.category);
}

ProductVisibility product_visibility(std::span<const ObjectSample> timeline,
                                     std::span<const SampleSpan> samples,
                                     std::span<const double> weights, bool strict) {
  ProductVisibility visibility;
  double total = 0.0;
  double present = 0.0;
  double streak = 0.0;
  double area_time = 0.0;
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    total += weights[i];
    double area = -1.0;
    for (const ObjectItem& item : timeline[i].items) {
      if (is_product(item, strict)) area = std::max(area, area_of(item.box));
    }
    if (area < 0.0) {
      streak = 0.0;
      continue;
    }
    if (!visibility.first_product_s) visibility.first_product_s = timeline[i].t;
    present += weights[i];
    streak += samples[i].length();
    area_time += area * weights[i];
    visibility.longest_streak_s = std::max(visibility.longest_streak_s, streak);
  }
  visibility.presence_ratio = present / total;
  if (present > 0.0) visibility.mean_area = area_time / present;
  visibility.level = visibility_level(visibility.presence_ratio);
  return visibility;
}

}  // namespace

ObjectSample object_sample(double t, std::span<const DetectionItem> items, bool plain_border,
                           const ObjectsConfig& config) {
  ObjectSample sample{.t = t, .plain_border = plain_border};
  for (const DetectionItem& item : items) {
    sample.items.push_back({item.class_id, std::string(coco_class(item.class_id).name),
                            category_of(item.class_id, config), item.score, item.box});
  }
  return sample;
}

SceneType scene_of(const std::map<std::string, double>& scores) {
  SceneType best = SceneType::Unknown;
  double most = 0.0;
  for (std::size_t i = 0; i < kSceneNames.size(); ++i) {
    const auto score = scores.find(std::string(kSceneNames[i]));
    if (score == scores.end() || score->second <= most) continue;
    most = score->second;
    best = static_cast<SceneType>(i);
  }
  return best;
}

VisibilityLevel visibility_level(double presence_ratio) {
  const double share = presence_ratio + 1e-9;
  if (share >= 0.5) return VisibilityLevel::Good;
  if (share >= 0.3) return VisibilityLevel::Moderate;
  return share >= 0.1 ? VisibilityLevel::Low : VisibilityLevel::VeryLow;
}

std::optional<ObjectsSection> summarize_objects(const Tracking& tracking,
                                                std::vector<ObjectSample> timeline,
                                                const ObjectsConfig& config) {
  GV_CHECK(tracking.samples.size() == timeline.size());
  if (timeline.empty()) return std::nullopt;
  const std::vector<double> weights = weights_of(tracking.samples);
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);

  ObjectsSection section;
  for (const std::string_view name : kSceneNames) section.scene.scores[std::string(name)] = 0.0;
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    const ObjectSample& sample = timeline[i];
    const double share = weights[i] / total;
    add_sample(
        sample, share, [](const ObjectItem& item) { return item.name; }, section.summary);
    add_sample(
        sample, share, [](const ObjectItem& item) { return item.category; }, section.categories);
    for (std::size_t scene = 0; scene < kSceneNames.size(); ++scene) {
      if (!speaks_for(scene, sample, config.strict)) continue;
      section.scene.scores[std::string(kSceneNames[scene])] += share;
    }
    section.scene.has_humans = section.scene.has_humans || any_item(sample, is_human);
    section.scene.has_products =
        section.scene.has_products ||
        any_item(sample, [&](const ObjectItem& item) { return is_product(item, config.strict); });
  }
  for (const Track& track : tracking.tracks) {
    ++section.summary[std::string(coco_class(track.class_id).name)].count;
    ++section.categories[category_of(track.class_id, config)].count;
  }
  section.scene.type = scene_of(section.scene.scores);
  section.product_visibility =
      product_visibility(timeline, tracking.samples, weights, config.strict);
  section.tracks = tracking.tracks;
  section.timeline = std::move(timeline);
  return section;
}

BorderLook border_look(const Image& luma) {
  GV_CHECK(luma.channels == 1 && !luma.empty());
  const int margin_x = std::max(1, static_cast<int>(std::lrint(0.15 * luma.width)));
  const int margin_y = std::max(1, static_cast<int>(std::lrint(0.15 * luma.height)));
  const Image edges = canny_edges(luma, 100.0, 200.0);
  double count = 0.0;
  double marked = 0.0;
  double sum = 0.0;
  double squares = 0.0;
  for (int y = 0; y < luma.height; ++y) {
    const bool outer_row = y < margin_y || y >= luma.height - margin_y;
    for (int x = 0; x < luma.width; ++x) {
      if (!outer_row && x >= margin_x && x < luma.width - margin_x) continue;
      const double value = luma.row(y)[x];
      count += 1.0;
      sum += value;
      squares += value * value;
      marked += edges.row(y)[x] != 0 ? 1.0 : 0.0;
    }
  }
  const double mean = sum / count;
  return {marked / count, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

}  // namespace gv::vision

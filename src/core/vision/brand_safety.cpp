#include "core/vision/brand_safety.h"

#include <algorithm>
#include <string_view>

#include "core/vision/objects.h"

namespace gv::vision {
namespace {

constexpr double kObjectScore = 0.3;  // prior: an object alone says little
constexpr double kBlockScore = 0.8;   // prior

bool shows(const ObjectSample& sample, std::string_view name) {
  return std::any_of(sample.items.begin(), sample.items.end(),
                     [&](const ObjectItem& item) { return item.name == name; });
}

bool shows_food(const ObjectSample& sample) {
  return std::any_of(sample.items.begin(), sample.items.end(), [](const ObjectItem& item) {
    return coco_class(item.class_id).category == "product_food";
  });
}

/// A flag at each sample where `holds` begins to be true.
template <class Rule>
void flag_runs(std::span<const ObjectSample> timeline, const SafetyFlag& flag, const Rule& holds,
               std::vector<SafetyFlag>& flags) {
  bool before = false;
  for (const ObjectSample& sample : timeline) {
    const bool now = holds(sample);
    if (now && !before) {
      flags.push_back(flag);
      flags.back().t = sample.t;
    }
    before = now;
  }
}

}  // namespace

std::vector<SafetyFlag> object_flags(std::span<const ObjectSample> timeline) {
  std::vector<SafetyFlag> flags;
  flag_runs(
      timeline, {SafetyCategory::Alcohol, "object: wine glass", 0.0, kObjectScore},
      [](const ObjectSample& sample) { return shows(sample, "wine glass"); }, flags);
  flag_runs(
      timeline, {SafetyCategory::Weapon, "object: knife", 0.0, kObjectScore},
      [](const ObjectSample& sample) { return shows(sample, "knife") && !shows_food(sample); },
      flags);
  return flags;
}

BrandSafety assess_safety(std::vector<SafetyFlag> flags, const SafetyCoverage& coverage) {
  BrandSafety safety{.flags = std::move(flags)};
  std::stable_sort(safety.flags.begin(), safety.flags.end(),
                   [](const SafetyFlag& a, const SafetyFlag& b) { return a.t < b.t; });
  const bool blocked =
      std::any_of(safety.flags.begin(), safety.flags.end(),
                  [](const SafetyFlag& flag) { return flag.blocks || flag.score >= kBlockScore; });
  if (blocked) {
    safety.level = SafetyLevel::Block;
  } else if (!safety.flags.empty()) {
    safety.level = SafetyLevel::Review;
  } else if (coverage.objects && coverage.ocr && coverage.transcript) {
    safety.level = SafetyLevel::Clear;
  }
  return safety;
}

}  // namespace gv::vision

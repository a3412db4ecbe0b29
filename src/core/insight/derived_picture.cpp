#include <algorithm>
#include <cmath>

#include "core/insight/derived_parts.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

constexpr std::size_t kLabelsMax = 16;
constexpr double kSlowest = 0.2;  // cuts per second
constexpr double kFast = 0.5;

std::string aspect_of(const std::string& label) {
  return label == "9:16" || label == "4:5" || label == "1:1" || label == "16:9" ? label : "other";
}

/// Entropy of the labels over that of equal shares; 0 for a single one.
double diversity_of(const std::map<std::string, double>& labels) {
  double total = 0.0;
  for (const auto& [label, share] : labels) total += share;
  if (labels.size() < 2 || total <= 0.0) return 0.0;
  double entropy = 0.0;
  for (const auto& [label, share] : labels) {
    const double p = share / total;
    if (p > 0.0) entropy -= p * std::log(p);
  }
  return entropy / std::log(static_cast<double>(labels.size()));
}

std::vector<std::string> most_frequent(const std::map<std::string, double>& labels) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [label, share] : labels) ranked.emplace_back(-share, label);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kLabelsMax, ranked.size()); ++i) {
    names.push_back(ranked[i].second);
  }
  return names;
}

double composition_quality(const ColourFacts& c) {
  return 0.4 * c.aligned_share + 0.3 * (1.0 - ramp(c.border_edges, 0.05, 0.3)) +
         0.3 * c.subject_share;
}

void derive_colour(const DerivedInput& input, Derived& out) {
  const auto& colour = input.colour;
  out["palette"] = from(colour, [](const auto& c) { return c.palette; });
  out["brightness"] = from(colour, [](const auto& c) { return c.brightness; });
  out["contrast"] = from(colour, [](const auto& c) { return c.contrast; });
  out["saturation"] = from(colour, [](const auto& c) { return c.saturation; });
  out["vibrancy"] = from(colour, [](const auto& c) { return c.vibrancy; });
  out["complexity"] = from(colour, [](const auto& c) { return c.complexity; });
  out["colorfulness"] = from(colour, [](const auto& c) { return c.colorfulness; });
  out["clip_share"] = from(colour, [](const auto& c) { return c.clip_share; });
  out["composition"] = from(colour, [](const auto& c) { return c.composition; });
  out["sharpness"] = from(colour, [](const auto& c) { return c.sharpness; });
  out["high_contrast"] = from(colour, [](const auto& c) { return c.contrast >= 0.5; });
  out["composition_quality"] = from(colour, composition_quality);
  out["lighting_quality"] =
      from(colour, [](const auto& c) { return lighting_quality(c.brightness, c.clip_share); });
  out["lighting_consistency"] =
      from(colour, [](const auto& c) { return 1.0 - std::min(1.0, c.brightness_sd / 0.25); });
  out["compression_artifacts"] = colour && colour->block_ratio
                                     ? DerivedValue(ramp(*colour->block_ratio - 1.0, 0.05, 0.5))
                                     : DerivedValue{};
}

void derive_content(const DerivedInput& input, Derived& out) {
  const auto& faces = input.faces;
  out["face_time"] = from(faces, [](const auto& f) { return f.time_share; });
  out["face_count_avg"] = from(faces, [](const auto& f) { return f.count_avg; });
  out["face_area"] = from(faces, [](const auto& f) { return f.area_mean; });
  const auto& objects = input.objects;
  out["product_time"] = from(objects, [](const auto& o) { return o.product_time; });
  out["product_area"] = from(objects, [](const auto& o) { return o.product_area; });
  out["people_count_avg"] = from(objects, [](const auto& o) { return o.people_avg; });
  out["object_diversity"] = from(objects, [](const auto& o) { return diversity_of(o.labels); });
  out["object_list"] = from(objects, [](const auto& o) { return most_frequent(o.labels); });
  out["key_object_focus"] = from(objects, [&](const auto& o) {
    return std::min(1.0, o.longest_product_s / input.duration_s);
  });
  out["object_movement"] = objects && objects->track_speed
                               ? DerivedValue(std::min(1.0, *objects->track_speed / 15.0))
                               : DerivedValue{};
}

void derive_shots(const DerivedInput& input, Derived& out) {
  for (const char* name : {"transitions", "scene_count", "cuts_per_s", "scene_mean_ms",
                           "scene_sd_ms", "first_scene_s", "tempo", "fast_paced"}) {
    out[name] = DerivedValue{};
  }
  if (!input.shots || input.shots->shots.empty()) return;
  const auto& shots = input.shots->shots;
  std::vector<double> lengths;
  for (const auto& shot : shots) lengths.push_back(shot.length());
  const auto ms = [](double seconds) {
    return static_cast<std::int64_t>(std::nearbyint(seconds * 1000.0));
  };
  const double rate = static_cast<double>(shots.size() - 1) / input.duration_s;
  out["transitions"] = input.shots->transitions;
  out["scene_count"] = static_cast<std::int64_t>(shots.size());
  out["cuts_per_s"] = rate;
  out["scene_mean_ms"] = ms(mean_of(lengths));
  out["scene_sd_ms"] = ms(std::sqrt(variance_of(lengths)));
  out["first_scene_s"] = lengths.front();
  out["tempo"] = std::string(rate <= kSlowest ? "slow" : rate <= kFast ? "medium" : "fast");
  out["fast_paced"] = rate > kFast;
}

}  // namespace

double lighting_quality(double brightness, double clip_share) {
  return 0.6 * band(brightness, 0.1, 0.35, 0.65, 0.9) + 0.4 * (1.0 - ramp(clip_share, 0.02, 0.15));
}

void derive_picture(const DerivedInput& input, Derived& out) {
  out["aspect"] = aspect_of(input.aspect);
  derive_colour(input, out);
  derive_content(input, out);
  derive_shots(input, out);
}

}  // namespace gv::insight

#include "core/insight/text_section.h"

#include <algorithm>

#include "core/insight/measure.h"
#include "core/insight/safe_zone.h"

namespace gv::insight {
namespace {

constexpr double kContrastPercentile = 0.1;

double word_count(const TextTrack& track) {
  return static_cast<double>(words_of(track.text).size());
}

double text_time(std::span<const TextTrack> tracks, double duration_s) {
  std::vector<TimeSpan> spans;
  for (const auto& track : tracks) spans.push_back({track.t0, track.t1});
  return covered_time(std::move(spans), 0.0, duration_s);
}

/// Between two neighbouring edges the set of visible lines does not change.
std::vector<double> edges_of(std::span<const TextTrack> tracks, double duration_s) {
  std::vector<double> edges{0.0, duration_s};
  for (const auto& track : tracks) {
    edges.push_back(std::clamp(track.t0, 0.0, duration_s));
    edges.push_back(std::clamp(track.t1, 0.0, duration_s));
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

void measure_over_time(TextSection& section, double duration_s) {
  const auto edges = edges_of(section.tracks, duration_s);
  double integral = 0.0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    std::vector<vision::Box> visible;
    double load = 0.0;
    for (const auto& track : section.tracks) {
      if (track.t0 > edges[i] || track.t1 <= edges[i]) continue;
      visible.push_back(track.box);
      load += word_count(track) / (track.t1 - track.t0);
    }
    const double area = union_area(visible);
    integral += area * (edges[i + 1] - edges[i]);
    section.text_area_max = std::max(section.text_area_max, area);
    section.reading_load = std::max(section.reading_load, load);
  }
  section.text_area_mean = integral / duration_s;
}

SafeZoneViolation violation_of(std::span<const TextTrack> tracks, const Placement& placement,
                               double duration_s) {
  std::vector<TextTrack> outside;
  std::copy_if(tracks.begin(), tracks.end(), std::back_inserter(outside),
               [&](const TextTrack& track) { return !in_safe_zone(track.box, placement); });
  const double shown = text_time(tracks, duration_s);
  return {static_cast<std::int64_t>(outside.size()),
          shown > 0.0 ? text_time(outside, duration_s) / shown : 0.0};
}

}  // namespace

double union_area(std::span<const vision::Box> boxes) {
  std::vector<double> columns;
  for (const auto& box : boxes) {
    columns.push_back(box.x);
    columns.push_back(box.x + box.w);
  }
  std::sort(columns.begin(), columns.end());
  double area = 0.0;
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    std::vector<TimeSpan> rows;
    for (const auto& box : boxes) {
      if (box.x <= columns[i] && box.x + box.w >= columns[i + 1]) {
        rows.push_back({box.y, box.y + box.h});
      }
    }
    area += covered_time(std::move(rows), 0.0, 1.0) * (columns[i + 1] - columns[i]);
  }
  return area;
}

std::optional<double> contrast_p10(std::span<const TextTrack> tracks) {
  std::vector<std::pair<double, double>> measured;  // contrast, seconds
  double total = 0.0;
  for (const auto& track : tracks) {
    if (!track.contrast) continue;
    measured.emplace_back(*track.contrast, track.t1 - track.t0);
    total += track.t1 - track.t0;
  }
  if (measured.empty()) return std::nullopt;
  std::sort(measured.begin(), measured.end());
  double reached = 0.0;
  for (const auto& [contrast, seconds] : measured) {
    reached += seconds;
    if (reached >= kContrastPercentile * total) return contrast;
  }
  return measured.back().first;
}

TextSection summarise_text(std::vector<TextTrack> tracks, double duration_s, double aspect,
                           const TextSectionConfig& config) {
  TextSection section;
  section.tracks = std::move(tracks);
  for (const auto& track : section.tracks) {
    section.first_text_s = std::min(section.first_text_s.value_or(track.t0), track.t0);
    section.min_height_frac =
        std::min(section.min_height_frac.value_or(track.height_frac), track.height_frac);
    section.text_in_hook = section.text_in_hook || track.in_hook;
    section.words_on_screen += static_cast<std::int64_t>(words_of(track.text).size());
  }
  measure_over_time(section, duration_s);
  section.text_time_share = text_time(section.tracks, duration_s) / duration_s;
  section.text_min_contrast = contrast_p10(section.tracks);
  section.text_overlay_ratio = section.text_area_mean;
  for (const auto& placement : placements_of_aspect(aspect)) {
    section.safe_zone_violations[std::string(placement.id)] =
        violation_of(section.tracks, placement, duration_s);
  }
  if (section.reading_load > config.reading_load_max) section.advice.push_back("reading_load");
  if (section.min_height_frac.value_or(1.0) < config.height_min) {
    section.advice.push_back("text_height");
  }
  if (section.text_overlay_ratio > config.overlay_max) {
    section.advice.push_back("text_overlay_ratio");
  }
  return section;
}

}  // namespace gv::insight

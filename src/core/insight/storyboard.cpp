#include "core/insight/storyboard.h"

#include <algorithm>
#include <cmath>

#include "core/insight/enum_text.h"
#include "core/vision/assignment.h"

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;

double snapped(double t, std::span<const double> beats, double reach) {
  double nearest = t;
  double distance = reach + kRounding;
  for (const double beat : beats) {
    if (std::abs(beat - t) >= distance) continue;
    distance = std::abs(beat - t);
    nearest = beat;
  }
  return nearest;
}

/// Bounds of the sections: n + 1, strictly ascending. A cut that would pass its neighbour stays.
std::vector<double> bounds_of(std::span<const StorySection> sections, double duration_s,
                              std::span<const double> beats, double reach) {
  const double scale = duration_s / sections.back().t1;
  std::vector<double> bounds{0.0};
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const double exact = sections[i].t0 * scale;
    const double cut = snapped(exact, beats, reach);
    const bool fits = cut > bounds.back() + kRounding && cut < sections[i].t1 * scale - kRounding;
    bounds.push_back(fits ? cut : exact);
  }
  bounds.push_back(duration_s);
  return bounds;
}

/// Sections x (clips + one empty place per section), the empty ones at the price of the least fit
/// that is still acceptable.
std::vector<double> costs_of(const std::vector<std::vector<double>>& fits, double fit_min) {
  std::vector<double> costs;
  for (const auto& row : fits) {
    for (const double fit : row) costs.push_back(fit >= fit_min ? 1.0 - fit : 2.0);
    for (std::size_t i = 0; i < fits.size(); ++i) costs.push_back(1.0 - fit_min + kRounding);
  }
  return costs;
}

double playing_time(const StoryClip& clip, double slot_s) {
  return std::min(clip.t1 - clip.t0, slot_s);
}

}  // namespace

double story_fit(const StorySection& section, const StoryClip& clip, double slot_s,
                 double relative_start) {
  const int points = trigger_fit(
      section.trigger, {clip.level, clip.has_face, playing_time(clip, slot_s), relative_start});
  double sum = 0.5 * points / 100.0;
  double weights = 0.5;
  const auto add = [&](double weight, bool suits) {
    weights += weight;
    if (suits) sum += weight;
  };
  if (clip.pattern) {
    add(0.20, std::find(section.patterns.begin(), section.patterns.end(), *clip.pattern) !=
                  section.patterns.end());
  }
  if (clip.has_face) add(0.15, *clip.has_face == section.face);
  if (clip.has_text) add(0.15, *clip.has_text == section.text);
  return sum / weights;
}

Storyboard make_storyboard(StoryboardTemplate kind, std::span<const StoryClip> clips,
                           double duration_s, std::span<const double> beats,
                           const StoryConfig& config) {
  const auto sections = sections_of(kind);
  const auto bounds = bounds_of(sections, duration_s, beats, config.snap_s);
  std::vector<std::vector<double>> fits(sections.size());
  for (std::size_t s = 0; s < sections.size(); ++s) {
    for (const auto& clip : clips) {
      fits[s].push_back(
          story_fit(sections[s], clip, bounds[s + 1] - bounds[s], bounds[s] / duration_s));
    }
  }
  const auto chosen = vision::assign(costs_of(fits, config.fit_min), sections.size(),
                                     clips.size() + sections.size());
  Storyboard board{name_of(kind), {}};
  for (std::size_t s = 0; s < sections.size(); ++s) {
    StorySlot slot;
    slot.section = sections[s].name;
    slot.t0 = bounds[s];
    slot.t1 = bounds[s + 1];
    if (chosen[s] && *chosen[s] < clips.size()) {
      const auto& clip = clips[*chosen[s]];
      slot.clip_id = clip.id;
      slot.in_s = clip.t0;
      slot.out_s = clip.t0 + playing_time(clip, slot.t1 - slot.t0);
      slot.fit = fits[s][*chosen[s]];
    } else {
      slot.missing_hint = std::string(sections[s].hint);
    }
    board.slots.push_back(std::move(slot));
  }
  return board;
}

}  // namespace gv::insight

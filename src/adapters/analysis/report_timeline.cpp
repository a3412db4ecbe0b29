#include "adapters/analysis/report_timeline.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "adapters/analysis/report_chart.h"

namespace gv::analysis {
namespace {

constexpr double kQuiet = -60.0;  ///< LUFS at the floor of the sound lane

double highest(const std::vector<double>& values) {
  return values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
}

void add_faces(const Document& document, ReportChart& chart) {
  if (!document.faces) return;
  chart.start_lane("Faces");
  for (const auto& track : document.faces->tracks) {
    chart.span("span", track.t0, track.t1, fmt::format("{:.1f} to {:.1f} s", track.t0, track.t1));
  }
}

void add_text(const Document& document, ReportChart& chart) {
  if (!document.text) return;
  chart.start_lane("Text");
  for (const auto& track : document.text->tracks) {
    chart.span("span2", track.t0, track.t1, track.text);
  }
}

void add_sound(const Document& document, ReportChart& chart) {
  if (!document.audio.has_audio) return;
  chart.start_lane("Sound", {.low = kQuiet, .high = 0.0, .unit = "loudness in LUFS"});
  if (document.audio.speech) {
    for (const auto& segment : document.audio.speech->segments) {
      chart.span("speech", segment.t0, segment.t1, "speech");
    }
  }
  for (const double t : document.audio.beats) chart.mark("beat", t);
  chart.curve("l2", document.frames.timeline.loudness);
}

}  // namespace

std::string report_timeline(const Document& document) {
  const auto& line = document.frames.timeline;
  const double duration = document.frames.covered_s;
  if (line.t.empty() || duration <= 0.0) return {};
  ReportChart chart(duration);
  if (!line.attention.empty()) {
    chart.start_lane("Attention", {.high = 1.0, .unit = "0 to 1"});
    chart.curve("l0", line.attention);
  }
  if (!line.motion.empty()) {
    chart.start_lane("Motion", {.high = round_top(highest(line.motion)), .unit = "pixels a frame"});
    chart.curve("l1", line.motion);
  }
  add_faces(document, chart);
  add_text(document, chart);
  add_sound(document, chart);
  for (const auto& shot : document.shots.shots) {
    if (shot.start_s > 0.0) chart.mark_all("cut", shot.start_s);
  }
  return "<h2>What happens when</h2>\n" + chart.finish() +
         "<p class=\"soft\">Dashed upright lines are cuts, violet ones beats, violet fields "
         "speech; times are those of the video. Attention is what stands out, no prediction of "
         "who keeps watching.</p>\n";
}

}  // namespace gv::analysis

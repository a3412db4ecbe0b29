#include "adapters/analysis/report_timeline.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "io/html/escape.h"

namespace gv::analysis {
namespace {

constexpr double kLeft = 70.0;
constexpr double kWidth = 830.0;
constexpr double kLane = 46.0;
constexpr double kGap = 10.0;
constexpr double kQuiet = -60.0;  ///< LUFS at the floor of the sound lane

/// Draws lanes below each other over one time axis.
class Chart {
 public:
  explicit Chart(double duration) : duration_(duration) {}

  /// A curve of ten values a second, scaled so that `top` fills the lane.
  void curve(const char* label, int style, const std::vector<double>& values, double top) {
    start_lane(label);
    body_ += fmt::format("<polyline class=\"l{}\" points=\"", style);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double share = top > 0.0 ? std::clamp(values[i] / top, 0.0, 1.0) : 0.0;
      body_ += fmt::format("{:.1f},{:.1f} ", x(0.1 * static_cast<double>(i)),
                           y_ + kLane * (1.0 - share));
    }
    body_ += "\"/>\n";
  }

  void start_lane(const char* label) {
    y_ = next_;
    next_ += kLane + kGap;
    body_ += fmt::format("<text x=\"0\" y=\"{:.1f}\">{}</text>\n", y_ + 14.0, label);
  }
  void span(const char* style, double t0, double t1, const std::string& title) {
    body_ += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\">"
        "<title>{}</title></rect>\n",
        style, x(t0), y_ + 4.0, std::max(1.0, x(t1) - x(t0)), kLane - 8.0, html::escape(title));
  }
  void mark(const char* style, double t, double from, double to) {
    body_ += fmt::format(
        "<line class=\"{0}\" x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" "
        "y2=\"{3:.1f}\"/>\n",
        style, x(t), from, to);
  }
  [[nodiscard]] double lane_top() const { return y_; }
  [[nodiscard]] double bottom() const { return next_; }

  [[nodiscard]] std::string finish() {
    const double step = duration_ > 60.0 ? 10.0 : duration_ > 15.0 ? 5.0 : 1.0;
    for (double t = 0.0; t <= duration_; t += step) {
      body_ +=
          fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{:.0f} s</text>\n", x(t), next_ + 10.0, t);
    }
    return fmt::format(
        "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
        "aria-label=\"What happens when\">\n{}</svg>\n",
        kLeft + kWidth + 10.0, next_ + 16.0, body_);
  }

 private:
  [[nodiscard]] double x(double t) const { return kLeft + kWidth * t / duration_; }

  double duration_;
  double y_{0.0};
  double next_{4.0};
  std::string body_;
};

double highest(const std::vector<double>& values) {
  return values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
}

void add_faces(const Document& document, Chart& chart) {
  if (!document.faces) return;
  chart.start_lane("Faces");
  for (const auto& track : document.faces->tracks) {
    chart.span("span", track.t0, track.t1, fmt::format("{:.1f} to {:.1f} s", track.t0, track.t1));
  }
}

void add_text(const Document& document, Chart& chart) {
  if (!document.text) return;
  chart.start_lane("Text");
  for (const auto& track : document.text->tracks) {
    chart.span("span2", track.t0, track.t1, track.text);
  }
}

void add_sound(const Document& document, Chart& chart) {
  if (!document.audio.has_audio) return;
  std::vector<double> loudness;
  for (const double lufs : document.frames.timeline.loudness) loudness.push_back(lufs - kQuiet);
  chart.curve("Sound", 2, loudness, -kQuiet);
  if (document.audio.speech) {
    for (const auto& segment : document.audio.speech->segments) {
      chart.span("speech", segment.t0, segment.t1, "speech");
    }
  }
  for (const double t : document.audio.beats) {
    chart.mark("beat", t, chart.lane_top(), chart.lane_top() + kLane);
  }
}

}  // namespace

std::string report_timeline(const Document& document) {
  const auto& line = document.frames.timeline;
  const double duration = document.frames.covered_s;
  if (line.t.empty() || duration <= 0.0) return {};
  Chart chart(duration);
  if (!line.attention.empty()) chart.curve("Attention", 0, line.attention, 1.0);
  if (!line.motion.empty()) chart.curve("Motion", 1, line.motion, highest(line.motion));
  add_faces(document, chart);
  add_text(document, chart);
  add_sound(document, chart);
  for (const auto& shot : document.shots.shots) {
    if (shot.start_s > 0.0) chart.mark("cut", shot.start_s, 0.0, chart.bottom());
  }
  return "<h2>What happens when</h2>\n<div class=\"wide\">" + chart.finish() +
         "</div>\n<p class=\"soft\">Upright grey lines are cuts, upright violet ones beats. "
         "Attention "
         "is what stands out, no prediction of who keeps watching.</p>\n";
}

}  // namespace gv::analysis

#include "adapters/analysis/report_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/check.h"
#include "io/html/escape.h"

namespace gv::analysis {
namespace {

constexpr double kPlotWidth = 1000.0;  // in the drawing's own units, which the page stretches
constexpr double kPlotHeight = 100.0;
constexpr double kStretchesMax = 6.0;
constexpr double kMinutesFrom = 120.0;

std::string drawn_line(std::string_view style, double x) {
  return fmt::format("<line class=\"{0}\" x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"0\" y2=\"100\"/>\n",
                     style, x);
}

std::string value_marks(const PlotScale& scale) {
  std::string marks = "<div class=\"marks\">";
  for (const double share : {0.0, 0.5, 1.0}) {
    marks += fmt::format("<span style=\"top:{:.0f}%\">{:g}</span>", 100.0 * share,
                         scale.high - share * (scale.high - scale.low));
  }
  return marks + "</div>";
}

}  // namespace

double round_top(double value) {
  if (!(value > 0.0) || !std::isfinite(value)) return 1.0;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (value <= times * power) return times * power;
  }
  return 10.0 * power;
}

double time_step(double duration_s) {
  constexpr std::array kSteps{0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0};
  for (const double step : kSteps) {
    if (duration_s / step <= kStretchesMax) return step;
  }
  return 600.0 * std::ceil(duration_s / kStretchesMax / 600.0);
}

std::string time_label(double t, double duration_s) {
  if (duration_s <= kMinutesFrom) return fmt::format("{:g} s", t);
  const double minutes = std::floor(t / 60.0);
  return fmt::format("{:.0f}:{:02.0f}", minutes, t - 60.0 * minutes);
}

void ReportChart::start_lane(std::string_view name, const PlotScale& scale) {
  const auto title = fmt::format("{}, {}", name, scale.unit);
  add_lane("lane", title, value_marks(scale), scale);
  lanes_.back().body += "<line class=\"grid\" x1=\"0\" x2=\"1000\" y1=\"50\" y2=\"50\"/>\n";
}

void ReportChart::start_lane(std::string_view name) { add_lane("lane when", name, "", {}); }

void ReportChart::add_lane(std::string_view style, std::string_view name, std::string marks,
                           const PlotScale& scale) {
  const auto title = html::escape(name);
  lanes_.push_back(
      {.head = fmt::format("<div class=\"{0}\"><p>{1}</p><div class=\"plot\">{2}<svg viewBox=\"0 0 "
                           "{3:.0f} {4:.0f}\" preserveAspectRatio=\"none\" role=\"img\" "
                           "aria-label=\"{1}\">\n",
                           style, title, marks, kPlotWidth, kPlotHeight),
       .body = {},
       .scale = scale});
  for (const double t : ticks()) lanes_.back().body += drawn_line("grid", x(t));
}

void ReportChart::curve(std::string_view style, const std::vector<double>& values) {
  GV_CHECK(!lanes_.empty());
  auto& lane = lanes_.back();
  lane.body += fmt::format("<polyline class=\"{}\" points=\"", style);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double share = (values[i] - lane.scale.low) / (lane.scale.high - lane.scale.low);
    lane.body += fmt::format("{:.1f},{:.1f} ", x(0.1 * static_cast<double>(i)),
                             kPlotHeight * (1.0 - std::clamp(share, 0.0, 1.0)));
  }
  lane.body += "\"/>\n";
}

void ReportChart::span(std::string_view style, double t0, double t1, std::string_view title) {
  GV_CHECK(!lanes_.empty());
  lanes_.back().body += fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"8\" width=\"{:.1f}\" height=\"84\"><title>{}</title>"
      "</rect>\n",
      style, x(t0), std::max(1.0, x(t1) - x(t0)), html::escape(title));
}

void ReportChart::mark(std::string_view style, double t) {
  GV_CHECK(!lanes_.empty());
  lanes_.back().body += drawn_line(style, x(t));
}

void ReportChart::mark_all(std::string_view style, double t) {
  for (auto& lane : lanes_) lane.body += drawn_line(style, x(t));
}

std::string ReportChart::finish() const {
  std::string page = "<div class=\"chart\">\n";
  for (const auto& lane : lanes_) page += lane.head + lane.body + "</svg></div></div>\n";
  page += "<div class=\"axis\">";
  for (const double t : ticks()) {
    // A label moves left by its share of its own width: the first begins at the edge, the last
    // ends.
    const double percent = 100.0 * t / duration_s_;
    page += fmt::format("<span style=\"left:{0:.2f}%;transform:translateX(-{0:.2f}%)\">{1}</span>",
                        percent, time_label(t, duration_s_));
  }
  return page + "</div>\n</div>\n";
}

double ReportChart::x(double t) const { return kPlotWidth * t / duration_s_; }

std::vector<double> ReportChart::ticks() const {
  const double step = time_step(duration_s_);
  std::vector<double> times;
  for (int i = 0; step * i <= duration_s_ + 1e-9; ++i) times.push_back(step * i);
  return times;
}

}  // namespace gv::analysis

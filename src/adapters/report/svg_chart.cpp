#include "adapters/report/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/check.h"
#include "io/html/escape.h"

namespace gv::report {
namespace {

constexpr double kLabelGap = 17.0;  // CSS pixels between the centres of two line labels

/// Where data lands on the plot, as shares of its width and height from the top left.
struct Scale {
  double x_max{1.0};
  double lo{0.0};
  double hi{1.0};

  [[nodiscard]] double across(double x) const { return x / x_max; }
  [[nodiscard]] double down(double y) const { return (hi - y) / (hi - lo); }
};

Scale scale_of(const LineChart& chart) {
  GV_CHECK(!chart.lines.empty() && chart.y.size() >= 2);
  const std::size_t points = chart.lines.front().values.size();
  GV_CHECK(points >= 2);
  for (const auto& line : chart.lines) GV_CHECK(line.values.size() == points);
  return {static_cast<double>(points - 1), chart.y.front().at, chart.y.back().at};
}

const char* strength(bool strong) { return strong ? " strong" : ""; }

/// Coordinates are thousandths of the plot, so two decimals are finer than any screen.
std::string polyline(const ChartLine& line, const Scale& scale) {
  std::string points;
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    points += fmt::format("{}{:.2f},{:.2f}", i == 0 ? "" : " ",
                          1000.0 * scale.across(static_cast<double>(i)),
                          1000.0 * scale.down(line.values[i]));
  }
  return fmt::format("<polyline class=\"line s{}{}\" points=\"{}\"/>\n", line.style,
                     strength(line.strong), points);
}

std::string grid(const LineChart& chart, const Scale& scale) {
  std::string lines;
  for (const auto& tick : chart.y) {
    const double y = 1000.0 * scale.down(tick.at);
    lines += fmt::format("<line class=\"{}\" x1=\"0\" x2=\"1000\" y1=\"{:.2f}\" y2=\"{:.2f}\"/>\n",
                         tick.at == 0.0 ? "zero" : "grid", y, y);
  }
  return lines;
}

std::string axis_labels(const LineChart& chart, const Scale& scale) {
  std::string labels;
  for (const auto& tick : chart.y) {
    labels += fmt::format("<span class=\"y-label\" style=\"top:{:.2f}%\">{}</span>\n",
                          100.0 * scale.down(tick.at), html::escape(tick.text));
  }
  for (const auto& tick : chart.x) {
    labels += fmt::format("<span class=\"x-label\" style=\"left:{:.2f}%\">{}</span>\n",
                          100.0 * scale.across(tick.at), html::escape(tick.text));
  }
  return labels;
}

std::string end_labels(const LineChart& chart, const Scale& scale) {
  std::vector<std::size_t> order(chart.lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto end = [&](std::size_t i) {
    return kPlotHeight * scale.down(chart.lines[i].values.back());
  };
  std::ranges::stable_sort(order, {}, end);
  std::vector<double> centres;
  for (const auto i : order) centres.push_back(end(i));
  const auto spread = spread_apart(centres, kLabelGap, kPlotHeight);
  std::string labels;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto& line = chart.lines[order[k]];
    labels += fmt::format("<span class=\"end-label s{}{}\" style=\"top:{:.1f}px\">{}</span>\n",
                          line.style, strength(line.strong), spread[k], html::escape(line.name));
  }
  return labels;
}

}  // namespace

std::vector<double> nice_ticks(double lo, double hi, int wanted) {
  GV_CHECK(lo < hi && wanted >= 1);
  const double raw = (hi - lo) / wanted;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  double step = 10.0 * power;
  for (const double factor : {5.0, 2.0, 1.0}) {
    if (factor * power >= raw * (1.0 - 1e-9)) step = factor * power;
  }
  std::vector<double> ticks;
  const double first = std::floor(lo / step + 1e-9);
  const double last = std::ceil(hi / step - 1e-9);
  for (double k = first; k <= last; k += 1.0) ticks.push_back(k * step);
  return ticks;
}

std::vector<double> spread_apart(std::span<const double> centres, double gap, double height) {
  std::vector<double> out(centres.begin(), centres.end());
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = std::max(out[i], out[i - 1] + gap);
  // What now hangs below the plot pushes its upper neighbours back up.
  double limit = height;
  for (std::size_t i = out.size(); i-- > 0; limit = out[i] - gap) out[i] = std::min(out[i], limit);
  return out;
}

std::string line_sample(int style, bool strong) {
  return fmt::format(
      "<svg class=\"sample\" viewBox=\"0 0 36 10\" aria-hidden=\"true\">"
      "<line class=\"line s{}{}\" x1=\"1\" y1=\"5\" x2=\"35\" y2=\"5\"/></svg>",
      style, strength(strong));
}

std::string line_chart(const LineChart& chart) {
  const Scale scale = scale_of(chart);
  std::string lines;
  for (const bool strong : {false, true}) {
    for (const auto& line : chart.lines) {
      if (line.strong == strong) lines += polyline(line, scale);
    }
  }
  return fmt::format(
      "<div class=\"plot\" style=\"height:{:.0f}px\">\n"
      "<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" role=\"img\" "
      "aria-label=\"{}\">\n{}{}</svg>\n<div aria-hidden=\"true\">\n{}{}</div>\n"
      "<div class=\"cursor\" hidden=\"\"></div>\n</div>\n",
      kPlotHeight, html::escape(chart.description), grid(chart, scale), lines,
      axis_labels(chart, scale), end_labels(chart, scale));
}

}  // namespace gv::report

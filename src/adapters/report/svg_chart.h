#pragma once

#include <span>
#include <string>
#include <vector>

namespace gv::report {

/// Round numbers that cover [lo, hi] (lo < hi) at about `wanted` >= 1 steps of 1, 2 or 5 times a
/// power of ten; ascending, the first <= lo, the last >= hi.
[[nodiscard]] std::vector<double> nice_ticks(double lo, double hi, int wanted);

/// One curve: `values[i]` at x = i.
struct ChartLine {
  std::string name;            ///< plain text
  int style{0};                ///< CSS class "s<style>": colour and dash pattern
  bool strong{false};          ///< drawn thick and last
  std::vector<double> values;  ///< finite, at least two
};

/// A label on an axis: `at` in the units of that axis.
struct ChartTick {
  double at{0.0};
  std::string text;  ///< plain text
};

struct LineChart {
  std::string description;       ///< plain text, for those who do not see the chart
  std::vector<ChartLine> lines;  ///< all of one length, not empty
  std::vector<ChartTick> x;
  std::vector<ChartTick> y;  ///< ascending, at least two; the first and last bound the chart
};

/// Height of a plot area, CSS pixels; the style sheet reads it from the same element.
inline constexpr double kPlotHeight = 320.0;

/// The chart as one HTML element that fills its column: an SVG stretched over the plot area, with
/// axis and line labels as HTML around it, so that text keeps its size on any screen. Labels at
/// the line ends are moved apart; the style sheet hides them on narrow screens. O(points).
[[nodiscard]] std::string line_chart(const LineChart& chart);

/// A short sample of a line for legends, in the line's colour and dash pattern.
[[nodiscard]] std::string line_sample(int style, bool strong);

/// Moves label centres (pixels, ascending) apart to at least `gap`, as little as keeps the order
/// and stays inside [0, height] where there is room.
[[nodiscard]] std::vector<double> spread_apart(std::span<const double> centres, double gap,
                                               double height);

}  // namespace gv::report

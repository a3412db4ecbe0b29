#include "core/vision/fades.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace gv::vision {
namespace {

struct Series {
  std::span<const double> levels;
  std::span<const double> times;
  const FadeConfig& config;

  [[nodiscard]] bool dark(std::size_t i) const { return levels[i] < config.dark_below; }
  [[nodiscard]] bool falls_into(std::size_t i) const {
    return i > 0 && levels[i - 1] - levels[i] >= config.step_min;
  }
  [[nodiscard]] bool rises_after(std::size_t i) const {
    return i + 1 < levels.size() && levels[i + 1] - levels[i] >= config.step_min;
  }
};

// Steady steps through the edge of the dark span count on both of its sides: a quick fade has some
// of them below the threshold.
std::int64_t steps_down(const Series& series, std::size_t start, std::size_t out) {
  std::size_t low = out;
  while (low + 1 < series.levels.size() && series.falls_into(low + 1)) ++low;
  return static_cast<std::int64_t>(low - start);
}

std::int64_t steps_up(const Series& series, std::size_t in, std::size_t end) {
  std::size_t low = in - 1;
  while (low > 0 && series.rises_after(low - 1)) --low;
  return static_cast<std::int64_t>(end - low);
}

// Frames that the brightness keeps rising for from `edge` on, going by `direction` (+1: forward in
// time, -1: back). Behind a hard gap one large step is followed by the drift of a moving picture,
// which is no fade: a step must not fall far below those before it.
std::size_t rise_end(const Series& series, std::size_t edge, std::ptrdiff_t direction) {
  const auto n = static_cast<std::ptrdiff_t>(series.levels.size());
  const auto first = static_cast<std::ptrdiff_t>(edge);
  const auto level = [&](std::ptrdiff_t i) { return series.levels[static_cast<std::size_t>(i)]; };
  const auto time = [&](std::ptrdiff_t i) { return series.times[static_cast<std::size_t>(i)]; };
  std::ptrdiff_t at = first;
  const std::ptrdiff_t from = first - direction;  // the dark frame next to the edge
  while (at + direction >= 0 && at + direction < n) {
    const std::ptrdiff_t next = at + direction;
    const double step = level(next) - level(at);
    const double mean = (level(at) - level(from)) / static_cast<double>((at - from) * direction);
    if (step < std::max(series.config.step_min, series.config.step_share_min * mean)) break;
    if (std::abs(time(next) - time(first)) > series.config.grow_s_max) break;
    at = next;
  }
  return static_cast<std::size_t>(at);
}

DarkSpan span_of(const Series& series, std::size_t out, std::size_t in) {
  // The last light frame and the first one are in the interval; it grows outward from them.
  const std::size_t start = rise_end(series, out - 1, -1);
  const std::size_t end = rise_end(series, in, 1);
  const bool steady = steps_down(series, start, out) >= series.config.fade_steps ||
                      steps_up(series, in, end) >= series.config.fade_steps;
  const auto interval = series.levels.subspan(start, end - start + 1);
  const auto [darkest, brightest] = std::minmax_element(interval.begin(), interval.end());
  DarkSpan span{.out = static_cast<std::int64_t>(out), .in = static_cast<std::int64_t>(in)};
  span.start = static_cast<std::int64_t>(start);
  span.end = static_cast<std::int64_t>(end);
  span.boundary = dark_boundary(span.out, span.in, series.config.bias);
  span.kind = steady ? Entry::Fade : Entry::Black;
  span.depth = *brightest - *darkest;
  return span;
}

Darkness scan(const Series& series) {
  Darkness found;
  const std::size_t n = series.levels.size();
  std::size_t i = 0;
  while (i < n && series.dark(i)) ++i;
  found.leading = static_cast<std::int64_t>(i);
  while (i < n) {
    while (i < n && !series.dark(i)) ++i;
    const std::size_t out = i;
    while (i < n && series.dark(i)) ++i;
    if (out == n) break;
    if (i == n) {
      found.trailing = static_cast<std::int64_t>(n - out);
    } else {
      found.spans.push_back(span_of(series, out, i));
    }
  }
  return found;
}

}  // namespace

std::int64_t dark_boundary(std::int64_t out, std::int64_t in, double bias) {
  const double offset = static_cast<double>(in - out) * (1.0 + bias) / 2.0;
  return out + static_cast<std::int64_t>(std::nearbyint(offset));
}

Darkness find_darkness(std::span<const double> brightness, std::span<const double> times,
                       const FadeConfig& config) {
  GV_CHECK(brightness.size() == times.size());
  Darkness found = scan({brightness, times, config});
  if (!config.white) return found;
  std::vector<double> inverted(brightness.size());
  std::transform(brightness.begin(), brightness.end(), inverted.begin(),
                 [](double level) { return 255.0 - level; });
  const Darkness white = scan({inverted, times, config});
  found.spans.insert(found.spans.end(), white.spans.begin(), white.spans.end());
  std::sort(found.spans.begin(), found.spans.end(),
            [](const DarkSpan& a, const DarkSpan& b) { return a.out < b.out; });
  return found;
}

}  // namespace gv::vision

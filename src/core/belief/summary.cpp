#include "core/belief/summary.h"

#include <algorithm>
#include <cstddef>

#include "base/check.h"

namespace gv::belief {

RoasSummary summarise(std::span<double> draws, const RoasLevels& levels) {
  GV_CHECK(!draws.empty());
  double sum = 0.0;
  int below_protect = 0;
  int below_min = 0;
  int target = 0;
  int scale = 0;
  for (const double draw : draws) {
    sum += draw;
    below_protect += draw < levels.protect ? 1 : 0;
    below_min += draw < levels.min ? 1 : 0;
    target += draw >= levels.target ? 1 : 0;
    scale += draw >= levels.scale ? 1 : 0;
  }
  const double n = static_cast<double>(draws.size());
  RoasSummary summary;
  summary.mean = sum / n;
  summary.p_below_protect = below_protect / n;
  summary.p_below_min = below_min / n;
  summary.p_target = target / n;
  summary.p_scale = scale / n;
  summary.p_band = (n - below_min - scale) / n;
  // Each selection leaves the smaller values before it, so the next one searches only the rest.
  const auto at = [&](double p) {
    return draws.begin() + static_cast<std::ptrdiff_t>(p * (n - 1.0) + 0.5);
  };
  std::nth_element(draws.begin(), at(0.05), draws.end());
  summary.q05 = *at(0.05);
  std::nth_element(at(0.05), at(0.5), draws.end());
  summary.median = *at(0.5);
  std::nth_element(at(0.5), at(0.95), draws.end());
  summary.q95 = *at(0.95);
  return summary;
}

}  // namespace gv::belief

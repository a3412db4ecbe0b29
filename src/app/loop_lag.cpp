#include "app/loop_lag.h"

#include <algorithm>
#include <vector>

namespace gv::app {

LoopLag lag_of(std::span<const LoopTime> times) {
  LoopLag lag{.count = static_cast<std::int64_t>(times.size())};
  if (times.empty()) return lag;
  std::vector<Millis> lags;
  lags.reserve(times.size());
  for (const auto& [begun, ended] : times) {
    lags.push_back(std::max(ended - begun, Millis{0}));
    lag.newest = std::max(lag.newest.value_or(ended), ended);
  }
  const auto middle = lags.begin() + static_cast<std::ptrdiff_t>(lags.size() / 2);
  std::nth_element(lags.begin(), middle, lags.end());
  lag.median = *middle;
  return lag;
}

}  // namespace gv::app

#pragma once

#include <cstddef>
#include <functional>

namespace gv {

/// Runs `body(begin, end)` over disjoint ranges that cover [0, count). The core is handed one of
/// these and owns no thread; what it computes must not depend on how the range is cut.
using ParallelFor = std::function<void(std::size_t count,
                                       const std::function<void(std::size_t, std::size_t)>& body)>;

/// The caller's own thread, one range.
inline void run_serially(std::size_t count,
                         const std::function<void(std::size_t, std::size_t)>& body) {
  if (count > 0) body(0, count);
}

}  // namespace gv

#pragma once

#include <span>
#include <vector>

namespace gv::vision {

/// The `kept` x `kept` lowest coefficients of the two-dimensional DCT-II of a `side` x `side`
/// picture (row by row), orthonormal, row-major, the mean first. 1 <= kept <= side, pixels.size()
/// == side * side. O(kept side^2), 10 us for 8 of 32.
[[nodiscard]] std::vector<double> low_dct(std::span<const double> pixels, int side, int kept);

}  // namespace gv::vision

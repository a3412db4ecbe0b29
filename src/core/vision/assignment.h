#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace gv::vision {

/// Gives rows to columns, each at most once, so that the sum of costs is smallest: as many pairs
/// as the shorter side has. Entry i is the column of row i, empty when it got none.
///
/// `costs`: rows x columns, row by row, finite. O(n^2 m), n the shorter side.
/// Method: shortest augmenting paths (Jonker & Volgenant 1987). Deterministic.
[[nodiscard]] std::vector<std::optional<std::size_t>> assign(std::span<const double> costs,
                                                             std::size_t rows, std::size_t columns);

}  // namespace gv::vision

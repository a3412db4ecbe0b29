#pragma once

#include <cstddef>
#include <vector>

#include "core/evaluate/log.h"

namespace gv::evaluate {

/// What a log says about one action at one position.
struct Cell {
  double rows{0.0};
  double reward{0.0};  ///< summed in ascending order, so that the order of the log is no matter
};

/// Row-major positions x actions.
struct Cells {
  std::int32_t actions{0};
  std::vector<Cell> cells;

  [[nodiscard]] std::size_t index(std::int32_t position, std::int32_t action) const {
    return static_cast<std::size_t>(position) * static_cast<std::size_t>(actions) +
           static_cast<std::size_t>(action);
  }
  [[nodiscard]] const Cell& at(std::int32_t position, std::int32_t action) const {
    return cells[index(position, action)];
  }
};

/// Precondition: the log passed `check`.
[[nodiscard]] Cells count_cells(const Log& log);

}  // namespace gv::evaluate

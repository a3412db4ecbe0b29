#include "core/evaluate/cells.h"

#include <algorithm>

namespace gv::evaluate {

Cells count_cells(const Log& log) {
  Cells cells{log.actions, {}};
  cells.cells.resize(static_cast<std::size_t>(log.positions) *
                     static_cast<std::size_t>(log.actions));
  std::vector<std::vector<double>> rewards(cells.cells.size());
  for (const Row& row : log.rows) {
    rewards[cells.index(row.position, row.action)].push_back(row.reward);
  }
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    std::sort(rewards[i].begin(), rewards[i].end());
    cells.cells[i].rows = static_cast<double>(rewards[i].size());
    for (const double reward : rewards[i]) cells.cells[i].reward += reward;
  }
  return cells;
}

}  // namespace gv::evaluate

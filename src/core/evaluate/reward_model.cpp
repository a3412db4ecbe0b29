#include "core/evaluate/reward_model.h"

#include <cmath>
#include <utility>

#include "base/check.h"
#include "core/evaluate/cells.h"

namespace gv::evaluate {

RewardModel fit_reward_model(const Log& log, double ridge) {
  GV_CHECK(std::isfinite(ridge) && ridge >= 0.0);
  const Cells cells = count_cells(log);
  Cell all;
  for (const Cell& cell : cells.cells) {
    all.rows += cell.rows;
    all.reward += cell.reward;
  }
  const double mean = all.rows > 0.0 ? all.reward / all.rows : 0.0;
  Cells table = cells;
  for (Cell& cell : table.cells) {
    const double rows = cell.rows + ridge;
    cell.reward = rows > 0.0 ? (cell.reward + ridge * mean) / rows : mean;
  }
  return [table = std::move(table)](const Row& context, std::int32_t action) {
    return table.at(context.position, action).reward;
  };
}

}  // namespace gv::evaluate

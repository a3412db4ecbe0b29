#include "core/evaluate/policy.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/rng.h"
#include "core/evaluate/cells.h"

namespace gv::evaluate {
namespace {

/// A policy that reads the position only: `table` is row-major positions x actions.
Policy by_position(std::string name, const Log& shape, std::vector<double> table) {
  const auto width = static_cast<std::size_t>(shape.actions);
  auto fill = [table = std::move(table), width](const Row& context, std::span<double> out) {
    const auto start = table.begin() + static_cast<std::ptrdiff_t>(
                                           static_cast<std::size_t>(context.position) * width);
    std::copy_n(start, width, out.begin());
  };
  return {std::move(name), shape.actions, shape.positions, std::move(fill)};
}

Result<void> check_rates(const Log& training) {
  for (std::size_t i = 0; i < training.rows.size(); ++i) {
    const double reward = training.rows[i].reward;
    if (reward < 0.0 || reward > 1.0) {
      return fail(ErrorCode::InvalidInput, fmt::format("row {}.reward", i + 1),
                  fmt::format("must lie in [0, 1] for Thompson sampling, got {}", reward));
    }
  }
  return {};
}

/// Share of rounds each action of one position wins.
std::vector<double> win_shares(const Cells& cells, std::int32_t position, std::uint64_t seed,
                               int draws) {
  const auto actions = static_cast<std::size_t>(cells.actions);
  std::vector<double> highest(static_cast<std::size_t>(draws), -1.0);
  std::vector<std::size_t> winner(highest.size(), 0);
  for (std::size_t action = 0; action < actions; ++action) {
    const std::size_t at = static_cast<std::size_t>(position) * actions + action;
    const Cell& cell = cells.cells[at];
    Rng rng(seed ^ key_of({"evaluate.thompson"}), at);
    for (std::size_t round = 0; round < highest.size(); ++round) {
      const double draw = rng.beta(1.0 + cell.reward, 1.0 + (cell.rows - cell.reward));
      if (draw > highest[round]) {
        highest[round] = draw;
        winner[round] = action;
      }
    }
  }
  std::vector<double> wins(actions, 0.0);
  for (const std::size_t action : winner) wins[action] += 1.0;
  for (double& share : wins) share /= draws;
  return wins;
}

std::int32_t greedy_action(const Cells& cells, std::int32_t position) {
  std::int32_t best = -1;
  double highest = 0.0;
  for (std::int32_t action = 0; action < cells.actions; ++action) {
    const Cell& cell = cells.at(position, action);
    if (cell.rows == 0.0) continue;
    const double mean = cell.reward / cell.rows;
    if (best < 0 || mean > highest) {
      best = action;
      highest = mean;
    }
  }
  return std::max(best, 0);
}

}  // namespace

Policy uniform(std::int32_t actions, std::int32_t positions) {
  return {"uniform", actions, positions, [](const Row&, std::span<double> out) {
            std::fill(out.begin(), out.end(), 1.0 / static_cast<double>(out.size()));
          }};
}

Result<Policy> thompson(const Log& training, std::uint64_t seed, int draws) {
  GV_TRY(check(training));
  GV_TRY(check_rates(training));
  if (draws < 1) {
    return fail(ErrorCode::InvalidInput, "draws", fmt::format("must be >= 1, got {}", draws));
  }
  const Cells cells = count_cells(training);
  std::vector<double> table;
  for (std::int32_t position = 0; position < training.positions; ++position) {
    const auto shares = win_shares(cells, position, seed, draws);
    table.insert(table.end(), shares.begin(), shares.end());
  }
  return by_position("thompson", training, std::move(table));
}

Result<Policy> eps_greedy(const Log& training, double epsilon) {
  GV_TRY(check(training));
  if (!(epsilon >= 0.0 && epsilon <= 1.0)) {
    return fail(ErrorCode::InvalidInput, "epsilon",
                fmt::format("must lie in [0, 1], got {}", epsilon));
  }
  const Cells cells = count_cells(training);
  std::vector<double> table(cells.cells.size(), epsilon / training.actions);
  for (std::int32_t position = 0; position < training.positions; ++position) {
    table[cells.index(position, greedy_action(cells, position))] += 1.0 - epsilon;
  }
  return by_position("eps_greedy", training, std::move(table));
}

Result<Policy> logged(const Log& training) {
  GV_TRY(check(training));
  const Cells cells = count_cells(training);
  std::vector<double> table(cells.cells.size());
  for (std::int32_t position = 0; position < training.positions; ++position) {
    double rows = 0.0;
    for (std::int32_t action = 0; action < training.actions; ++action) {
      rows += cells.at(position, action).rows;
    }
    for (std::int32_t action = 0; action < training.actions; ++action) {
      table[cells.index(position, action)] =
          (cells.at(position, action).rows + 1.0) / (rows + training.actions);
    }
  }
  return by_position("logged", training, std::move(table));
}

}  // namespace gv::evaluate

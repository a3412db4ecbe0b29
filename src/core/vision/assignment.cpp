#include "core/vision/assignment.h"

#include <cmath>
#include <limits>

#include "base/check.h"

namespace gv::vision {
namespace {

/// The problem with rows <= columns. Index 0 of the row and column arrays stands for "none", the
/// real ones count from 1.
class Solver {
 public:
  Solver(std::span<const double> costs, std::size_t rows, std::size_t columns, bool transposed)
      : costs_(costs),
        rows_(rows),
        columns_(columns),
        transposed_(transposed),
        row_price_(rows + 1, 0.0),
        column_price_(columns + 1, 0.0),
        row_of_(columns + 1, 0),
        came_from_(columns + 1, 0) {}

  /// Row (from 1) of every column (from 1); 0 for a free one.
  const std::vector<std::size_t>& solve() {
    for (std::size_t row = 1; row <= rows_; ++row) {
      row_of_[0] = row;
      flip_path(find_free_column());
    }
    return row_of_;
  }

 private:
  [[nodiscard]] double reduced_cost(std::size_t row, std::size_t column) const {
    const std::size_t at =
        transposed_ ? (column - 1) * rows_ + (row - 1) : (row - 1) * columns_ + (column - 1);
    return costs_[at] - row_price_[row] - column_price_[column];
  }

  /// Dijkstra over alternating paths from the row parked at column 0; keeps the prices feasible.
  std::size_t find_free_column() {
    std::vector<double> distance(columns_ + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> done(columns_ + 1, false);
    std::size_t column = 0;
    do {
      done[column] = true;
      const std::size_t next = relax(column, distance, done);
      const double step = distance[next];
      for (std::size_t j = 0; j <= columns_; ++j) {
        if (done[j]) {
          row_price_[row_of_[j]] += step;
          column_price_[j] -= step;
        } else {
          distance[j] -= step;
        }
      }
      column = next;
    } while (row_of_[column] != 0);
    return column;
  }

  /// Shortens the distances by what the row of `from` offers; the nearest open column.
  std::size_t relax(std::size_t from, std::vector<double>& distance,
                    const std::vector<bool>& done) {
    std::size_t nearest = 0;
    for (std::size_t j = 1; j <= columns_; ++j) {
      if (done[j]) continue;
      const double cost = reduced_cost(row_of_[from], j);
      if (cost < distance[j]) {
        distance[j] = cost;
        came_from_[j] = from;
      }
      if (nearest == 0 || distance[j] < distance[nearest]) nearest = j;
    }
    return nearest;
  }

  void flip_path(std::size_t column) {
    while (column != 0) {
      const std::size_t before = came_from_[column];
      row_of_[column] = row_of_[before];
      column = before;
    }
  }

  std::span<const double> costs_;
  std::size_t rows_;
  std::size_t columns_;
  bool transposed_;
  std::vector<double> row_price_;
  std::vector<double> column_price_;
  std::vector<std::size_t> row_of_;
  std::vector<std::size_t> came_from_;
};

}  // namespace

std::vector<std::optional<std::size_t>> assign(std::span<const double> costs, std::size_t rows,
                                               std::size_t columns) {
  GV_CHECK(costs.size() == rows * columns);
  for (const double cost : costs) GV_CHECK(std::isfinite(cost));
  std::vector<std::optional<std::size_t>> column_of(rows);
  const bool transposed = rows > columns;
  Solver solver(costs, transposed ? columns : rows, transposed ? rows : columns, transposed);
  const std::vector<std::size_t>& partner = solver.solve();
  for (std::size_t j = 1; j < partner.size(); ++j) {
    if (partner[j] == 0) continue;
    const std::size_t row = transposed ? j - 1 : partner[j] - 1;
    column_of[row] = transposed ? partner[j] - 1 : j - 1;
  }
  return column_of;
}

}  // namespace gv::vision

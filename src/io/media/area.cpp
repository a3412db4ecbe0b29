#include "io/media/area.h"

#include <algorithm>

#include "io/media/area_squares.h"
#include "io/media/wide.h"

namespace gv::media {
namespace {

/// Border `i` of `cells` over extent/subsampling samples, in 1/256 sample, rounded to nearest.
std::int64_t border(std::int64_t extent, std::int64_t subsampling, std::int64_t cells,
                    std::int64_t i) {
  const std::int64_t denominator = 2 * cells * subsampling;
  return (512 * extent * i + cells * subsampling) / denominator;
}

AreaAxis::Cell cell_between(std::int64_t begin, std::int64_t end, int available) {
  AreaAxis::Cell cell;
  const auto sample = [&](std::int64_t at) {
    return static_cast<int>(std::min<std::int64_t>(at >> 8, available - 1));
  };
  cell.inverse = 1.0 / static_cast<double>(end - begin);
  cell.first = sample(begin);
  if (cell.first == sample(end - 1)) {  // within one sample
    cell.full_begin = cell.full_end = cell.last = cell.first;
    cell.first_weight = static_cast<std::uint32_t>(end - begin);
    return cell;
  }
  cell.full_begin = cell.first;
  if ((begin & 255) != 0) {
    cell.first_weight = static_cast<std::uint32_t>(256 - (begin & 255));
    ++cell.full_begin;
  }
  cell.full_end = static_cast<int>(std::min<std::int64_t>(end >> 8, available));
  cell.last = sample(end);
  if (cell.last >= cell.full_end) cell.last_weight = static_cast<std::uint32_t>(end & 255);
  return cell;
}

// So many rows of bytes sum up within 16 bits.
constexpr int kRowsNarrow = 256;

/// Sums of the columns over the rows of one cell, in 1/256.
class ColumnSums {
 public:
  explicit ColumnSums(std::size_t columns) : narrow_(columns), wide_(columns) {}

  GV_KERNEL const std::uint32_t* of(const PlaneView& source, const AreaAxis::Cell& cell) {
    int y = std::min(cell.full_begin + kRowsNarrow, cell.full_end);
    add_full(source, cell.full_begin, y);
    add_parts(source, cell);
    while (y < cell.full_end) {  // only pictures of more than 80,000 rows come here
      const int next = std::min(y + kRowsNarrow, cell.full_end);
      add_full(source, y, next);
      for (std::size_t x = 0; x < wide_.size(); ++x) wide_[x] += std::uint32_t{narrow_[x]} << 8;
      y = next;
    }
    return wide_.data();
  }

 private:
  /// Sums whole rows into `narrow_`.
  GV_KERNEL void add_full(const PlaneView& source, int y, int end) {
    const auto columns = narrow_.size();
    auto* __restrict sums = narrow_.data();
    if (y >= end) {
      std::ranges::fill(narrow_, std::uint16_t{0});
      return;
    }
    if ((end - y) % 2 == 1) {
      const auto* __restrict one = row(source, y++);
      for (std::size_t x = 0; x < columns; ++x) sums[x] = one[x];
    } else {
      const auto* __restrict one = row(source, y++);
      const auto* __restrict two = row(source, y++);
      for (std::size_t x = 0; x < columns; ++x) {
        sums[x] = static_cast<std::uint16_t>(one[x] + two[x]);
      }
    }
    for (; y < end; y += 2) {  // two rows a pass halve the traffic of the sums
      const auto* __restrict one = row(source, y);
      const auto* __restrict two = row(source, y + 1);
      for (std::size_t x = 0; x < columns; ++x) {
        sums[x] = static_cast<std::uint16_t>(sums[x] + one[x] + two[x]);
      }
    }
  }

  /// Starts `wide_` from the whole rows and what the cell has of its first and last row.
  GV_KERNEL void add_parts(const PlaneView& source, const AreaAxis::Cell& cell) {
    const auto columns = wide_.size();
    auto* __restrict wide = wide_.data();
    const auto* __restrict sums = narrow_.data();
    if (cell.first_weight == 0 && cell.last_weight == 0) {
      for (std::size_t x = 0; x < columns; ++x) wide[x] = static_cast<std::uint32_t>(sums[x]) << 8;
      return;
    }
    const auto* __restrict one = row(source, cell.first);
    const auto* __restrict two = row(source, cell.last);
    const auto of_one = static_cast<std::uint16_t>(cell.first_weight);  // 255 * 256 fits 16 bits
    const auto of_two = static_cast<std::uint16_t>(cell.last_weight);
    for (std::size_t x = 0; x < columns; ++x) {
      wide[x] = (static_cast<std::uint32_t>(sums[x]) << 8) +
                static_cast<std::uint16_t>(one[x] * of_one) +
                static_cast<std::uint16_t>(two[x] * of_two);
    }
  }

  GV_KERNEL static const std::uint8_t* row(const PlaneView& source, int y) {
    return source.data + static_cast<std::ptrdiff_t>(y) * source.stride;
  }

  std::vector<std::uint16_t> narrow_;
  std::vector<std::uint32_t> wide_;
};

GV_KERNEL std::uint8_t rounded(std::uint64_t sum, double inverse) {
  return static_cast<std::uint8_t>(static_cast<double>(static_cast<std::int64_t>(sum)) * inverse +
                                   0.5);
}

template <int Channels>
GV_KERNEL void sum_parts(const std::uint32_t* columns, const AreaAxis& axis, double inverse_row,
                         std::uint8_t* target) {
  for (const auto& cell : axis.cells()) {
    for (int c = 0; c < Channels; ++c) {
      std::uint64_t sum = 0;
      for (int k = cell.full_begin; k < cell.full_end; ++k) sum += columns[k * Channels + c];
      sum <<= 8;
      sum += std::uint64_t{columns[cell.first * Channels + c]} * cell.first_weight;
      sum += std::uint64_t{columns[cell.last * Channels + c]} * cell.last_weight;
      target[c] = rounded(sum, inverse_row * cell.inverse);
    }
    target += Channels;
  }
}

template <int Channels>
GV_KERNEL void average_cells(const PlaneView& source, const AreaAxis& x, const AreaAxis& y,
                             std::uint8_t* target) {
  ColumnSums rows(static_cast<std::size_t>(source.width) * Channels);
  for (const auto& cell : y.cells()) {
    sum_parts<Channels>(rows.of(source, cell), x, cell.inverse, target);
    target += x.cells().size() * Channels;
  }
}

template <int Channels>
void plain_cells(const PlaneView& source, const AreaAxis& x, const AreaAxis& y,
                 std::uint8_t* target) {
  average_cells<Channels>(source, x, y, target);
}

template <int Channels>
GV_WIDE void wide_cells(const PlaneView& source, const AreaAxis& x, const AreaAxis& y,
                        std::uint8_t* target) {
  average_cells<Channels>(source, x, y, target);
}

}  // namespace

AreaAxis::AreaAxis(int extent, int subsampling, int available, int cells) {
  cells_.reserve(static_cast<std::size_t>(cells));
  for (int i = 0; i < cells; ++i) {
    cells_.push_back(cell_between(border(extent, subsampling, cells, i),
                                  border(extent, subsampling, cells, i + 1), available));
  }
  const std::int64_t denominator = std::int64_t{cells} * subsampling;
  if (extent % denominator == 0) whole_ = static_cast<int>(extent / denominator);
}

void average_area(const PlaneView& source, const AreaAxis& x, const AreaAxis& y,
                  std::uint8_t* target) {
  if (x.whole() == y.whole()) {
    if (const auto average = square_average(x.whole(), source.channels)) {
      return average(source, x.cells().size(), y.cells().size(), target);
    }
  }
  static const bool kWide = has_wide_registers();
  switch (source.channels) {
    case 1:
      return (kWide ? wide_cells<1> : plain_cells<1>)(source, x, y, target);
    case 2:
      return (kWide ? wide_cells<2> : plain_cells<2>)(source, x, y, target);
    default:
      return (kWide ? wide_cells<3> : plain_cells<3>)(source, x, y, target);
  }
}

}  // namespace gv::media

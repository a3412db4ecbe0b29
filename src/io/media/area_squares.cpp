#include "io/media/area_squares.h"

#include <cstring>
#include <vector>

#include "io/media/wide.h"

namespace gv::media {
namespace {

template <int Count>
GV_KERNEL void sum_rows(const std::uint8_t* first, std::ptrdiff_t stride, std::size_t columns,
                        std::uint16_t* __restrict sums) {
  for (std::size_t x = 0; x < columns; ++x) {
    unsigned sum = 0;
    for (int k = 0; k < Count; ++k) sum += first[k * stride + static_cast<std::ptrdiff_t>(x)];
    sums[x] = static_cast<std::uint16_t>(sum);
  }
}

/// Sums of `Group` neighbours, in lanes of 32 bits: what is left to add one by one is then less,
/// and needs no widening.
template <int Group>
GV_KERNEL void sum_neighbours(const std::uint16_t* columns, std::size_t groups,
                              std::uint32_t* __restrict sums) {
  for (std::size_t i = 0; i < groups; ++i) {
    if constexpr (Group == 2) {
      std::uint32_t both = 0;
      std::memcpy(&both, columns + 2 * i, sizeof both);
      sums[i] = (both & 0xFFFFU) + (both >> 16U);
    } else {
      sums[i] = columns[i];
    }
  }
}

template <int Count, int Channels>
GV_KERNEL void sum_columns(const std::uint32_t* columns, std::size_t values,
                           std::int32_t* __restrict sums) {
  for (std::size_t i = 0; i < values; i += Channels) {
    for (std::size_t c = 0; c < Channels; ++c) {
      std::uint32_t sum = 0;
      for (std::size_t k = 0; k < Count; ++k) sum += columns[k * Channels + c];
      sums[i + c] = static_cast<std::int32_t>(sum);
    }
    columns += Count * Channels;
  }
}

/// Cells of `Count` times `Count` samples, the usual case. Their sums fit 16 bits by column.
template <int Count, int Channels>
GV_KERNEL void average_squares(const PlaneView& source, std::size_t columns, std::size_t rows,
                               std::uint8_t* target) {
  constexpr int kGroup = Channels == 1 && Count % 2 == 0 ? 2 : 1;
  const std::size_t values = columns * Channels;
  std::vector<std::uint16_t> column_sums(values * Count);
  std::vector<std::uint32_t> group_sums(column_sums.size() / kGroup);
  std::vector<std::int32_t> sums(values);
  constexpr double kInverse = 1.0 / Count / Count;
  for (std::size_t y = 0; y < rows; ++y) {
    const auto* first = source.data + static_cast<std::ptrdiff_t>(y) * Count * source.stride;
    sum_rows<Count>(first, source.stride, column_sums.size(), column_sums.data());
    sum_neighbours<kGroup>(column_sums.data(), group_sums.size(), group_sums.data());
    sum_columns<Count / kGroup, Channels>(group_sums.data(), values, sums.data());
    // A loop of its own, because this one the compiler turns into vectors.
    for (std::size_t i = 0; i < values; ++i) {
      target[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(sums[i] * kInverse + 0.5));
    }
    target += values;
  }
}

template <int Count, int Channels>
void plain_squares(const PlaneView& source, std::size_t columns, std::size_t rows,
                   std::uint8_t* target) {
  average_squares<Count, Channels>(source, columns, rows, target);
}

template <int Count, int Channels>
GV_WIDE void wide_squares(const PlaneView& source, std::size_t columns, std::size_t rows,
                          std::uint8_t* target) {
  average_squares<Count, Channels>(source, columns, rows, target);
}

template <int Count>
SquareAverage squares_of(int channels) {
  static const bool kWide = has_wide_registers();
  switch (channels) {
    case 1:
      return kWide ? wide_squares<Count, 1> : plain_squares<Count, 1>;
    case 2:
      return kWide ? wide_squares<Count, 2> : plain_squares<Count, 2>;
    default:
      return kWide ? wide_squares<Count, 3> : plain_squares<Count, 3>;
  }
}

}  // namespace

SquareAverage square_average(int side, int channels) {
  switch (side) {
    case 2:
      return squares_of<2>(channels);
    case 3:
      return squares_of<3>(channels);
    case 4:
      return squares_of<4>(channels);
    case 5:
      return squares_of<5>(channels);
    case 6:
      return squares_of<6>(channels);
    case 12:
      return squares_of<12>(channels);
    default:
      return nullptr;
  }
}

}  // namespace gv::media

#include "core/vision/block_match.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

#include "base/check.h"

namespace gv::vision {
namespace {

constexpr int kBlock = 16;
constexpr int kReach = 7;
constexpr double kGainMin = 0.10;

struct Shift {
  int dx{0};
  int dy{0};
};

/// All shifts, shortest first, so that the first best is the shortest best.
std::vector<Shift> shifts_by_length() {
  std::vector<Shift> shifts;
  for (int dy = -kReach; dy <= kReach; ++dy) {
    for (int dx = -kReach; dx <= kReach; ++dx) shifts.push_back({dx, dy});
  }
  std::stable_sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) {
    return a.dx * a.dx + a.dy * a.dy < b.dx * b.dx + b.dy * b.dy;
  });
  return shifts;
}

int row_difference(const std::uint8_t* a, const std::uint8_t* b) {
  int sum = 0;
  for (int x = 0; x < kBlock; ++x) sum += std::abs(int{a[x]} - int{b[x]});
  return sum;
}

/// Sum of absolute differences, given up once it reaches `limit`.
int block_difference(const Image& before, const Image& after, int x, int y, Shift shift,
                     int limit) {
  int sum = 0;
  for (int row = 0; row < kBlock && sum < limit; ++row) {
    sum += row_difference(before.row(y + row) + x, after.row(y + row + shift.dy) + x + shift.dx);
  }
  return sum;
}

Shift match(const Image& before, const Image& after, int x, int y,
            const std::vector<Shift>& shifts) {
  const int resting = block_difference(before, after, x, y, {}, std::numeric_limits<int>::max());
  Shift best{};
  int least = resting;
  for (const Shift shift : shifts) {
    const bool inside = x + shift.dx >= 0 && y + shift.dy >= 0 &&
                        x + shift.dx + kBlock <= after.width &&
                        y + shift.dy + kBlock <= after.height;
    if (!inside) continue;
    const int sum = block_difference(before, after, x, y, shift, least);
    if (sum >= least) continue;
    least = sum;
    best = shift;
  }
  return least <= (1.0 - kGainMin) * resting ? best : Shift{};
}

}  // namespace

std::vector<float> match_blocks(const Image& before, const Image& after) {
  GV_CHECK(before.width == after.width && before.height == after.height);
  GV_CHECK(after.width >= kBlock && after.height >= kBlock);
  const std::vector<Shift> shifts = shifts_by_length();
  const int columns = after.width / kBlock;
  const int rows = after.height / kBlock;
  std::vector<Shift> blocks;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      blocks.push_back(match(before, after, column * kBlock, row * kBlock, shifts));
    }
  }

  std::vector<float> vectors;
  vectors.reserve(2 * after.pixels.size());
  for (int y = 0; y < after.height; ++y) {
    const int row = std::min(y / kBlock, rows - 1);
    for (int x = 0; x < after.width; ++x) {
      const int column = std::min(x / kBlock, columns - 1);
      const Shift shift = blocks[static_cast<std::size_t>(row * columns + column)];
      vectors.push_back(static_cast<float>(shift.dx));
      vectors.push_back(static_cast<float>(shift.dy));
    }
  }
  return vectors;
}

}  // namespace gv::vision

#include "core/vision/signature.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/vision/dct.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr int kSide = 32;
constexpr int kKept = 8;
constexpr std::size_t kCells = 4;

// The two cells nearest to a value of [low, high], and the share of the upper one.
struct Split {
  std::size_t cell{0};
  double upper{0.0};
};

Split split(double value, double low, double high) {
  const double position =
      std::clamp((value - low) / (high - low) * kCells - 0.5, 0.0, kCells - 1.0);
  const auto cell = std::min(static_cast<std::size_t>(position), kCells - 2);
  return {cell, position - static_cast<double>(cell)};
}

void scale_to_one(std::span<double> values) {
  double squares = 0.0;
  for (const double one : values) squares += one * one;
  if (squares <= 1e-12) {
    std::fill(values.begin(), values.end(), 0.0);
    return;
  }
  const double norm = std::sqrt(squares);
  for (double& one : values) one /= norm;
}

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double cosine_of(std::span<const double> a, std::span<const double> b) {
  const double norms = dot(a, a) * dot(b, b);
  return norms > 0.0 ? std::clamp(dot(a, b) / std::sqrt(norms), -1.0, 1.0) : 0.0;
}

void add_colours(std::span<const Lab> grid, std::span<double> cells) {
  // Photographs stay within +-64 in a and b but for a few signal colours.
  for (const Lab& pixel : grid) {
    const Split parts[3] = {split(pixel.l, 0.0, 100.0), split(pixel.a, -64.0, 64.0),
                            split(pixel.b, -64.0, 64.0)};
    for (std::size_t corner = 0; corner < 8; ++corner) {
      std::size_t index = 0;
      double weight = 1.0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::size_t up = corner >> axis & 1U;
        index = index * kCells + parts[axis].cell + up;
        weight *= up == 1 ? parts[axis].upper : 1.0 - parts[axis].upper;
      }
      cells[index] += weight;
    }
  }
  for (double& cell : cells) cell = std::sqrt(cell);
}

}  // namespace

Signature signature_of(std::span<const Lab> grid, const Image& luma) {
  GV_CHECK(!grid.empty() && !luma.empty() && luma.channels == 1);
  Signature signature{};
  const std::span<double> all(signature);
  add_colours(grid, all.first(kSignatureColours));
  const Image small = resize_area(luma, kSide, kSide);
  const std::vector<double> levels(small.pixels.begin(), small.pixels.end());
  const std::vector<double> low = low_dct(levels, kSide, kKept);
  std::copy(low.begin() + 1, low.end(), signature.begin() + kSignatureColours);
  scale_to_one(all.first(kSignatureColours));
  scale_to_one(all.subspan(kSignatureColours));
  scale_to_one(all);
  return signature;
}

Signature mean_signature(std::span<const Signature> signatures) {
  Signature mean{};
  for (const Signature& one : signatures) {
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += one[i];
  }
  scale_to_one(mean);
  return mean;
}

double cosine(const Signature& a, const Signature& b) { return cosine_of(a, b); }

double colour_cosine(const Signature& a, const Signature& b) {
  return cosine_of(std::span(a).first(kSignatureColours), std::span(b).first(kSignatureColours));
}

double video_similarity(const Signature& a, const Signature& b) {
  return 0.5 * (cosine(a, b) + 1.0);
}

}  // namespace gv::vision

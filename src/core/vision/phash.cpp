#include "core/vision/phash.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <vector>

#include "core/vision/dct.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr int kSide = 32;
constexpr int kKept = 8;

}  // namespace

std::uint64_t perceptual_hash(const Image& image) {
  if (image.empty()) return 0;
  const Image small = resize_area(luma_of(image), kSide, kSide);
  const std::vector<double> levels(small.pixels.begin(), small.pixels.end());
  const std::vector<double> low = low_dct(levels, kSide, kKept);
  std::vector<double> sorted(low.begin() + 1, low.end());
  std::sort(sorted.begin(), sorted.end());
  const double median = sorted[sorted.size() / 2];
  std::uint64_t hash = 0;
  for (std::size_t i = 1; i < low.size(); ++i) hash = hash << 1 | (low[i] > median ? 1U : 0U);
  return hash;
}

int hamming_distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

std::string hash_text(std::uint64_t hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[hash >> shift & 15U];
  return text;
}

}  // namespace gv::vision

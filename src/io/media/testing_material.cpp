#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>

#include <stdlib.h>

#include "base/check.h"
#include "io/media/testing.h"

namespace gv::media {

TempFolder::TempFolder() {
  path_ = (std::filesystem::temp_directory_path() / "gv_media_XXXXXX").string();
  GV_CHECK(::mkdtemp(path_.data()) != nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempFolder::file(const std::string& name, const std::string& bytes) const {
  const auto path = *this / name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::string read_bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Image flat_image(int width, int height, std::uint8_t level) {
  Image image(width, height, 3);
  std::ranges::fill(image.pixels, level);
  return image;
}

Image wave_image(int width, int height, int shift, int seed) {
  std::array<std::vector<double>, 3> across;
  std::array<std::vector<double>, 3> down;
  for (int c = 0; c < 3; ++c) {
    const auto channel = static_cast<std::size_t>(c);
    for (int x = 0; x < width; ++x) {
      across[channel].push_back(55.0 * std::sin((x - shift) * (0.03 + 0.011 * seed) + 0.7 * c));
    }
    for (int y = 0; y < height; ++y) {
      down[channel].push_back(55.0 * std::sin(y * (0.05 + 0.007 * seed) + 1.3 * c + seed));
    }
  }
  Image image(width, height, 3);
  auto* pixel = image.pixels.data();
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        *pixel++ = static_cast<std::uint8_t>(127.5 + across[c][x] + down[c][y]);
      }
    }
  }
  return image;
}

std::vector<float> sine(int rate, int channels, double seconds, double hertz) {
  const auto frames = static_cast<std::int64_t>(std::llround(seconds * rate));
  std::vector<float> samples;
  samples.reserve(static_cast<std::size_t>(frames * channels));
  for (std::int64_t i = 0; i < frames; ++i) {
    const double phase = 2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
    for (int c = 0; c < channels; ++c) samples.push_back(static_cast<float>(0.5 * std::sin(phase)));
  }
  return samples;
}

}  // namespace gv::media

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gv {

/// 8-bit pixels, rows from top to bottom without padding: one channel (luma, full range) or three
/// (blue, green, red, interleaved). `pixels.size() == width * height * channels`.
struct Image {
  int width{0};
  int height{0};
  int channels{1};
  std::vector<std::uint8_t> pixels;

  Image() = default;
  /// All black. Sides >= 0, channels 1 or 3.
  Image(int columns, int rows, int samples)
      : width(columns),
        height(rows),
        channels(samples),
        pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) *
               static_cast<std::size_t>(samples)) {}

  [[nodiscard]] bool empty() const { return pixels.empty(); }
  [[nodiscard]] std::size_t stride() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }
  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * stride();
  }
  [[nodiscard]] std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::size_t>(y) * stride();
  }
};

}  // namespace gv

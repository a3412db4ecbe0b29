#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "base/image.h"

/// Grey levels of pictures, for the sources of this folder.
namespace gv::ocr {

inline cv::Mat look_at(const Image& image) {
  return {image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1,
          const_cast<std::uint8_t*>(image.pixels.data())};
}

/// The level that half of the pixels lie at or below; `chosen(x, y)` picks pixels. 255 of none.
template <class Chosen>
int median(const cv::Mat& channel, Chosen chosen) {
  std::array<int, 256> histogram{};
  int count = 0;
  for (int y = 0; y < channel.rows; ++y) {
    for (int x = 0; x < channel.cols; ++x) {
      if (!chosen(x, y)) continue;
      ++histogram[channel.at<std::uint8_t>(y, x)];
      ++count;
    }
  }
  int below = 0;
  for (int level = 0; count > 0 && level < 256; ++level) {
    below += histogram[static_cast<std::size_t>(level)];
    if (2 * below >= count) return level;
  }
  return 255;
}

/// Otsu's threshold; `split` is 255 above it.
inline double otsu(const cv::Mat& channel, cv::Mat& split) {
  return cv::threshold(channel, split, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
}

inline cv::Mat brightest_channel(const cv::Mat& colour) {
  std::array<cv::Mat, 3> planes;
  cv::split(colour, planes.data());
  return cv::max(cv::max(planes[0], planes[1]), planes[2]);
}

}  // namespace gv::ocr

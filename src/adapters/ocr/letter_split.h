#pragma once

#include <opencv2/core/mat.hpp>

namespace gv::ocr {

/// How letters are told from their ground.
enum class SplitBy {
  Level,  ///< the brightest channel: letters of several colours, all bright or all dark
  Colour  ///< the colour of most letters: white letters on a pale ground
};

/// Black letters on white, of the cut-out of a line (BGR, 56 pixels high). `bright_text`: the
/// letters are brighter than what lies around them.
[[nodiscard]] cv::Mat split_letters(const cv::Mat& colour, bool bright_text, SplitBy by);

}  // namespace gv::ocr

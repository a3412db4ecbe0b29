#include "adapters/ocr/letter_split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "adapters/ocr/grey.h"

namespace gv::ocr {

namespace {

constexpr int kAreaMin = 12;  // the dot of an i has 20 pixels in a line of 56
constexpr int kStrokeMax = 11;
constexpr double kReach = 60.0;  // grey levels around those of the letters, a prior

// Connected pixels of a split picture.
struct Part {
  int area{0};
  int contact{0};      ///< pixels on the edge of the picture
  double level{0.0};   ///< mean
  int ring{0};         ///< pixels around it
  double around{0.0};  ///< their mean level
  [[nodiscard]] double contrast() const { return std::abs(level - around); }
  // A letter that is cut off touches the edge with no more than a stroke.
  [[nodiscard]] bool may_be_letter() const { return area >= kAreaMin && contact <= kStrokeMax; }
};

struct Parts {
  cv::Mat labels;
  std::vector<Part> all;  ///< by label; the first is what lies around them
  [[nodiscard]] const Part& at(int x, int y) const {
    return all[static_cast<std::size_t>(labels.at<int>(y, x))];
  }
};

bool on_edge(const cv::Mat& picture, int x, int y) {
  return x == 0 || y == 0 || x == picture.cols - 1 || y == picture.rows - 1;
}

// Labels that have grown by three pixels into what has none.
cv::Mat grown(const cv::Mat& labels) {
  cv::Mat wide;
  labels.convertTo(wide, CV_32F);
  for (int i = 0; i < 3; ++i) {
    cv::Mat next;
    cv::dilate(wide, next, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    next.copyTo(wide, wide == 0);
  }
  return wide;
}

Parts parts_of(const cv::Mat& split, const cv::Mat& level) {
  Parts parts;
  parts.all.resize(static_cast<std::size_t>(cv::connectedComponents(split, parts.labels)));
  const cv::Mat wide = grown(parts.labels);
  for (int y = 0; y < split.rows; ++y) {
    for (int x = 0; x < split.cols; ++x) {
      const int label = parts.labels.at<int>(y, x);
      auto& part = parts.all[static_cast<std::size_t>(label)];
      ++part.area;
      part.level += level.at<std::uint8_t>(y, x);
      if (on_edge(split, x, y)) ++part.contact;
      if (label != 0) continue;
      auto& near = parts.all[static_cast<std::size_t>(wide.at<float>(y, x))];
      ++near.ring;
      near.around += level.at<std::uint8_t>(y, x);
    }
  }
  for (auto& part : parts.all) {
    part.level /= std::max(part.area, 1);
    part.around /= std::max(part.ring, 1);
  }
  return parts;
}

// The contrast to what lies around it of the part in whose pixels half of the letters lie.
double usual_contrast(const Parts& parts) {
  std::vector<std::pair<double, int>> contrasts;
  int area = 0;
  for (std::size_t i = 1; i < parts.all.size(); ++i) {
    const Part& part = parts.all[i];
    if (!part.may_be_letter()) continue;
    contrasts.emplace_back(part.contrast(), part.area);
    area += part.area;
  }
  std::sort(contrasts.begin(), contrasts.end());
  int below = 0;
  for (const auto& [contrast, size] : contrasts) {
    below += size;
    if (2 * below > area) return contrast;
  }
  return 0.0;
}

// Blanks what is no letter; `split` is 255 where letters may be. Scraps of footage between letters
// have other levels, or are no further from what lies around them than half as far as letters are.
void keep_letters(cv::Mat& split, const cv::Mat& level, int usual) {
  constexpr double kGap = 40.0;  // grey levels
  constexpr double kGapAtEdge = 30.0;
  constexpr double kContrastMin = 0.5;
  const Parts parts = parts_of(split, level);
  const double contrast = usual_contrast(parts);
  std::vector<bool> letters;
  for (const auto& part : parts.all) {
    const double gap = std::abs(part.level - usual);
    letters.push_back(part.may_be_letter() && part.contrast() >= kContrastMin * contrast &&
                      gap <= (part.contact == 0 ? kGap : kGapAtEdge));
  }
  letters.front() = false;
  for (int y = 0; y < split.rows; ++y) {
    for (int x = 0; x < split.cols; ++x) {
      if (!letters[static_cast<std::size_t>(parts.labels.at<int>(y, x))]) {
        split.at<std::uint8_t>(y, x) = 0;
      }
    }
  }
}

// 255 where all channels lie within reach of those of the letters.
cv::Mat near_colour(const cv::Mat& colour, const std::array<int, 3>& letters) {
  cv::Mat near(colour.rows, colour.cols, CV_8UC1);
  for (int y = 0; y < colour.rows; ++y) {
    for (int x = 0; x < colour.cols; ++x) {
      const auto& pixel = colour.at<cv::Vec3b>(y, x);
      bool is_near = true;
      for (int c = 0; c < 3; ++c) {
        is_near &= std::abs(pixel[c] - letters[static_cast<std::size_t>(c)]) <= kReach;
      }
      near.at<std::uint8_t>(y, x) = is_near ? 255 : 0;
    }
  }
  return near;
}

}  // namespace

// Otsu's threshold finds what stands free, and with it the level and the colour of the letters:
// footage around them reaches the edge of the picture. The letters are what is like those. (Where
// the ground brightens along the line, Otsu's threshold alone makes one piece of ground and
// letters.)
cv::Mat split_letters(const cv::Mat& colour, bool bright_text, SplitBy by) {
  const cv::Mat level = brightest_channel(colour);
  cv::Mat split;
  const double middle = otsu(level, split);
  if (!bright_text) split = 255 - split;
  const Parts parts = parts_of(split, level);
  const auto stands_free = [&](int x, int y) {
    const Part& part = parts.at(x, y);
    return split.at<std::uint8_t>(y, x) != 0 && part.contact == 0 && part.area >= kAreaMin;
  };
  const int usual = median(level, stands_free);
  cv::Mat letters;
  if (by == SplitBy::Colour) {
    std::array<cv::Mat, 3> planes;
    cv::split(colour, planes.data());
    letters = near_colour(colour, {median(planes[0], stands_free), median(planes[1], stands_free),
                                   median(planes[2], stands_free)});
  } else if (bright_text) {
    letters = level > std::max(middle, usual - kReach);
  } else {
    letters = level <= std::min(middle, usual + kReach);
  }
  keep_letters(letters, level, usual);
  return 255 - letters;
}

}  // namespace gv::ocr

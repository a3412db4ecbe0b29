#include "adapters/ocr/line_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "base/check.h"

namespace gv::ocr {

namespace {

cv::Mat look_at(const Image& image) {
  return {image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1,
          const_cast<std::uint8_t*>(image.pixels.data())};
}

// The level that half of the pixels lie at or below; `chosen` picks pixels.
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
  for (int level = 0; level < 256; ++level) {
    below += histogram[static_cast<std::size_t>(level)];
    if (2 * below >= count) return level;
  }
  return 255;
}

// The outermost pixels, an eighth of the height deep, are ground rather than letters.
int ground_of(const cv::Mat& luma) {
  const int depth = std::max(1, luma.rows / 8);
  return median(luma, [&](int x, int y) {
    return x < depth || y < depth || x >= luma.cols - depth || y >= luma.rows - depth;
  });
}

double otsu(const cv::Mat& channel, cv::Mat& split) {
  return cv::threshold(channel, split, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
}

cv::Mat brightest_channel(const cv::Mat& colour) {
  std::array<cv::Mat, 3> planes;
  cv::split(colour, planes.data());
  return cv::max(cv::max(planes[0], planes[1]), planes[2]);
}

cv::Mat luma_of(const cv::Mat& colour) {
  cv::Mat luma;
  cv::cvtColor(colour, luma, cv::COLOR_BGR2GRAY);
  return luma;
}

// Connected pixels of a split picture.
struct Part {
  int area{0};
  int contact{0};     ///< pixels on the edge of the picture
  double level{0.0};  ///< mean
};

std::vector<Part> parts_of(const cv::Mat& labels, int count, const cv::Mat& level) {
  std::vector<Part> parts(static_cast<std::size_t>(count));
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      auto& part = parts[static_cast<std::size_t>(labels.at<int>(y, x))];
      ++part.area;
      part.level += level.at<std::uint8_t>(y, x);
      if (x == 0 || y == 0 || x == labels.cols - 1 || y == labels.rows - 1) ++part.contact;
    }
  }
  for (auto& part : parts) part.level /= std::max(part.area, 1);
  return parts;
}

// Blanks what is no letter; `split` is 255 where letters may be. The letters of a line are of one
// colour and stand free or inside an outline or a box: footage around them reaches the edge of the
// picture, and scraps of it between them have other levels. A letter that is cut off touches the
// edge too, but with no more than a stroke.
void keep_letters(cv::Mat& split, const cv::Mat& level) {
  constexpr int kAreaMin = 12;  // the dot of an i has 20 pixels in a line of 56
  constexpr int kStrokeMax = 11;
  constexpr double kGap = 40.0;  // grey levels
  constexpr double kGapAtEdge = 30.0;
  cv::Mat labels;
  const auto parts = parts_of(labels, cv::connectedComponents(split, labels), level);
  const auto part_at = [&](int x, int y) -> const Part& {
    return parts[static_cast<std::size_t>(labels.at<int>(y, x))];
  };
  const int usual = median(level, [&](int x, int y) {
    return split.at<std::uint8_t>(y, x) != 0 && part_at(x, y).contact == 0;
  });
  for (int y = 0; y < split.rows; ++y) {
    for (int x = 0; x < split.cols; ++x) {
      const Part& part = part_at(x, y);
      const double gap = std::abs(part.level - usual);
      const bool letter = part.area >= kAreaMin && part.contact <= kStrokeMax &&
                          gap <= (part.contact == 0 ? kGap : kGapAtEdge);
      if (!letter) split.at<std::uint8_t>(y, x) = 0;
    }
  }
}

// Black letters on white, by Otsu's threshold on the brightest channel.
cv::Mat split_letters(const cv::Mat& colour, bool bright_text) {
  const cv::Mat level = brightest_channel(colour);
  cv::Mat split;
  otsu(level, split);
  if (!bright_text) split = 255 - split;
  keep_letters(split, level);
  return 255 - split;
}

// Whether the region is a box drawn behind the text: just inside its edges it is of one level.
bool is_box(const Image& frame, const Region& region) {
  constexpr int kFrom = 3;  // the edge itself is up to three pixels wide
  constexpr int kDepth = 2;
  constexpr int kTolerance = 16;
  constexpr double kShareMin = 0.85;
  if (region.w <= 2 * (kFrom + kDepth) || region.h <= 2 * (kFrom + kDepth)) return false;
  const cv::Mat luma = luma_of(look_at(frame)(
      cv::Rect(region.x + kFrom, region.y + kFrom, region.w - 2 * kFrom, region.h - 2 * kFrom)));
  const auto ring = [&](int x, int y) {
    return x < kDepth || y < kDepth || x >= luma.cols - kDepth || y >= luma.rows - kDepth;
  };
  const int usual = median(luma, ring);
  int all = 0;
  int alike = 0;
  for (int y = 0; y < luma.rows; ++y) {
    for (int x = 0; x < luma.cols; ++x) {
      if (!ring(x, y)) continue;
      ++all;
      if (std::abs(luma.at<std::uint8_t>(y, x) - usual) <= kTolerance) ++alike;
    }
  }
  return alike >= kShareMin * all;
}

// What is cut out for a region. A box loses its edges, which would be read as bars and brackets.
// Without one the region ends where the letters do, and they need a little air.
Region surroundings(const Image& frame, const Region& region) {
  if (is_box(frame, region)) {
    constexpr int kEdge = 3;
    return {region.x + kEdge, region.y + kEdge, region.w - 2 * kEdge, region.h - 2 * kEdge};
  }
  const int above = std::max(2, region.h / 6);
  const int beside = std::max(3, region.h / 3);
  return clipped({region.x - beside, region.y - above, region.w + 2 * beside, region.h + 2 * above},
                 frame.width, frame.height);
}

enum class Variant { Luma, LumaInverted, Brightest, Split, SplitInverted };

cv::Mat render(const cv::Mat& colour, Variant variant) {
  switch (variant) {
    case Variant::Luma:
      return luma_of(colour);
    case Variant::LumaInverted:
      return 255 - luma_of(colour);
    case Variant::Brightest:
      return brightest_channel(colour);
    case Variant::Split:
      return split_letters(colour, false);
    case Variant::SplitInverted:
      return split_letters(colour, true);
  }
  return {};
}

// Linear light of an sRGB level (WCAG 2.1).
double linear(int level) {
  const double v = level / 255.0;
  return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

template <class Chosen>
double median_luminance(const cv::Mat& colour, Chosen chosen) {
  std::array<cv::Mat, 3> planes;
  cv::split(colour, planes.data());
  return 0.0722 * linear(median(planes[0], chosen)) + 0.7152 * linear(median(planes[1], chosen)) +
         0.2126 * linear(median(planes[2], chosen));
}

}  // namespace

Region LineImage::in_frame(const Region& region) const {
  const auto back = [this](int value, int begin) {
    return begin + static_cast<int>(std::lround((value - kLineBorder) / scale));
  };
  const int left = back(region.x, x);
  const int top = back(region.y, y);
  return {left, top, back(region.x + region.w, x) - left, back(region.y + region.h, y) - top};
}

LineVariants::LineVariants(const Image& frame, const Region& region) {
  // Localised boxes end where the edges do; letters need a little air.
  const Region wide = surroundings(frame, region);
  GV_CHECK(wide.w > 0 && wide.h > 0);
  place_.x = wide.x;
  place_.y = wide.y;
  place_.scale = static_cast<double>(kLineHeight) / wide.h;
  colour_ =
      Image(std::max(1, static_cast<int>(std::lround(wide.w * place_.scale))), kLineHeight, 3);
  cv::Mat to = look_at(colour_);
  const cv::Mat from = look_at(frame)(cv::Rect(wide.x, wide.y, wide.w, wide.h));
  cv::resize(from, to, to.size(), 0.0, 0.0, place_.scale < 1.0 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const cv::Mat luma = luma_of(to);
  cv::Mat split;
  bright_text_ = ground_of(luma) <= otsu(luma, split);
}

LineImage LineVariants::make(int rank) const {
  static constexpr std::array kDarkText{Variant::Luma, Variant::Split, Variant::Brightest,
                                        Variant::LumaInverted, Variant::SplitInverted};
  static constexpr std::array kBrightText{Variant::LumaInverted, Variant::SplitInverted,
                                          Variant::Luma, Variant::Split, Variant::Brightest};
  GV_CHECK(rank >= 0 && rank < kVariants);
  const auto& order = bright_text_ ? kBrightText : kDarkText;
  const cv::Mat inner = render(look_at(colour_), order[static_cast<std::size_t>(rank)]);
  LineImage line = place_;
  line.pixels = Image(inner.cols + 2 * kLineBorder, inner.rows + 2 * kLineBorder, 1);
  cv::Mat to = look_at(line.pixels);
  cv::copyMakeBorder(inner, to, kLineBorder, kLineBorder, kLineBorder, kLineBorder,
                     cv::BORDER_CONSTANT, cv::Scalar::all(ground_of(inner)));
  return line;
}

double text_contrast(const Image& frame, const Region& region) {
  const int ring = std::max(1, static_cast<int>(std::lround(0.3 * region.h)));
  const Region outer =
      clipped({region.x - ring, region.y - ring, region.w + 2 * ring, region.h + 2 * ring},
              frame.width, frame.height);
  const cv::Mat wide = look_at(frame)(cv::Rect(outer.x, outer.y, outer.w, outer.h));
  const cv::Rect inner(region.x - outer.x, region.y - outer.y, region.w, region.h);
  const auto around = [&](int x, int y) { return !inner.contains({x, y}); };
  if (inner.area() == 0 || inner.area() == outer.w * outer.h) return 1.0;

  const cv::Mat luma = luma_of(wide);
  cv::Mat split;
  const double threshold = otsu(luma(inner), split);
  const bool bright_text = median(luma, around) <= threshold;
  const cv::Mat letters = wide(inner);
  const double text = median_luminance(
      letters, [&](int x, int y) { return (split.at<std::uint8_t>(y, x) != 0) == bright_text; });
  const double ground = median_luminance(wide, around);
  return (std::max(text, ground) + 0.05) / (std::min(text, ground) + 0.05);
}

}  // namespace gv::ocr

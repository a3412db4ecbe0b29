#include "adapters/ocr/line_image.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "adapters/ocr/grey.h"
#include "adapters/ocr/letter_split.h"
#include "base/check.h"

namespace gv::ocr {

namespace {

// The outermost pixels, an eighth of the height deep, are ground rather than letters.
int ground_of(const cv::Mat& luma) {
  const int depth = std::max(1, luma.rows / 8);
  return median(luma, [&](int x, int y) {
    return x < depth || y < depth || x >= luma.cols - depth || y >= luma.rows - depth;
  });
}

cv::Mat luma_of(const cv::Mat& colour) {
  cv::Mat luma;
  cv::cvtColor(colour, luma, cv::COLOR_BGR2GRAY);
  return luma;
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

enum class Variant { Luma, LumaInverted, DarkColour, DarkLevel, BrightColour, BrightLevel };

cv::Mat render(const cv::Mat& colour, Variant variant) {
  switch (variant) {
    case Variant::Luma:
      return luma_of(colour);
    case Variant::LumaInverted:
      return 255 - luma_of(colour);
    case Variant::DarkColour:
      return split_letters(colour, false, SplitBy::Colour);
    case Variant::DarkLevel:
      return split_letters(colour, false, SplitBy::Level);
    case Variant::BrightColour:
      return split_letters(colour, true, SplitBy::Colour);
    case Variant::BrightLevel:
      return split_letters(colour, true, SplitBy::Level);
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
  static constexpr std::array kDarkText{Variant::Luma, Variant::DarkColour, Variant::DarkLevel,
                                        Variant::LumaInverted, Variant::BrightColour};
  static constexpr std::array kBrightText{Variant::LumaInverted, Variant::BrightColour,
                                          Variant::BrightLevel, Variant::Luma, Variant::DarkColour};
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

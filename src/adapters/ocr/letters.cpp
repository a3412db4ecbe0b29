#include "adapters/ocr/letters.h"

#include <algorithm>
#include <cstdint>

#include "adapters/ocr/grey.h"

namespace gv::ocr {

namespace {

constexpr double kSameLetter = 0.5;  // share of the smaller box
constexpr double kCovered = 0.7;     // share of a line that a region must cover to serve for it
constexpr double kInside = 0.8;
constexpr int kAir = 2;  // pixels around a line

struct Rim {
  int pixels{0};
  int edges{0};
};

// The outermost pixels of each piece, and how many of them are edges of the picture.
std::vector<Rim> rims_of(const cv::Mat& labels, int count, const cv::Mat& mask,
                         const cv::Mat& edges) {
  cv::Mat inner;
  cv::erode(mask, inner, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  std::vector<Rim> rims(static_cast<std::size_t>(count));
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (mask.at<std::uint8_t>(y, x) == 0 || inner.at<std::uint8_t>(y, x) != 0) continue;
      Rim& rim = rims[static_cast<std::size_t>(labels.at<int>(y, x))];
      ++rim.pixels;
      if (edges.at<std::uint8_t>(y, x) != 0) ++rim.edges;
    }
  }
  return rims;
}

bool has_shape(const Region& box, int area, const LetterSettings& settings) {
  return box.h >= settings.height_min && box.h <= settings.height_max &&
         box.w <= settings.width_max * box.h && box.h <= settings.height_ratio * box.w &&
         area >= settings.area_min && area >= settings.fill_min * box.w * box.h;
}

// Letters among the connected pieces of `mask`, besides those already there.
void add_letters(std::vector<Region>& letters, const cv::Mat& mask, const cv::Mat& edges,
                 const LetterSettings& settings) {
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres);
  const auto rims = rims_of(labels, count, mask, edges);
  for (int i = 1; i < count; ++i) {
    const Region box{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                     stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
    const Rim& rim = rims[static_cast<std::size_t>(i)];
    if (!has_shape(box, stats.at<int>(i, cv::CC_STAT_AREA), settings)) continue;
    if (rim.edges < settings.rim_min * rim.pixels) continue;
    const bool known = std::any_of(letters.begin(), letters.end(), [&](const Region& other) {
      return common_area(box, other) >= kSameLetter * std::min(area_of(box), area_of(other));
    });
    if (!known) letters.push_back(box);
  }
}

// Lines of at least so many letters.
void add_lines(std::vector<Region>& lines, const std::vector<Region>& letters,
               const LetterSettings& settings) {
  for (const auto& line : join_lines(letters, settings.gap_max)) {
    const auto inside = std::count_if(letters.begin(), letters.end(), [&](const Region& letter) {
      return common_area(letter, line) == area_of(letter);
    });
    if (inside >= settings.letters_min && 2 * line.w >= 3 * line.h) lines.push_back(line);
  }
}

}  // namespace

std::vector<Region> find_letter_lines(const Image& luma, const Image& steady, int gradient_min,
                                      const LetterSettings& settings) {
  const cv::Mat level = look_at(luma);
  const cv::Mat edges = look_at(steady) > gradient_min;
  std::vector<Region> bright;
  for (const int threshold : settings.bright_min) {
    add_letters(bright, level >= threshold, edges, settings);
  }
  std::vector<Region> dark;
  add_letters(dark, level <= settings.dark_max, edges, settings);
  std::vector<Region> lines;
  add_lines(lines, bright, settings);
  add_lines(lines, dark, settings);
  for (auto& line : lines) {
    line = clipped({line.x - kAir, line.y - kAir, line.w + 2 * kAir, line.h + 2 * kAir}, luma.width,
                   luma.height);
  }
  return lines;
}

std::vector<Region> with_letter_lines(std::vector<Region> regions, const std::vector<Region>& lines,
                                      const LetterSettings& settings) {
  for (const auto& line : lines) {
    const bool served = std::any_of(regions.begin(), regions.end(), [&](const Region& region) {
      return common_area(line, region) >= kCovered * area_of(line) &&
             area_of(region) <= settings.tight_max * area_of(line);
    });
    if (served) continue;
    std::erase_if(regions, [&](const Region& region) {
      return common_area(line, region) >= kInside * area_of(region);
    });
    regions.push_back(line);
  }
  std::sort(regions.begin(), regions.end(), reading_order);
  return regions;
}

}  // namespace gv::ocr

#include "canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace gv::gvtest {
namespace {

constexpr std::size_t kGrainLevels = 1 << 18;

cv::Mat view(Image& image) {
  return {image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1, image.pixels.data()};
}
// OpenCV has no view of pixels that may not be written.
cv::Mat view(const Image& image) { return view(const_cast<Image&>(image)); }

double between(Rng& rng, double low, double high) { return low + (high - low) * rng.uniform(); }

/// Adds cubic noise on a lattice of `cell` pixels: light common to the colours, tint to each.
void add_octave(cv::Mat& sum, int cell, double light, double tint, Rng& rng) {
  cv::Mat lattice((sum.rows + cell - 1) / cell + 1, (sum.cols + cell - 1) / cell + 1, CV_32FC3);
  for (int y = 0; y < lattice.rows; ++y) {
    for (int x = 0; x < lattice.cols; ++x) {
      const double grey = light * between(rng, -1.0, 1.0);
      for (int c = 0; c < 3; ++c) {
        lattice.at<cv::Vec3f>(y, x)[c] = static_cast<float>(grey + tint * between(rng, -1.0, 1.0));
      }
    }
  }
  cv::Mat octave;
  cv::resize(lattice, octave, {lattice.cols * cell, lattice.rows * cell}, 0, 0, cv::INTER_CUBIC);
  sum += octave(cv::Rect(0, 0, sum.cols, sum.rows));
}

cv::Scalar colour(Rng& rng) {
  return {between(rng, 0, 255), between(rng, 0, 255), between(rng, 0, 255)};
}

void draw_shapes(cv::Mat& picture, Rng& rng) {
  const double side = std::min(picture.cols, picture.rows);
  for (std::uint64_t i = 0, n = 6 + rng.below(10); i < n; ++i) {
    const cv::Point2f centre(static_cast<float>(between(rng, 0, picture.cols)),
                             static_cast<float>(between(rng, 0, picture.rows)));
    const cv::Size2f size(static_cast<float>(between(rng, 0.05, 0.35) * side),
                          static_cast<float>(between(rng, 0.05, 0.35) * side));
    const cv::RotatedRect box(centre, size, static_cast<float>(between(rng, 0, 180)));
    if (rng.below(2) == 0) {
      cv::ellipse(picture, box, colour(rng), cv::FILLED, cv::LINE_AA);
      continue;
    }
    std::array<cv::Point2f, 4> corners;
    box.points(corners.data());
    std::vector<cv::Point> whole;
    for (const auto& corner : corners) whole.emplace_back(cvRound(corner.x), cvRound(corner.y));
    cv::fillConvexPoly(picture, whole, colour(rng), cv::LINE_AA);
  }
}

void draw_checkers(cv::Mat& picture, Rng& rng) {
  const int cell = 12 + static_cast<int>(rng.below(36));
  const cv::Scalar one = colour(rng);
  cv::Mat field = picture.clone();
  for (int y = 0; y * cell < picture.rows; ++y) {
    for (int x = y % 2; x * cell < picture.cols; x += 2) {
      cv::rectangle(field, cv::Rect(x * cell, y * cell, cell, cell), one, cv::FILLED);
    }
  }
  cv::addWeighted(field, 0.6, picture, 0.4, 0.0, picture);
}

}  // namespace

Image texture(int width, int height, Pattern pattern, Rng& rng) {
  const double brightness = between(rng, 75.0, 165.0);
  cv::Scalar base;
  for (int c = 0; c < 3; ++c) base[c] = brightness + between(rng, -35.0, 35.0);
  cv::Mat sum(height, width, CV_32FC3, base);
  double share = between(rng, 45.0, 75.0);
  for (int cell = std::min(width, height) / 2; cell >= 1; cell /= 2, share *= 0.6) {
    add_octave(sum, cell, share, 0.35 * share, rng);
  }
  Image image(width, height, 3);
  cv::Mat picture = view(image);
  sum.convertTo(picture, CV_8UC3);
  if (pattern == Pattern::Shapes) draw_shapes(picture, rng);
  if (pattern == Pattern::Checkers) draw_checkers(picture, rng);
  return image;
}

Image texture(int width, int height, Rng& rng) {
  constexpr std::array kPatterns{Pattern::Noise, Pattern::Shapes, Pattern::Shapes,
                                 Pattern::Checkers};
  return texture(width, height, kPatterns[rng.below(kPatterns.size())], rng);
}

Image look(const Image& texture, const Camera& camera, int width, int height) {
  const double angle = camera.roll * std::numbers::pi / 180.0;
  const double cosine = std::cos(angle) / camera.zoom;
  const double sine = std::sin(angle) / camera.zoom;
  const double u = (width - 1) / 2.0;
  const double v = (height - 1) / 2.0;
  // From a pixel of the frame to the point of the texture it shows.
  const cv::Matx23d map(cosine, sine, camera.x - cosine * u - sine * v,  //
                        -sine, cosine, camera.y + sine * u - cosine * v);
  Image out(width, height, 3);
  cv::Mat to = view(out);
  cv::warpAffine(view(texture), to, map, to.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REFLECT_101);
  return out;
}

Image flat(int width, int height, std::uint8_t blue, std::uint8_t green, std::uint8_t red) {
  Image image(width, height, 3);
  view(image).setTo(cv::Scalar(blue, green, red));
  return image;
}

Image blend(const Image& a, const Image& b, double weight) {
  Image out(a.width, a.height, a.channels);
  cv::Mat to = view(out);
  cv::addWeighted(view(a), 1.0 - weight, view(b), weight, 0.0, to);
  return out;
}

void adjust(Image& image, double gain, double offset) {
  cv::Mat pixels = view(image);
  pixels.convertTo(pixels, -1, gain, offset);
}

void fill_box(Image& image, int x, int y, int width, int height, std::uint8_t level) {
  cv::Mat pixels = view(image);
  cv::rectangle(pixels, cv::Rect(x, y, width, height), cv::Scalar::all(level), cv::FILLED);
}

void fill_disc(Image& image, const Image& with, double x, double y, double radius, double with_x,
               double with_y) {
  const Image moved =
      look(with, {with_x + (image.width - 1) / 2.0 - x, with_y + (image.height - 1) / 2.0 - y},
           image.width, image.height);
  Image mask(image.width, image.height, 1);
  constexpr int kShift = 4;
  const double one = 1 << kShift;
  cv::Mat stencil = view(mask);
  cv::circle(stencil, {cvRound(x * one), cvRound(y * one)}, cvRound(radius * one),
             cv::Scalar::all(255), cv::FILLED, cv::LINE_8, kShift);
  cv::Mat to = view(image);
  view(moved).copyTo(to, stencil);
}

Image scaled(const Image& image, int width, int height) {
  Image out(width, height, image.channels);
  cv::Mat to = view(out);
  cv::resize(view(image), to, to.size(), 0, 0,
             width < image.width ? cv::INTER_AREA : cv::INTER_CUBIC);
  return out;
}

Image blurred(const Image& image, double sigma) {
  Image out(image.width, image.height, image.channels);
  cv::Mat to = view(out);
  cv::GaussianBlur(view(image), to, {0, 0}, sigma);
  return out;
}

Image dilated(const Image& image, int radius) {
  Image out(image.width, image.height, image.channels);
  cv::Mat to = view(out);
  const int side = 2 * radius + 1;
  cv::dilate(view(image), to, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
  return out;
}

void paste(Image& image, const Image& picture, int x, int y) {
  const cv::Rect frame(0, 0, image.width, image.height);
  const cv::Rect seen = frame & cv::Rect(x, y, picture.width, picture.height);
  if (seen.empty()) return;
  cv::Mat to = view(image)(seen);
  view(picture)(seen - cv::Point(x, y)).copyTo(to);
}

Grain::Grain(double sigma, std::uint64_t seed) : seed_(seed) {
  if (sigma <= 0.0) return;
  Rng rng(seed, 77);
  levels_.resize(kGrainLevels);
  for (auto& level : levels_) level = static_cast<std::int16_t>(std::lround(sigma * rng.normal()));
}

void Grain::add(Image& image, std::int64_t index) const {
  if (levels_.empty()) return;
  Rng rng(seed_, static_cast<std::uint64_t>(index));
  // Each row starts anywhere in the grain, or its length would show.
  for (int y = 0; y < image.height; ++y) {
    const std::size_t span = image.stride();
    const std::size_t at = rng.below(levels_.size() - span);
    std::uint8_t* row = image.row(y);
    for (std::size_t x = 0; x < span; ++x) {
      row[x] = static_cast<std::uint8_t>(std::clamp(row[x] + levels_[at + x], 0, 255));
    }
  }
}

}  // namespace gv::gvtest

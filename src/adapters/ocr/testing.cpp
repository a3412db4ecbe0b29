#include "adapters/ocr/testing.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <leptonica/allheaders.h>
#include <opencv2/imgproc.hpp>

#include "base/rng.h"

namespace gv::ocr::testing {

namespace {

cv::Mat look_at(Image& image) {
  return {image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1, image.pixels.data()};
}

// Leptonica carries one typeface; its largest size is scaled to what is wanted. 255 where ink is.
cv::Mat ink_of(const std::string& text, int height) {
  L_BMF* font = bmfCreate(nullptr, 20);
  l_int32 width = 0;
  bmfGetStringWidth(font, text.c_str(), &width);
  PIX* page = pixCreate(width + 8, font->lineheight + 8, 1);
  l_int32 drawn = 0;
  l_int32 overflow = 0;
  pixSetTextline(page, font, text.c_str(), 1, 4, 4 + font->baselinetab['A'], &drawn, &overflow);
  cv::Mat ink(pixGetHeight(page), pixGetWidth(page), CV_8UC1, cv::Scalar(0));
  for (int y = 0; y < ink.rows; ++y) {
    for (int x = 0; x < ink.cols; ++x) {
      l_uint32 bit = 0;
      pixGetPixel(page, x, y, &bit);
      ink.at<std::uint8_t>(y, x) = bit != 0 ? 255 : 0;
    }
  }
  pixDestroy(&page);
  bmfDestroy(&font);
  ink = ink(cv::boundingRect(ink)).clone();
  const double scale = static_cast<double>(height) / ink.rows;
  cv::Mat scaled;
  cv::resize(ink, scaled,
             cv::Size(std::max(1, static_cast<int>(std::lround(ink.cols * scale))), height), 0, 0,
             cv::INTER_AREA);
  return scaled;
}

void paint(cv::Mat frame, const cv::Mat& ink, int x, int y, const Colour& colour) {
  for (int row = 0; row < ink.rows; ++row) {
    for (int column = 0; column < ink.cols; ++column) {
      if (y + row < 0 || x + column < 0 || y + row >= frame.rows || x + column >= frame.cols) {
        throw std::runtime_error("the caption does not fit");
      }
      auto& pixel = frame.at<cv::Vec3b>(y + row, x + column);
      const int share = ink.at<std::uint8_t>(row, column);
      for (int c = 0; c < 3; ++c) {
        const int mixed = (colour[static_cast<std::size_t>(c)] * share + pixel[c] * (255 - share));
        pixel[c] = static_cast<std::uint8_t>((mixed + 127) / 255);
      }
    }
  }
}

}  // namespace

Image plain(int width, int height, const Colour& colour) {
  Image image(width, height, 3);
  look_at(image).setTo(cv::Scalar(colour[0], colour[1], colour[2]));
  return image;
}

Image foliage(int width, int height, std::uint64_t seed, int dx, int dy) {
  constexpr int kMargin = 128;
  cv::Mat sum(height + 2 * kMargin, width + 2 * kMargin, CV_32FC1, cv::Scalar(0));
  Rng rng(seed, 0);
  for (int cell = 64; cell >= 2; cell /= 2) {
    cv::Mat noise(sum.rows / cell + 2, sum.cols / cell + 2, CV_32FC1);
    for (int i = 0; i < static_cast<int>(noise.total()); ++i) {
      noise.at<float>(i / noise.cols, i % noise.cols) = static_cast<float>(rng.uniform() - 0.5);
    }
    cv::Mat large;
    cv::resize(noise, large, sum.size(), 0, 0, cv::INTER_LINEAR);
    sum += large * std::pow(static_cast<float>(cell), 0.35F) * 40.0F;
  }
  const cv::Mat seen = sum(cv::Rect(kMargin - dx, kMargin - dy, width, height));
  Image image(width, height, 3);
  cv::Mat to = look_at(image);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double level = 90.0 + seen.at<float>(y, x);
      to.at<cv::Vec3b>(y, x) = {cv::saturate_cast<std::uint8_t>(level * 0.5),
                                cv::saturate_cast<std::uint8_t>(level),
                                cv::saturate_cast<std::uint8_t>(level * 0.7)};
    }
  }
  return image;
}

Region draw(Image& frame, const Caption& caption) {
  const cv::Mat ink = ink_of(caption.text, caption.height);
  const int border = std::max(2, caption.height / 12);
  if (caption.style == Style::Boxed) {
    const int pad = caption.height / 4;
    const cv::Mat box(ink.rows + 2 * pad, ink.cols + 2 * pad, CV_8UC1, cv::Scalar(255));
    paint(look_at(frame), box, caption.x - pad, caption.y - pad, caption.ground);
  }
  if (caption.style == Style::Outlined) {
    cv::Mat wide;
    cv::copyMakeBorder(ink, wide, border, border, border, border, cv::BORDER_CONSTANT, 0);
    cv::dilate(wide, wide,
               cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * border + 1, 2 * border + 1}));
    paint(look_at(frame), wide, caption.x - border, caption.y - border, caption.ground);
  }
  paint(look_at(frame), ink, caption.x, caption.y, caption.colour);
  return {caption.x, caption.y, ink.cols, ink.rows};
}

}  // namespace gv::ocr::testing

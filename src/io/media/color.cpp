#include "io/media/color.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "io/media/wide.h"

namespace gv::media {
namespace {

struct LumaWeights {
  double red;
  double blue;
};

LumaWeights weights_of(Matrix matrix) {
  switch (matrix) {
    case Matrix::Bt601:
      return {0.299, 0.114};
    case Matrix::Bt709:
      return {0.2126, 0.0722};
    case Matrix::Bt2020:
      return {0.2627, 0.0593};
  }
  return {0.2126, 0.0722};
}

std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::clamp(std::floor(value + 0.5), 0.0, 255.0));
}

std::uint8_t to_byte(std::int32_t fixed) {
  return static_cast<std::uint8_t>(std::clamp(fixed >> 16, 0, 255));
}

/// Three planes of one colour each become pixels, a block that fits the first cache at a time.
template <int Step>
GV_KERNEL void linear_bgr(const SmallYuv& planes, const LinearColor& by, std::size_t pixels,
                          std::uint8_t* out) {
  constexpr std::size_t kBlock = 256;
  std::uint8_t blue[kBlock];
  std::uint8_t green[kBlock];
  std::uint8_t red[kBlock];
  for (std::size_t from = 0; from < pixels; from += kBlock) {
    const std::size_t count = std::min(kBlock, pixels - from);
    const auto* ys = planes.y + from;
    const auto* us = planes.u + from * Step;
    const auto* vs = planes.v + from * Step;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int32_t y = (ys[i] - by.black) * by.y + (1 << 15);
      const std::int32_t u = us[i * Step] - 128;
      const std::int32_t v = vs[i * Step] - 128;
      blue[i] = to_byte(y + by.blue_u * u);
      green[i] = to_byte(y + by.green_u * u + by.green_v * v);
      red[i] = to_byte(y + by.red_v * v);
    }
    for (std::size_t i = 0; i < count; ++i, out += 3) {
      out[0] = blue[i];
      out[1] = green[i];
      out[2] = red[i];
    }
  }
}

template <int Step>
void plain_bgr(const SmallYuv& planes, const LinearColor& by, std::size_t pixels,
               std::uint8_t* out) {
  linear_bgr<Step>(planes, by, pixels, out);
}

template <int Step>
GV_WIDE void wide_bgr(const SmallYuv& planes, const LinearColor& by, std::size_t pixels,
                      std::uint8_t* out) {
  linear_bgr<Step>(planes, by, pixels, out);
}

std::int32_t fixed(double value) {
  return static_cast<std::int32_t>(std::floor(value * 65536.0 + 0.5));
}

/// SMPTE ST 2084: code value 0..1 to cd/m2.
double pq_light(double code) {
  constexpr double kM1 = 2610.0 / 16384.0;
  constexpr double kM2 = 2523.0 / 4096.0 * 128.0;
  constexpr double kC1 = 3424.0 / 4096.0;
  constexpr double kC2 = 2413.0 / 4096.0 * 32.0;
  constexpr double kC3 = 2392.0 / 4096.0 * 32.0;
  const double e = std::pow(code, 1.0 / kM2);
  return 10'000.0 * std::pow(std::max(e - kC1, 0.0) / (kC2 - kC3 * e), 1.0 / kM1);
}

/// ITU-R BT.2100 hybrid log-gamma: code value 0..1 to cd/m2 of a 1,000 cd/m2 display.
double hlg_light(double code) {
  constexpr double kA = 0.17883277;
  constexpr double kB = 1.0 - 4.0 * kA;
  const double c = 0.5 - kA * std::log(4.0 * kA);
  const double scene = code <= 0.5 ? code * code / 3.0 : (std::exp((code - c) / kA) + kB) / 12.0;
  return 1000.0 * std::pow(scene, 1.2);
}

double bt709_code(double light) {
  return light < 0.018 ? 4.5 * light : 1.099 * std::pow(light, 0.45) - 0.099;
}

}  // namespace

std::array<std::uint8_t, 256> tone_curve(Transfer transfer) {
  constexpr double kReferenceWhite = 203.0;
  constexpr double kWhite = 1000.0 / kReferenceWhite;
  std::array<std::uint8_t, 256> curve{};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double code = static_cast<double>(i) / 255.0;
    if (transfer == Transfer::Sdr) {
      curve[i] = static_cast<std::uint8_t>(i);
      continue;
    }
    const double x =
        (transfer == Transfer::Pq ? pq_light(code) : hlg_light(code)) / kReferenceWhite;
    const double mapped = std::min(1.0, x * (1.0 + x / (kWhite * kWhite)) / (1.0 + x));
    curve[i] = to_byte(255.0 * bt709_code(mapped));
  }
  return curve;
}

YuvColor::YuvColor(const ColorCoding& coding) : coding_(coding) {
  const auto [red, blue] = weights_of(coding.matrix);
  const double green = 1.0 - red - blue;
  const double luma_scale = coding.full_range ? 1.0 : 255.0 / 219.0;
  const double chroma_scale = coding.full_range ? 1.0 : 255.0 / 224.0;
  const double black = coding.full_range ? 0.0 : 16.0;
  linear_ = {.black = coding.full_range ? 0 : 16,
             .y = fixed(luma_scale),
             .blue_u = fixed(2.0 * (1.0 - blue) * chroma_scale),
             .green_u = fixed(-2.0 * blue * (1.0 - blue) / green * chroma_scale),
             .green_v = fixed(-2.0 * red * (1.0 - red) / green * chroma_scale),
             .red_v = fixed(2.0 * (1.0 - red) * chroma_scale)};
  const auto curve = tone_curve(coding.transfer);
  for (std::size_t i = 0; i < 256; ++i) {
    const double y = (static_cast<double>(i) - black) * luma_scale;
    const double c = (static_cast<double>(i) - 128.0) * chroma_scale;
    const auto before = to_byte(y);
    luma_[i] = curve[before];
    gain_[i] = before == 0 ? 1.0 : static_cast<double>(curve[before]) / before;
    const double shown = coding.transfer == Transfer::Sdr ? y : luma_[i];
    y_[i] = fixed(shown) + (1 << 15);
    red_v_[i] = fixed(2.0 * (1.0 - red) * c);
    blue_u_[i] = fixed(2.0 * (1.0 - blue) * c);
    green_u_[i] = fixed(-2.0 * blue * (1.0 - blue) / green * c);
    green_v_[i] = fixed(-2.0 * red * (1.0 - red) / green * c);
  }
}

void YuvColor::luma(const SmallYuv& planes, Image& l) const {
  l = Image(planes.width, planes.height, 1);
  for (std::size_t i = 0; i < l.pixels.size(); ++i) l.pixels[i] = luma_[planes.y[i]];
}

void YuvColor::bgr(const SmallYuv& planes, Image& bgr) const {
  bgr = Image(planes.width, planes.height, 3);
  if (coding_.transfer == Transfer::Sdr) {
    bgr_plain(planes, bgr.pixels.data());
  } else {
    bgr_toned(planes, bgr.pixels.data());
  }
}

void YuvColor::bgr_plain(const SmallYuv& planes, std::uint8_t* out) const {
  static const bool kWide = has_wide_registers();
  const auto pixels =
      static_cast<std::size_t>(planes.width) * static_cast<std::size_t>(planes.height);
  const auto convert = planes.chroma_step == 2 ? (kWide ? wide_bgr<2> : plain_bgr<2>)
                                               : (kWide ? wide_bgr<1> : plain_bgr<1>);
  convert(planes, linear_, pixels, out);
}

void YuvColor::bgr_toned(const SmallYuv& planes, std::uint8_t* out) const {
  const auto pixels =
      static_cast<std::size_t>(planes.width) * static_cast<std::size_t>(planes.height);
  const auto step = static_cast<std::size_t>(planes.chroma_step);
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto stored = planes.y[i];
    const auto u = planes.u[i * step];
    const auto v = planes.v[i * step];
    const auto y = y_[stored];
    const auto scaled = [&](std::int32_t chroma) {
      return static_cast<std::int32_t>(std::floor(gain_[stored] * chroma));
    };
    out[3 * i] = to_byte(y + scaled(blue_u_[u]));
    out[3 * i + 1] = to_byte(y + scaled(green_u_[u] + green_v_[v]));
    out[3 * i + 2] = to_byte(y + scaled(red_v_[v]));
  }
}

void luma_of_bgr(const Image& bgr, Image& l) {
  l = Image(bgr.width, bgr.height, 1);
  for (std::size_t i = 0; i < l.pixels.size(); ++i) {
    const auto* pixel = bgr.pixels.data() + 3 * i;
    l.pixels[i] =
        static_cast<std::uint8_t>((299 * pixel[2] + 587 * pixel[1] + 114 * pixel[0] + 500) / 1000);
  }
}

Image rotated(Image image, int rotation_deg) {
  if (rotation_deg == 0) return image;
  const bool turned = rotation_deg != 180;
  Image upright(turned ? image.height : image.width, turned ? image.width : image.height,
                image.channels);
  for (int y = 0; y < upright.height; ++y) {
    auto* out = upright.row(y);
    for (int x = 0; x < upright.width; ++x) {
      int from_x = image.width - 1 - x;
      int from_y = image.height - 1 - y;
      if (rotation_deg == 90) {
        from_x = y;
        from_y = image.height - 1 - x;
      } else if (rotation_deg == 270) {
        from_x = image.width - 1 - y;
        from_y = x;
      }
      const auto* from = image.row(from_y) + from_x * image.channels;
      for (int c = 0; c < image.channels; ++c) *out++ = from[c];
    }
  }
  return upright;
}

}  // namespace gv::media

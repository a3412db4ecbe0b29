#include "core/vision/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

// White D65, 2 degrees; matrix of IEC 61966-2-1.
constexpr double kWhiteX = 0.95047;
constexpr double kWhiteZ = 1.08883;

std::array<double, 256> linear_levels() {
  std::array<double, 256> levels{};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double v = static_cast<double>(i) / 255.0;
    levels[i] = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  }
  return levels;
}

double curve(double t) {
  return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

double curve_inverse(double f) {
  const double cube = f * f * f;
  return cube > 216.0 / 24389.0 ? cube : (116.0 * f - 16.0) * 27.0 / 24389.0;
}

std::uint8_t level_of(double linear) {
  const double v = std::clamp(linear, 0.0, 1.0);
  const double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1.0 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::nearbyint(255.0 * encoded));
}

struct Named {
  std::string_view name;
  Rgb colour;
};

constexpr std::array<Named, 16> kBasic{{{"aqua", {0, 255, 255}},
                                        {"black", {0, 0, 0}},
                                        {"blue", {0, 0, 255}},
                                        {"fuchsia", {255, 0, 255}},
                                        {"gray", {128, 128, 128}},
                                        {"green", {0, 128, 0}},
                                        {"lime", {0, 255, 0}},
                                        {"maroon", {128, 0, 0}},
                                        {"navy", {0, 0, 128}},
                                        {"olive", {128, 128, 0}},
                                        {"purple", {128, 0, 128}},
                                        {"red", {255, 0, 0}},
                                        {"silver", {192, 192, 192}},
                                        {"teal", {0, 128, 128}},
                                        {"white", {255, 255, 255}},
                                        {"yellow", {255, 255, 0}}}};

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

double hue_degrees(double a, double b) {
  if (a == 0.0 && b == 0.0) return 0.0;
  const double degrees = std::atan2(b, a) * 180.0 / std::numbers::pi;
  return degrees < 0.0 ? degrees + 360.0 : degrees;
}

double pow7(double x) { return std::pow(x, 7.0); }

}  // namespace

Lab lab_of(const Rgb& colour) {
  static const std::array<double, 256> kLinear = linear_levels();
  const double r = kLinear[colour.r];
  const double g = kLinear[colour.g];
  const double b = kLinear[colour.b];
  const double x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / kWhiteX);
  const double y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / kWhiteZ);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

Rgb rgb_of(const Lab& colour) {
  const double fy = (colour.l + 16.0) / 116.0;
  const double x = kWhiteX * curve_inverse(fy + colour.a / 500.0);
  const double y = curve_inverse(fy);
  const double z = kWhiteZ * curve_inverse(fy - colour.b / 200.0);
  return {level_of(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
          level_of(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
          level_of(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)};
}

std::vector<Lab> lab_grid(const Image& bgr) {
  constexpr int kWidth = 96;
  constexpr int kHeight = 54;
  if (bgr.empty()) return {};
  GV_CHECK(bgr.channels == 3);
  const Image small = resize_area(bgr, kWidth, kHeight);
  std::vector<Lab> grid;
  grid.reserve(small.pixels.size() / 3);
  for (std::size_t i = 0; i + 2 < small.pixels.size(); i += 3) {
    grid.push_back(lab_of({small.pixels[i + 2], small.pixels[i + 1], small.pixels[i]}));
  }
  return grid;
}

double delta_e_2000(const Lab& x, const Lab& y) {
  const double chroma_mean = 0.5 * (std::hypot(x.a, x.b) + std::hypot(y.a, y.b));
  const double stretch =
      0.5 * (1.0 - std::sqrt(pow7(chroma_mean) / (pow7(chroma_mean) + pow7(25.0))));
  const double a1 = (1.0 + stretch) * x.a;
  const double a2 = (1.0 + stretch) * y.a;
  const double c1 = std::hypot(a1, x.b);
  const double c2 = std::hypot(a2, y.b);
  const double h1 = hue_degrees(a1, x.b);
  const double h2 = hue_degrees(a2, y.b);

  double dh = 0.0;
  double h_mean = h1 + h2;  // the other hue decides where one colour is grey
  if (c1 * c2 != 0.0) {
    dh = h2 - h1;
    if (dh > 180.0) dh -= 360.0;
    if (dh < -180.0) dh += 360.0;
    if (std::abs(h1 - h2) > 180.0) h_mean += h_mean < 360.0 ? 360.0 : -360.0;
    h_mean *= 0.5;
  }
  const double dl = y.l - x.l;
  const double dc = c2 - c1;
  const double dhue = 2.0 * std::sqrt(c1 * c2) * std::sin(radians(0.5 * dh));

  const double l_mean = 0.5 * (x.l + y.l);
  const double c_mean = 0.5 * (c1 + c2);
  const double t =
      1.0 - 0.17 * std::cos(radians(h_mean - 30.0)) + 0.24 * std::cos(radians(2.0 * h_mean)) +
      0.32 * std::cos(radians(3.0 * h_mean + 6.0)) - 0.20 * std::cos(radians(4.0 * h_mean - 63.0));
  const double from_50 = (l_mean - 50.0) * (l_mean - 50.0);
  const double sl = 1.0 + 0.015 * from_50 / std::sqrt(20.0 + from_50);
  const double sc = 1.0 + 0.045 * c_mean;
  const double sh = 1.0 + 0.015 * c_mean * t;
  const double turn = (h_mean - 275.0) / 25.0;
  const double rotation = -2.0 * std::sqrt(pow7(c_mean) / (pow7(c_mean) + pow7(25.0))) *
                          std::sin(radians(60.0 * std::exp(-turn * turn)));
  const double l = dl / sl;
  const double c = dc / sc;
  const double h = dhue / sh;
  return std::sqrt(std::max(0.0, l * l + c * c + h * h + rotation * c * h));
}

std::string hex_of(const Rgb& colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string hex = "#";
  for (const std::uint8_t level : {colour.r, colour.g, colour.b}) {
    hex += kDigits[level / 16U];
    hex += kDigits[level % 16U];
  }
  return hex;
}

std::string_view colour_name(const Lab& colour) {
  const auto distance = [&](const Named& one) { return delta_e_2000(lab_of(one.colour), colour); };
  const Named* nearest = &kBasic.front();
  for (const Named& one : kBasic) {
    if (distance(one) < distance(*nearest)) nearest = &one;
  }
  return nearest->name;
}

}  // namespace gv::vision

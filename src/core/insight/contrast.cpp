#include "core/insight/contrast.h"

#include <algorithm>
#include <cmath>

namespace gv::insight {
namespace {

constexpr Rgb kBlack{0, 0, 0};
constexpr Rgb kWhite{255, 255, 255};

double linear_light(std::uint8_t channel) {
  const double v = channel / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Result<Rgb> parse_hex(std::string_view text, std::string_view where) {
  const bool hex =
      text.size() == 7 && text[0] == '#' &&
      std::all_of(text.begin() + 1, text.end(), [](char c) { return digit_of(c) >= 0; });
  if (!hex) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must be a colour like #FF4444, got \"" + std::string(text) + "\"");
  }
  const auto channel = [&](std::size_t at) {
    return static_cast<std::uint8_t>(digit_of(text[at]) * 16 + digit_of(text[at + 1]));
  };
  return Rgb{channel(1), channel(3), channel(5)};
}

std::string to_hex(Rgb colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "#";
  for (const auto channel : {colour.r, colour.g, colour.b}) {
    text += kDigits[channel / 16U];
    text += kDigits[channel % 16U];
  }
  return text;
}

double relative_luminance(Rgb colour) {
  return 0.2126 * linear_light(colour.r) + 0.7152 * linear_light(colour.g) +
         0.0722 * linear_light(colour.b);
}

double contrast_ratio(Rgb a, Rgb b) {
  const double la = relative_luminance(a);
  const double lb = relative_luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

ButtonColours with_readable_label(Rgb fill, Rgb label) {
  const double wanted = contrast_ratio(fill, label);
  if (wanted >= kReadableContrast) return {fill, label, wanted};
  const double on_black = contrast_ratio(fill, kBlack);
  const double on_white = contrast_ratio(fill, kWhite);
  return on_black > on_white ? ButtonColours{fill, kBlack, on_black}
                             : ButtonColours{fill, kWhite, on_white};
}

ButtonColours with_darkened_fill(Rgb fill, Rgb label) {
  if (contrast_ratio(kBlack, label) < kReadableContrast) return with_readable_label(fill, label);
  constexpr int kSteps = 100;
  for (int left = kSteps; left >= 0; --left) {
    const auto scaled = [&](std::uint8_t c) {
      return static_cast<std::uint8_t>(c * left / kSteps);
    };
    const Rgb darker{scaled(fill.r), scaled(fill.g), scaled(fill.b)};
    const double contrast = contrast_ratio(darker, label);
    if (contrast >= kReadableContrast) return {darker, label, contrast};
  }
  return with_readable_label(fill, label);
}

}  // namespace gv::insight

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::insight {

/// An sRGB colour, 8 bits a channel.
struct Rgb {
  std::uint8_t r{0};
  std::uint8_t g{0};
  std::uint8_t b{0};
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// "#FF4444" (either case). Errors: InvalidInput, `where` as given.
[[nodiscard]] Result<Rgb> parse_hex(std::string_view text, std::string_view where);
/// "#FF4444", capital letters.
[[nodiscard]] std::string to_hex(Rgb colour);

/// Relative luminance in [0, 1]. Source: WCAG 2.2, definition "relative luminance".
[[nodiscard]] double relative_luminance(Rgb colour);
/// (lighter + .05) / (darker + .05), in [1, 21]. Source: WCAG 2.2, "contrast ratio".
[[nodiscard]] double contrast_ratio(Rgb a, Rgb b);

inline constexpr double kReadableContrast = 4.5;  ///< WCAG 2.2 AA, text of normal size

/// A label that can be read on its button.
struct ButtonColours {
  Rgb fill{};
  Rgb label{};
  double contrast{1.0};
};

/// Keeps both colours where they reach 4.5 : 1, else writes the label in black or white, whichever
/// stands out more: one of the two always reaches 4.5 : 1.
[[nodiscard]] ButtonColours with_readable_label(Rgb fill, Rgb label);
/// Keeps the label and scales the fill towards black until it reaches 4.5 : 1. A label too dark
/// for any fill gets `with_readable_label`.
[[nodiscard]] ButtonColours with_darkened_fill(Rgb fill, Rgb label);

}  // namespace gv::insight

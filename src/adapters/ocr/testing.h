#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "adapters/ocr/localise.h"
#include "base/image.h"

namespace gv::ocr::testing {

/// Blue, green, red.
using Colour = std::array<std::uint8_t, 3>;
inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kYellow{0, 255, 255};

enum class Style { Plain, Boxed, Outlined };

struct Caption {
  std::string text;  ///< ASCII
  int x{0};          ///< left end of the letters
  int y{0};          ///< top of the line
  int height{40};    ///< of the line, ascender to descender, pixels
  Style style{Style::Plain};
  Colour colour{kWhite};
  Colour ground{kBlack};  ///< of the box or the outline
};

[[nodiscard]] Image plain(int width, int height, const Colour& colour);

/// Leaves and grass, near enough: noise of many sizes, the same for the same `seed`, moved by `dx`
/// and `dy` pixels.
[[nodiscard]] Image foliage(int width, int height, std::uint64_t seed, int dx = 0, int dy = 0);

/// Draws the caption and returns where its letters are.
Region draw(Image& frame, const Caption& caption);

}  // namespace gv::ocr::testing

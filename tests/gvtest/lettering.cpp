#include "lettering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "canvas.h"

namespace gv::gvtest {
namespace {

constexpr double kPixelsPerPoint = 64.0;  // FreeType measures in 64ths

struct FreeLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using Library = std::unique_ptr<FT_LibraryRec_, FreeLibrary>;

/// Ink of one letter and where it lies from the start of the line and its base line.
struct Letter {
  Image ink;
  int left{0};
  int top{0};
};

std::uint8_t mix(std::uint8_t below, int above, int coverage) {
  return static_cast<std::uint8_t>((below * (255 - coverage) + above * coverage + 127) / 255);
}

void spread(Image& image, const Image& ink, int x, int y, const std::array<int, 3>& colour) {
  for (int row = std::max(0, -y); row < std::min(ink.height, image.height - y); ++row) {
    for (int column = std::max(0, -x); column < std::min(ink.width, image.width - x); ++column) {
      const int coverage = ink.row(row)[column];
      std::uint8_t* to = image.row(y + row) + 3 * (x + column);
      for (std::size_t c = 0; c < 3; ++c) to[c] = mix(to[c], colour[c], coverage);
    }
  }
}

void darken(Image& image, int x, int y, int width, int height) {
  constexpr int kCoverage = 215;
  for (int row = std::max(0, y); row < std::min(image.height, y + height); ++row) {
    std::uint8_t* to = image.row(row);
    for (int i = 3 * std::max(0, x); i < 3 * std::min(image.width, x + width); ++i) {
      to[i] = mix(to[i], 0, kCoverage);
    }
  }
}

}  // namespace

std::vector<std::string> font_files() {
  const std::string folder = "/usr/share/fonts/truetype/";
  return {
      folder + "dejavu/DejaVuSans-Bold.ttf",     folder + "liberation/LiberationSans-Bold.ttf",
      folder + "dejavu/DejaVuSans.ttf",          folder + "liberation/LiberationSerif-Bold.ttf",
      folder + "dejavu/DejaVuSansMono-Bold.ttf", folder + "liberation/LiberationSans-Regular.ttf"};
}

struct Font::Face {
  Library library;
  FT_Face face{nullptr};
  ~Face() {
    if (face != nullptr) FT_Done_Face(face);
  }
};

Font::Font(std::unique_ptr<Face> face) : face_(std::move(face)) {}
Font::~Font() = default;
Font::Font(Font&&) noexcept = default;
Font& Font::operator=(Font&&) noexcept = default;

Result<Font> Font::open(const std::string& path) {
  auto face = std::make_unique<Face>();
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) {
    return fail(ErrorCode::NotAvailable, "font", "FreeType does not start");
  }
  face->library.reset(library);
  if (FT_New_Face(library, path.c_str(), 0, &face->face) != 0) {
    return fail(ErrorCode::NotAvailable, "font", path + " is not there or no font",
                "install fonts-dejavu-core and fonts-liberation");
  }
  return Font(std::move(face));
}

Image Font::line(const std::string& text, int capital_px) const {
  FT_Face face = face_->face;
  FT_Set_Pixel_Sizes(face, 0, 100);
  FT_Load_Char(face, 'H', FT_LOAD_NO_HINTING);
  const double capital = static_cast<double>(face->glyph->metrics.height) / kPixelsPerPoint;
  FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(std::lround(100.0 * capital_px / capital)));

  std::vector<Letter> letters;
  FT_Pos pen = 0;
  int left = 0;
  int right = 1;
  int top = 0;
  int bottom = 1;
  for (const char one : text) {
    if (FT_Load_Char(face, static_cast<FT_ULong>(one), FT_LOAD_RENDER) != 0) continue;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    Letter letter{Image(static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows), 1),
                  static_cast<int>(pen / 64) + face->glyph->bitmap_left, -face->glyph->bitmap_top};
    for (int y = 0; y < letter.ink.height; ++y) {
      std::copy_n(bitmap.buffer + y * bitmap.pitch, letter.ink.width, letter.ink.row(y));
    }
    pen += face->glyph->advance.x;
    if (letter.ink.empty()) continue;
    if (letters.empty()) left = letter.left;
    right = std::max(right, letter.left + letter.ink.width);
    top = std::min(top, letter.top);
    bottom = std::max(bottom, letter.top + letter.ink.height);
    letters.push_back(std::move(letter));
  }
  Image line(right - left, bottom - top, 1);
  for (const Letter& letter : letters) {
    for (int y = 0; y < letter.ink.height; ++y) {
      std::uint8_t* to = line.row(letter.top - top + y) + letter.left - left;
      for (int x = 0; x < letter.ink.width; ++x) to[x] = std::max(to[x], letter.ink.row(y)[x]);
    }
  }
  return line;
}

vision::Box draw_caption(Image& image, const Image& ink, CaptionStyle style, int x, int y,
                         bool yellow) {
  constexpr std::array<int, 3> kBlack{0, 0, 0};
  const int margin = std::max(2, ink.height / 4);
  const int stroke = std::max(1, ink.height / 14);
  if (style == CaptionStyle::Box) {
    darken(image, x - 2 * margin, y - margin, ink.width + 4 * margin, ink.height + 2 * margin);
  } else {
    const int reach = 4 * stroke;
    Image behind(ink.width + 2 * reach, ink.height + 2 * reach, 1);
    paste(behind, ink, reach, reach);
    if (style == CaptionStyle::Outline) {
      spread(image, dilated(behind, stroke), x - reach, y - reach, kBlack);
    } else {
      behind = blurred(behind, 1.5 * stroke);
      // Twice, or thin strokes throw hardly any shadow.
      for (int i = 0; i < 2; ++i) {
        spread(image, behind, x + stroke - reach, y + stroke - reach, kBlack);
      }
    }
  }
  spread(image, ink, x, y, {yellow ? 40 : 255, 255, 255});
  const auto width = static_cast<double>(image.width);
  const auto height = static_cast<double>(image.height);
  return {x / width, y / height, ink.width / width, ink.height / height};
}

}  // namespace gv::gvtest

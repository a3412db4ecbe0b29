#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "core/vision/frame.h"

namespace gv::gvtest {

/// Fonts of Debian's fonts-dejavu-core and fonts-liberation, in a fixed order.
[[nodiscard]] std::vector<std::string> font_files();

/// One line of text as coverage, 0..255, cropped to its ink.
class Font {
 public:
  /// Errors: NotAvailable: no such font file.
  [[nodiscard]] static Result<Font> open(const std::string& path);
  ~Font();
  Font(Font&&) noexcept;
  Font& operator=(Font&&) noexcept;

  /// `text` is ASCII; `capital_px`: height of a capital letter.
  [[nodiscard]] Image line(const std::string& text, int capital_px) const;

 private:
  struct Face;
  explicit Font(std::unique_ptr<Face> face);
  std::unique_ptr<Face> face_;
};

enum class CaptionStyle { Box, Outline, Shadow };

/// Draws the ink white (yellow where `yellow`) with its upper left corner at (x, y): on a dark box,
/// within a black outline, or over a soft black shadow. Returns the box of the ink.
vision::Box draw_caption(Image& image, const Image& ink, CaptionStyle style, int x, int y,
                         bool yellow = false);

}  // namespace gv::gvtest

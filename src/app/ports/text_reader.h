#pragma once

#include <string>
#include <vector>

#include "app/ports/backend.h"
#include "base/image.h"
#include "base/result.h"
#include "core/vision/frame.h"

namespace gv::app {

/// One line of text on one sampled frame.
struct TextReading {
  std::string text;         ///< UTF-8, words separated by single spaces
  double conf{0.0};         ///< mean confidence of its words, [0, 100]
  vision::Box box{};        ///< around its words
  double height_frac{0.0};  ///< median height of its words / frame height
  double contrast{1.0};     ///< WCAG contrast of strokes against their surroundings, [1, 21]
  bool reused{false};       ///< taken over from an earlier sample, not recognised again
};

/// A region that was recognised, and what it said (nothing: no text in it).
struct TextRegion {
  vision::Box box{};
  Image gradient;  ///< luma gradient inside the box, one channel: how the region is known again
  std::vector<TextReading> readings{};
};

/// What a reader remembers of one shot. The caller keeps it, hands it in with every sample and
/// starts with an empty one at each boundary: a caption stands still only within a shot.
struct TextMemory {
  std::vector<Image> gradients{};     ///< of the latest samples, newest last
  std::vector<TextRegion> regions{};  ///< recognised so far
};

/// Reads the text on frames. One thread at a time; the result depends on nothing but the image and
/// `shot`.
class TextReader {
 public:
  virtual ~TextReader() = default;

  /// The longer side of the images it works best on, in pixels.
  [[nodiscard]] virtual int side() const = 0;

  /// Lines of an upright BGR frame, from top to bottom, then from left to right. Adds the sample
  /// to `shot`. Images of one shot have one size.
  /// Errors: NotAvailable when the reader itself fails.
  [[nodiscard]] virtual Result<std::vector<TextReading>> read(const Image& image,
                                                              TextMemory& shot) = 0;

  [[nodiscard]] virtual Backend backend() const = 0;
};

}  // namespace gv::app

#pragma once

#include <memory>
#include <string>

#include "adapters/ocr/letters.h"
#include "adapters/ocr/line_text.h"
#include "adapters/ocr/localise.h"
#include "app/ports/text_reader.h"

namespace gv::ocr {

struct TextReaderSettings {
  std::string languages{"eng"};  ///< as Tesseract writes them: "eng+deu"
  /// As Debian's packages tesseract-ocr-* install them.
  std::string data_folder{"/usr/share/tesseract-ocr/5/tessdata"};
  LocaliseSettings localise{};
  LetterSettings letters{};
  AcceptSettings accept{};
  double conf_stop{90.0};      ///< no further variant of a line is tried
  double conf_enough{70.0};    ///< nor a third one
  double explained_stop{0.7};  ///< share of the region's edges under the words, for both
  double explained_enough{0.5};
  double same_min{0.9};        ///< correlation that makes a region one already read
  double same_piece_min{0.7};  ///< and of each piece of it: one digit of a price may change
  double same_place{0.02};     ///< and how far its box may differ, of the frame
  int samples{3};              ///< whose common gradient makes an overlay
};

/// Text by Tesseract behind an own localisation, for images of 960 pixels. (Whole frames of footage
/// are beyond Tesseract: most captions over foliage are lost.) Per frame: lines are found in the
/// gradient that stands still over the latest samples, and as letters of one brightness over
/// pictures that stand still too; a region known from an earlier sample of the shot takes that
/// reading; others are recognised in up to five variants. Of readings that lie over each other,
/// those with more evidence stay.
///
/// Errors: NotAvailable without the language data.
[[nodiscard]] Result<std::unique_ptr<app::TextReader>> open_text_reader(
    const TextReaderSettings& settings = {});

}  // namespace gv::ocr

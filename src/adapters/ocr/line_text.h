#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/ocr/localise.h"

namespace gv::ocr {

/// A word as the engine read it.
struct Word {
  std::string text;  ///< UTF-8
  double conf{0.0};  ///< [0, 100]
  Region region{};   ///< in pixels of the image it was read from
};

/// Priors of section 9's rules.
struct AcceptSettings {
  double word_conf_min{60.0};
  double line_conf_min{70.0};  ///< of the mean of its accepted words
  /// Of a line, see `evidence`: two letters at 95, three at 80. A single character, which Tesseract
  /// reads into any corner of a picture, is none.
  double evidence_min{90.0};
  double letter_width_min{0.12};  ///< mean width of a word's characters, in heights of the word
  double letter_width_max{1.6};
};

/// Whether it holds a letter, a digit or a currency sign; what does not is dirt.
[[nodiscard]] bool says_something(std::string_view utf8);

/// Mean confidence; 0 of no words.
[[nodiscard]] double mean_conf(const std::vector<Word>& words);

/// How much speaks for a reading: the sum over letters, digits, '$' and '%' of what the confidence
/// of their word exceeds 50. Grows with the number of letters, so that a sure reading of a part
/// does not beat a good one of the whole.
[[nodiscard]] double evidence(const std::vector<Word>& words);

/// The words that count as read: 1. each says something, 2. each is sure enough, 3. their mean is,
/// 4. each has the shape of its letters, where its place is known, 5. their evidence is enough.
/// Empty where 3 or 5 fails. Bars, brackets and quotes at the ends of the line, which the edges of
/// boxes are taken for, are cut off.
[[nodiscard]] std::vector<Word> accepted(std::vector<Word> words,
                                         const AcceptSettings& settings = {});

}  // namespace gv::ocr

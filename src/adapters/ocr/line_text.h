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
};

/// Whether it holds a letter, a digit or a currency sign; what does not is dirt.
[[nodiscard]] bool says_something(std::string_view utf8);

/// Mean confidence; 0 of no words.
[[nodiscard]] double mean_conf(const std::vector<Word>& words);

/// The words that count as read: 1. each says something, 2. each is sure enough, 3. their mean is.
/// Empty where 3 fails. Bars, brackets and quotes at the ends of the line, which the edges of boxes
/// are taken for, are cut off.
[[nodiscard]] std::vector<Word> accepted(std::vector<Word> words,
                                         const AcceptSettings& settings = {});

}  // namespace gv::ocr

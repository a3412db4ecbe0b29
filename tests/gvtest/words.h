#pragma once

#include "truth.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/insight/text_track.h"

namespace gv::gvtest {

/// Lower case, without punctuation at either end; empty words left out.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// Words on the screen found against true.
struct WordHits {
  int true_words{0};
  int recalled{0};
  int found_words{0};
  int confirmed{0};  ///< found words that were there
};

/// A word counts where a line with it was on the screen at the same time and place (boxes overlap);
/// each true word and each found word once. `wanted` chooses the captions that must be found;
/// the others confirm.
[[nodiscard]] WordHits match_words(std::span<const TrueCaption> truth,
                                   std::span<const insight::TextTrack> found,
                                   bool (*wanted)(const TrueCaption&));

}  // namespace gv::gvtest

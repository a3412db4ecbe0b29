#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/lexicon.h"
#include "core/vision/brand_safety.h"

namespace gv::insight {

/// One entry of a user's brand safety lexicon: a word or several, matched whole.
struct SafetyTerm {
  vision::SafetyCategory category{vision::SafetyCategory::Alcohol};
  std::string term;      ///< UTF-8, folded as `words_of` does
  std::string language;  ///< of the lines it applies to; empty: all
  double score{0.5};     ///< [0, 1]
  bool blocks{false};
};
BOOST_DESCRIBE_STRUCT(SafetyTerm, (), (category, term, language, score, blocks))

/// A flag for every line and term that meet, lines in order, terms in order. `language`: of the
/// lines; empty when not known, then only terms of all languages apply. Evidence says where and
/// what: "text: cheap cigars", "speech: cheap cigars".
[[nodiscard]] std::vector<vision::SafetyFlag> lexicon_flags(std::span<const SafetyTerm> terms,
                                                            std::span<const TimedLine> lines,
                                                            std::string_view language = {});

}  // namespace gv::insight

#include "core/insight/safety_terms.h"

#include <algorithm>

namespace gv::insight {

std::vector<vision::SafetyFlag> lexicon_flags(std::span<const SafetyTerm> terms,
                                              std::span<const TimedLine> lines,
                                              std::string_view language) {
  std::vector<std::vector<std::string>> wanted;
  for (const SafetyTerm& term : terms) {
    const bool applies = term.language.empty() || term.language == language;
    wanted.push_back(applies ? words_of(term.term) : std::vector<std::string>{});
  }
  std::vector<vision::SafetyFlag> flags;
  for (const TimedLine& line : lines) {
    const std::vector<std::string> words = words_of(line.text);
    const std::string source = line.source == TextSource::Ocr ? "text: " : "speech: ";
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const bool found =
          !wanted[i].empty() && std::search(words.begin(), words.end(), wanted[i].begin(),
                                            wanted[i].end()) != words.end();
      if (!found) continue;
      const SafetyTerm& term = terms[i];
      flags.push_back({term.category, source + term.term, line.t0, term.score, term.blocks});
    }
  }
  return flags;
}

}  // namespace gv::insight

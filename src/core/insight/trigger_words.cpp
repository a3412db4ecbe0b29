#include "core/insight/trigger_words.h"

#include <algorithm>
#include <tuple>

#include "core/insight/enum_text.h"

namespace gv::insight {
namespace {

struct Group {
  Persuasion kind;
  TermGroup terms;
};
constexpr Group kGroups[] = {{Persuasion::PainPoint, TermGroup::PainPoint},
                             {Persuasion::Agitation, TermGroup::Agitation},
                             {Persuasion::Solution, TermGroup::Solution},
                             {Persuasion::Transformation, TermGroup::Transformation},
                             {Persuasion::SocialProof, TermGroup::SocialProof},
                             {Persuasion::Urgency, TermGroup::Urgency},
                             {Persuasion::Scarcity, TermGroup::Scarcity},
                             {Persuasion::Authority, TermGroup::Authority},
                             {Persuasion::Benefit, TermGroup::Benefit}};

bool is_figure(const std::string& word) {
  return (word.front() >= '0' && word.front() <= '9') || word == "★";
}

/// "90 customers": a figure in a sentence about people or reviews; empty without one.
std::string counted_people(const std::vector<std::string>& words, const Lexicon& lexicon) {
  const auto figure = std::find_if(words.begin(), words.end(), is_figure);
  if (figure == words.end()) return {};
  const auto people = lexicon.all(TermGroup::People, words);
  return people.empty() ? std::string{} : *figure + " " + std::string(people.front().term);
}

void find_in_sentence(std::string_view sentence, const TimedLine& line, const Lexicon& lexicon,
                      std::vector<PersuasionHit>& hits) {
  const auto words = words_of(sentence);
  const auto add = [&](Persuasion kind, std::string term) {
    hits.push_back({kind, line.t0, line.source, std::move(term)});
  };
  for (const auto& [kind, terms] : kGroups) {
    for (const auto& hit : lexicon.all(terms, words)) add(kind, std::string(hit.term));
  }
  if (auto proof = counted_people(words, lexicon); !proof.empty()) {
    add(Persuasion::SocialProof, std::move(proof));
  }
  if (is_question(sentence, lexicon)) {
    const auto first = sentence.find_first_not_of(" \t\r\n");
    add(Persuasion::Question, std::string(sentence.substr(first)));
  }
}

}  // namespace

std::vector<PersuasionHit> find_persuasion(std::span<const TimedLine> lines,
                                           const Lexicon& lexicon) {
  std::vector<PersuasionHit> hits;
  for (const auto& line : lines) {
    for (const auto sentence : sentences_of(line.text)) {
      find_in_sentence(sentence, line, lexicon, hits);
    }
  }
  std::sort(hits.begin(), hits.end(), [](const PersuasionHit& a, const PersuasionHit& b) {
    return std::tie(a.t, a.kind, a.source, a.term) < std::tie(b.t, b.kind, b.source, b.term);
  });
  return hits;
}

std::map<std::string, double> persuasion_scores(std::span<const PersuasionHit> hits) {
  std::map<std::string, double> scores;
  for (const auto& group : kGroups) scores[name_of(group.kind)] = 0.0;
  scores[name_of(Persuasion::Question)] = 0.0;
  for (const auto& hit : hits) {
    auto& score = scores[name_of(hit.kind)];
    score = std::min(1.0, score + 0.5);
  }
  return scores;
}

}  // namespace gv::insight

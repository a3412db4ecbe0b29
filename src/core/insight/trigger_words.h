#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/lexicon.h"

namespace gv::insight {

/// What words do to a viewer.
enum class Persuasion {
  PainPoint,
  Agitation,
  Solution,
  Transformation,
  SocialProof,
  Urgency,
  Scarcity,
  Authority,
  Question,
  Benefit,
};
BOOST_DESCRIBE_ENUM(Persuasion, PainPoint, Agitation, Solution, Transformation, SocialProof,
                    Urgency, Scarcity, Authority, Question, Benefit)

/// One place where it happens.
struct PersuasionHit {
  Persuasion kind{Persuasion::PainPoint};
  double t{0.0};  ///< start of the line, s
  TextSource source{TextSource::Ocr};
  std::string term;  ///< of the list; of a question its sentence; of a number beside people both
};
BOOST_DESCRIBE_STRUCT(PersuasionHit, (), (kind, t, source, term))

/// Words of persuasion in what is shown and said, by time, then kind. A percentage, a count or
/// stars are social proof only in a sentence that also names people or reviews: "90 % off" is none,
/// "90 % of our customers" is. Does not depend on the order of the lines.
[[nodiscard]] std::vector<PersuasionHit> find_persuasion(std::span<const TimedLine> lines,
                                                         const Lexicon& lexicon);

/// min(1, hits / 2) for every kind.
[[nodiscard]] std::map<std::string, double> persuasion_scores(std::span<const PersuasionHit> hits);

}  // namespace gv::insight

#pragma once

#include <span>
#include <string_view>

#include <boost/describe/enum.hpp>

namespace gv::insight {

enum class Language { En, Ar };

/// What a list of terms stands for. The lists are priors; terms are words or phrases as written,
/// folded by the lexicon that loads them.
enum class TermGroup {
  Interrogative,  ///< a question starts with it
  Before,
  After,
  Testimonial,     ///< results in the first person, reviews, stars
  Recommendation,  ///< somebody recommends it
  Tutorial,
  Unboxing,
  People,  ///< people and reviews that a bare number may count
  Opener,  ///< may stand before the verb of a call to action
  // Persuasion, in the order of a classic script.
  PainPoint,
  Agitation,
  Solution,
  Transformation,
  SocialProof,
  Urgency,
  Scarcity,
  Authority,
  Benefit,
};
inline constexpr std::size_t kTermGroups = 18;

/// The terms of a group. O(1).
[[nodiscard]] std::span<const std::string_view> terms_of(TermGroup group, Language language);

// Where the lists live: content words, then words of persuasion.
[[nodiscard]] std::span<const std::string_view> content_terms(TermGroup group, Language language);
[[nodiscard]] std::span<const std::string_view> persuasion_terms_en(TermGroup group);
[[nodiscard]] std::span<const std::string_view> persuasion_terms_ar(TermGroup group);

}  // namespace gv::insight

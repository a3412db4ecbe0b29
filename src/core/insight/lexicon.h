#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/cta_terms.h"
#include "core/insight/terms.h"

namespace gv::insight {

enum class TextSource { Ocr, Transcript };
BOOST_DESCRIBE_ENUM(TextSource, Ocr, Transcript)

/// Words that were shown or spoken, and when (seconds).
struct TimedLine {
  std::string text;  ///< UTF-8
  double t0{0.0};
  double t1{0.0};
  TextSource source{TextSource::Ocr};
};

/// The words of a text, folded: lower case; Arabic without vowel signs and lengthening, alef and
/// final letters unified, Arabic digits as ASCII; apostrophes dropped ("don't" is "dont"). "%",
/// the star and currency signs are words of their own. Invalid UTF-8 separates words.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// The sentences of a text, split after . ! ? and the Arabic question mark and at line ends; a
/// point between digits splits nothing. Without empty ones; each keeps its closing mark.
[[nodiscard]] std::vector<std::string_view> sentences_of(std::string_view text);

/// A term that was found: its text in the list, and the position of its first word.
struct TermHit {
  std::string_view term;
  std::size_t word{0};
  std::size_t words{0};  ///< how many it spans
};

struct CtaHit {
  CtaType type{CtaType::Custom};
  std::string_view term;  ///< as in the list
};

/// The term lists of the chosen languages, ready to be looked up in folded words. Whole words
/// only: "know" holds no "now". An Arabic word also meets a term without its article or the "and"
/// before it (the prefixes of the light stemmer of Larkey, Ballesteros & Connell, SIGIR 2002), but
/// a term with an article only itself: "today" is not "day". Immutable, so it may be shared between
/// threads. Views of the built-in lists, which live as long as the program.
class Lexicon {
 public:
  explicit Lexicon(std::span<const Language> languages);
  Lexicon();  ///< all languages

  [[nodiscard]] bool has(TermGroup group, std::span<const std::string> words) const;
  /// The longest term of the group that starts at `words[position]`.
  [[nodiscard]] std::optional<TermHit> at(TermGroup group, std::span<const std::string> words,
                                          std::size_t position) const;
  /// All terms of the group from left to right, longest first, none overlapping another.
  [[nodiscard]] std::vector<TermHit> all(TermGroup group, std::span<const std::string> words) const;
  /// The call to action of a text: in the first sentence with one, the longest phrase, or the verb
  /// that starts it (words like "so" or "just" may stand before).
  [[nodiscard]] std::optional<CtaHit> call_to_action(std::string_view text) const;
  /// Whether the first word is a verb of the list: "Shop Now" against "Free Guide".
  [[nodiscard]] bool starts_with_verb(std::string_view text) const;

 private:
  struct Term {
    std::string_view text;
    std::vector<std::string> words;
  };
  struct CallTerm {
    CtaTerm term;
    std::vector<std::string> words;
  };
  [[nodiscard]] const CallTerm* longest_call(std::span<const std::string> words) const;

  std::vector<CallTerm> calls_;
  std::array<std::vector<Term>, kTermGroups> groups_;
};

/// Whether the text asks: it holds a question mark or starts with an interrogative word.
[[nodiscard]] bool is_question(std::string_view text, const Lexicon& lexicon);
/// Whether any digit occurs, ASCII or Arabic.
[[nodiscard]] bool has_number(std::string_view text);

}  // namespace gv::insight

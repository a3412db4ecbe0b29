#include "core/insight/lexicon.h"

#include <algorithm>

#include "core/insight/fold.h"

namespace gv::insight {
namespace {

constexpr std::array kAllLanguages{Language::En, Language::Ar};

// What may stand before an Arabic noun. An Arabic letter takes two bytes.
constexpr std::array<std::string_view, 7> kPrefixes{"و", "ال", "وال", "بال", "كال", "فال", "لل"};

/// Whether `word` of a text is `term`, perhaps behind a conjunction or an article. At least two
/// letters (three behind the lone conjunction) must be left, else the prefix is part of the word.
bool same_word(std::string_view term, std::string_view word) {
  if (term == word) return true;
  return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view prefix) {
    const std::size_t letters_min = prefix.size() == 2 ? 3 : 2;
    return term.size() >= 2 * letters_min && word.size() == prefix.size() + term.size() &&
           word.starts_with(prefix) && word.ends_with(term);
  });
}

bool starts_with(std::span<const std::string> words, const std::vector<std::string>& term) {
  return words.size() >= term.size() &&
         std::equal(term.begin(), term.end(), words.begin(), same_word);
}

constexpr std::string_view kArabicQuestionMark = "؟";

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Bytes of the sentence end at `at`; 0 when there is none.
std::size_t sentence_end(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '!' || c == '?' || c == '\n') return 1;
  if (c == '.') return is_digit_at(text, at + 1) ? 0 : 1;
  return text.substr(at).starts_with(kArabicQuestionMark) ? kArabicQuestionMark.size() : 0;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_code_point(next_code_point(text, at));
    if (c == 0) continue;
    if (is_word_code_point(c)) {
      append_utf8(word, c);
      continue;
    }
    close();
    if (!is_sign_code_point(c)) continue;
    append_utf8(word, c);
    close();
  }
  close();
  return words;
}

std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    const auto sentence = text.substr(start, end - start);
    if (!words_of(sentence).empty()) sentences.push_back(sentence);
    start = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = sentence_end(text, at);
    at += std::max<std::size_t>(end, 1);
    if (end > 0) close(at);
  }
  close(text.size());
  return sentences;
}

Lexicon::Lexicon() : Lexicon(kAllLanguages) {}

Lexicon::Lexicon(std::span<const Language> languages) {
  for (const auto language : languages) {
    for (const auto& term : cta_terms(language)) calls_.push_back({term, words_of(term.text)});
  }
  for (std::size_t group = 0; group < kTermGroups; ++group) {
    for (const auto language : languages) {
      for (const auto text : terms_of(static_cast<TermGroup>(group), language)) {
        groups_[group].push_back({text, words_of(text)});
      }
    }
  }
}

std::optional<TermHit> Lexicon::at(TermGroup group, std::span<const std::string> words,
                                   std::size_t position) const {
  std::optional<TermHit> longest;
  if (position >= words.size()) return longest;
  for (const auto& term : groups_[static_cast<std::size_t>(group)]) {
    if (longest && longest->words >= term.words.size()) continue;
    if (starts_with(words.subspan(position), term.words)) {
      longest = TermHit{term.text, position, term.words.size()};
    }
  }
  return longest;
}

std::vector<TermHit> Lexicon::all(TermGroup group, std::span<const std::string> words) const {
  std::vector<TermHit> hits;
  for (std::size_t position = 0; position < words.size();) {
    const auto hit = at(group, words, position);
    position += hit ? hit->words : 1;
    if (hit) hits.push_back(*hit);
  }
  return hits;
}

bool Lexicon::has(TermGroup group, std::span<const std::string> words) const {
  for (std::size_t position = 0; position < words.size(); ++position) {
    if (at(group, words, position)) return true;
  }
  return false;
}

const Lexicon::CallTerm* Lexicon::longest_call(std::span<const std::string> words) const {
  std::size_t opening = 0;
  while (const auto opener = at(TermGroup::Opener, words, opening)) opening += opener->words;
  const CallTerm* longest = nullptr;
  for (std::size_t position = 0; position < words.size(); ++position) {
    for (const auto& call : calls_) {
      if (call.term.opens && position != opening) continue;
      if (longest != nullptr && longest->words.size() >= call.words.size()) continue;
      if (starts_with(words.subspan(position), call.words)) longest = &call;
    }
  }
  return longest;
}

std::optional<CtaHit> Lexicon::call_to_action(std::string_view text) const {
  for (const auto sentence : sentences_of(text)) {
    const auto* call = longest_call(words_of(sentence));
    if (call != nullptr) return CtaHit{call->term.type, call->term.text};
  }
  return std::nullopt;
}

bool Lexicon::starts_with_verb(std::string_view text) const {
  const auto words = words_of(text);
  return std::any_of(calls_.begin(), calls_.end(), [&](const CallTerm& call) {
    const bool verb = call.term.opens || call.term.text == "sign up" ||
                      call.term.text == "learn more" || call.term.text == "swipe up";
    return verb && starts_with(words, call.words);
  });
}

bool is_question(std::string_view text, const Lexicon& lexicon) {
  if (text.find('?') != std::string_view::npos) return true;
  if (text.find(kArabicQuestionMark) != std::string_view::npos) return true;
  return lexicon.at(TermGroup::Interrogative, words_of(text), 0).has_value();
}

bool has_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_code_point(next_code_point(text, at));
    if (c >= '0' && c <= '9') return true;
  }
  return false;
}

}  // namespace gv::insight

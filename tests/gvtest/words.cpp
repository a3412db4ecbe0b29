#include "words.h"

#include <algorithm>
#include <cctype>

namespace gv::gvtest {
namespace {

bool meet(const TrueCaption& truth, const insight::TextTrack& found) {
  const auto common = [](double a0, double a1, double b0, double b1) {
    return std::min(a1, b1) > std::max(a0, b0);
  };
  return common(truth.t0, truth.t1, found.t0, found.t1) &&
         common(truth.box.x, truth.box.x + truth.box.w, found.box.x, found.box.x + found.box.w) &&
         common(truth.box.y, truth.box.y + truth.box.h, found.box.y, found.box.y + found.box.h);
}

bool is_text(char one) {
  const auto byte = static_cast<unsigned char>(one);
  return std::isalnum(byte) != 0 || one == '$' || one == '%';
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    while (!word.empty() && !is_text(word.back())) word.pop_back();
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char one : text) {
    if (one == ' ') {
      finish();
    } else if (!word.empty() || is_text(one)) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(one)));
    }
  }
  finish();
  return words;
}

WordHits match_words(std::span<const TrueCaption> truth, std::span<const insight::TextTrack> found,
                     bool (*wanted)(const TrueCaption&)) {
  WordHits hits;
  std::vector<std::vector<std::string>> seen;
  for (const auto& track : found) {
    seen.push_back(words_of(track.text));
    hits.found_words += static_cast<int>(seen.back().size());
  }
  // A line may fall into several tracks, each of which shows its words again.
  std::vector<std::vector<bool>> confirmed;
  for (const auto& words : seen) confirmed.emplace_back(words.size(), false);
  for (const TrueCaption& caption : truth) {
    const auto words = words_of(caption.text);
    std::vector<bool> recalled(words.size(), false);
    for (std::size_t k = 0; k < found.size(); ++k) {
      if (!meet(caption, found[k])) continue;
      std::vector<bool> used(words.size(), false);  // by this track
      for (std::size_t w = 0; w < seen[k].size(); ++w) {
        for (std::size_t i = 0; i < words.size() && !confirmed[k][w]; ++i) {
          if (used[i] || words[i] != seen[k][w]) continue;
          used[i] = recalled[i] = true;
          confirmed[k][w] = true;
        }
      }
    }
    if (!wanted(caption)) continue;
    hits.true_words += static_cast<int>(words.size());
    hits.recalled += static_cast<int>(std::ranges::count(recalled, true));
  }
  for (const auto& words : confirmed) {
    hits.confirmed += static_cast<int>(std::ranges::count(words, true));
  }
  return hits;
}

}  // namespace gv::gvtest

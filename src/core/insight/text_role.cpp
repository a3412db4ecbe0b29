#include <algorithm>
#include <set>

#include "core/insight/text_track.h"

namespace gv::insight {
namespace {

constexpr double kHookEnd = 3.0;
constexpr double kSpeechMargin = 0.5;  // s, captions run a little ahead of or behind the words

bool is_number(const std::string& word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

bool is_currency(const std::string& word) {
  static constexpr std::string_view kNames[] = {"$",    "€",    "£",     "¥",    "₹",   "usd",
                                                "eur",  "aed",  "sar",   "egp",  "gbp", "درهم",
                                                "ريال", "جنيه", "دينار", "دولار"};
  return std::find(std::begin(kNames), std::end(kNames), word) != std::end(kNames);
}

bool is_price(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool before = is_currency(words[i]) && is_number(words[i + 1]);
    const bool after = is_number(words[i]) && is_currency(words[i + 1]);
    if (before || after) return true;
  }
  return false;
}

bool names_brand(const std::vector<std::string>& words, const std::vector<std::string>& brands) {
  return std::any_of(brands.begin(), brands.end(), [&](const std::string& brand) {
    const auto name = words_of(brand);
    return !name.empty() &&
           std::search(words.begin(), words.end(), name.begin(), name.end()) != words.end();
  });
}

double spoken_share(const TextTrack& track, const std::vector<std::string>& words,
                    const std::vector<TimedLine>& speech) {
  std::set<std::string> spoken;
  for (const auto& line : speech) {
    if (line.t0 > track.t1 + kSpeechMargin || line.t1 < track.t0 - kSpeechMargin) continue;
    for (auto& word : words_of(line.text)) spoken.insert(std::move(word));
  }
  const auto count = std::count_if(words.begin(), words.end(),
                                   [&](const std::string& word) { return spoken.contains(word); });
  return words.empty() ? 0.0 : static_cast<double>(count) / static_cast<double>(words.size());
}

TextRole role_of(const TextTrack& track, const TextRoleInput& input, const Lexicon& lexicon) {
  const auto words = words_of(track.text);
  if (lexicon.call_to_action(track.text)) return TextRole::Cta;
  if (is_price(words)) return TextRole::Price;
  if (names_brand(words, input.brands)) return TextRole::Brand;
  const bool spoken =
      input.speech && spoken_share(track, words, *input.speech) >= input.spoken_share_min;
  if (spoken) return TextRole::Caption;
  return track.height_frac >= input.headline_height_min ? TextRole::Headline : TextRole::Other;
}

}  // namespace

void describe_tracks(std::vector<TextTrack>& tracks, const TextRoleInput& input,
                     const Lexicon& lexicon) {
  for (auto& track : tracks) {
    track.role = role_of(track, input, lexicon);
    track.in_hook = track.t0 < kHookEnd;
    track.question = is_question(track.text, lexicon);
  }
}

}  // namespace gv::insight

#include "core/insight/cta_variations.h"

#include <algorithm>

namespace gv::insight {
namespace {

std::vector<std::string> of_verb_phrase(const std::string& x) {
  const auto words = words_of(x);
  const bool timed = !words.empty() && (words.back() == "now" || words.back() == "today");
  std::vector<std::string> all{x + " →", "👆 " + x};
  if (!timed) all.push_back(x + " Now");
  all.push_back("Yes, " + x + "!");
  all.push_back(x + " Today");
  all.push_back("🔥 " + x);
  return all;
}

std::vector<std::string> of_noun_phrase(const std::string& x) {
  return {"Get " + x, "I Want " + x, "Claim " + x, x + " →", "👆 " + x};
}

}  // namespace

Result<std::vector<std::string>> vary_cta(std::string_view text, int count, bool is_free,
                                          const Lexicon& lexicon) {
  const auto first = text.find_first_not_of(" \t\n\r");
  if (first == std::string_view::npos) {
    return fail(ErrorCode::InvalidInput, "text", "must not be empty");
  }
  if (count < 1) {
    return fail(ErrorCode::InvalidInput, "count",
                "must be at least 1, got " + std::to_string(count));
  }
  const std::string x(text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1));
  auto all = lexicon.starts_with_verb(x) ? of_verb_phrase(x) : of_noun_phrase(x);
  if (is_free) all.push_back(x + " (Free)");
  std::vector<std::string> distinct;
  for (auto& variation : all) {
    if (distinct.size() == static_cast<std::size_t>(count)) break;
    if (std::find(distinct.begin(), distinct.end(), variation) == distinct.end()) {
      distinct.push_back(std::move(variation));
    }
  }
  return distinct;
}

}  // namespace gv::insight

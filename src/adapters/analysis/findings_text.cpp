#include "adapters/analysis/findings_text.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/analysis/advice.h"
#include "base/text.h"

namespace gv::analysis {
namespace {

constexpr std::size_t kQuotedMax = 80;  ///< bytes of speech that a line quotes
constexpr std::size_t kNamedMax = 5;    ///< objects and sure words that a line names
constexpr double kSureWord = 0.8;

/// The first words of `text`, whole ones.
std::string beginning_of(const std::string& text) {
  if (text.size() <= kQuotedMax) return text;
  const auto end = text.rfind(' ', kQuotedMax);
  if (end != std::string::npos && end > 0) return text.substr(0, end) + " ...";
  return text;
}

std::string sure_words(const audio::Transcript& transcript) {
  std::vector<std::string> sure;
  for (const auto& word : transcript.words) {
    if (word.p.value_or(0.0) < kSureWord || std::ranges::find(sure, word.w) != sure.end()) continue;
    sure.push_back(word.w);
    if (sure.size() == kNamedMax) break;
  }
  if (sure.empty()) return "heard too unsurely to be quoted";
  return fmt::format("sure only of \"{}\"", fmt::join(sure, "\", \""));
}

}  // namespace

std::string words_text(const Document& document) {
  const auto& transcript = document.audio.transcript;
  if (!transcript) return "not recognised (" + document.capabilities.asr + ")";
  if (transcript->words.empty() && transcript->text.empty()) return "none";
  std::string text;
  if (!transcript->words.empty()) {
    text = fmt::format("{}, first at {}: ", counted(transcript->words.size(), "word"),
                       seconds_text(transcript->words.front().t0));
  }
  if (transcript->quality == audio::TranscriptQuality::Low) return text + sure_words(*transcript);
  return text + "\"" + beginning_of(transcript->text) + "\"";
}

std::string objects_text(const Document& document) {
  if (!document.objects) return "not looked for (" + document.capabilities.objects + ")";
  const auto& summary = document.objects->summary;
  if (summary.empty()) return "none";
  std::vector<std::pair<double, std::string>> kinds;
  for (const auto& [name, kind] : summary) kinds.emplace_back(kind.time_share, name);
  std::ranges::stable_sort(kinds, std::greater<>(), &std::pair<double, std::string>::first);
  std::vector<std::string> named;
  for (const auto& [share, name] : kinds) {
    if (named.size() == kNamedMax) break;
    named.push_back(fmt::format("{} {:.0f} % of the time", name, 100.0 * share));
  }
  const auto more = kinds.size() - named.size();
  return fmt::format("{}{}", fmt::join(named, ", "),
                     more > 0 ? fmt::format(", {} more", more) : "");
}

std::string safety_text(const Document& document) {
  const auto& safety = document.brand_safety;
  if (!safety) return "not judged: neither objects nor text nor speech were looked for";
  if (safety->level != vision::SafetyLevel::Unknown) return name_of(safety->level);
  return "unknown: nothing was found, and not everything was looked at";
}

std::string flag_text(const vision::SafetyFlag& flag) {
  return fmt::format("{} at {}{}: {}", name_of(flag.category), seconds_text(flag.t),
                     flag.blocks ? ", it blocks" : "", flag.evidence);
}

std::string hook_score_text(const insight::HookReport& hook) {
  if (hook.evidence_points == 0.0) return "no evidence";
  return fmt::format("{:.0f} of 100", hook.effectiveness_score);
}

}  // namespace gv::analysis

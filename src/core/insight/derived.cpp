#include "core/insight/derived.h"

#include <cmath>

#include "core/insight/derived_parts.h"

namespace gv::insight {
namespace {

/// A number that is none is null: a document knows no infinity.
void drop_not_finite(Derived& derived) {
  for (auto& [name, value] : derived) {
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number)) value = std::monostate{};
  }
}

}  // namespace

Derived derive(const DerivedInput& input, const Lexicon& lexicon) {
  Derived derived;
  derive_hook(input, lexicon, derived);
  derive_picture(input, derived);
  derive_sound(input, derived);
  derive_words(input, lexicon, derived);
  derived["crop_subjects"] = input.crop_subjects;
  drop_not_finite(derived);
  return derived;
}

std::optional<double> number_of(const Derived& derived, const std::string& name) {
  const auto found = derived.find(name);
  if (found == derived.end()) return std::nullopt;
  if (const auto* number = std::get_if<double>(&found->second)) return *number;
  if (const auto* count = std::get_if<std::int64_t>(&found->second)) {
    return static_cast<double>(*count);
  }
  if (const auto* flag = std::get_if<bool>(&found->second)) return *flag ? 1.0 : 0.0;
  return std::nullopt;
}

std::optional<std::vector<TimedLine>> lines_of(const DerivedInput& input) {
  if (!input.text && !input.transcript) return std::nullopt;
  std::vector<TimedLine> lines;
  if (input.text) {
    for (const auto& track : input.text->tracks) {
      lines.push_back({track.text, track.t0, track.t1, TextSource::Ocr});
    }
  }
  for (auto line : input.transcript.value_or(std::vector<TimedLine>{})) {
    line.source = TextSource::Transcript;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace gv::insight

#include <array>
#include <string_view>
#include <utility>

#include "adapters/settings/sections.h"
#include "adapters/settings/term.h"
#include "base/check.h"
#include "io/json/described.h"

namespace gv::settings {
namespace {

/// A word of the lists "review" weighs like an object that is seen: enough to look, not to block.
constexpr double kReviewScore = 0.5;

vision::SafetyCategory category_of(std::string_view name) {
  vision::SafetyCategory category{};
  const json::Value text(name);  // braces would make a list
  GV_CHECK(json::read_into(json::Field(text), category));
  return category;
}

void add_terms(const std::vector<std::string>& lines, bool blocks,
               std::vector<insight::SafetyTerm>& terms) {
  for (const auto& line : lines) {
    const auto parts = split_term(line);
    GV_CHECK(parts);
    terms.push_back({.category = category_of(parts->category),
                     .term = std::string(parts->words),
                     .language = std::string(parts->language),
                     .score = blocks ? 1.0 : kReviewScore,
                     .blocks = blocks});
  }
}

}  // namespace

Video video_of(const ValuesReader& read) {
  static constexpr std::array kBackends{
      std::pair{std::string_view("local"), TranscriptionBackend::Local},
      std::pair{std::string_view("openai"), TranscriptionBackend::Openai},
      std::pair{std::string_view("whispercpp"), TranscriptionBackend::Whispercpp}};
  Video video;
  video.transcription = {.backend = read.one_of("video.transcription.backend", kBackends),
                         .base_url = read.text("video.transcription.base_url"),
                         .model = read.text("video.transcription.model"),
                         .language = read.text("video.transcription.language")};
  add_terms(read.texts("video.brand_safety.block"), true, video.safety_terms);
  add_terms(read.texts("video.brand_safety.review"), false, video.safety_terms);
  return video;
}

}  // namespace gv::settings

#include "adapters/transcribe/answer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "base/utf8.h"
#include "io/json/field.h"
#include "io/json/json.h"

namespace gv::transcribe {

namespace {

using json::Field;

constexpr std::size_t kExcerptMax = 300;  // bytes of a foreign message in ours

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

Result<double> number(const Field& field) {
  if (!field.value().is_string()) return field.number();
  GV_TRY(const auto text, field.text());
  double value = 0.0;
  const auto [stop, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = trouble == std::errc{} && stop == text.data() + text.size();
  if (!whole || !std::isfinite(value)) return field.refuse("a number");
  return value;
}

Result<double> number_at(const Field& object, std::string_view key) {
  GV_TRY(const auto field, object.member(key));
  return number(field);
}

Result<std::optional<double>> number_if(const Field& object, std::string_view key) {
  GV_TRY(const auto field, object.member_if(key));
  if (!field) return std::optional<double>{};
  GV_TRY(const double value, number(*field));
  return std::optional<double>(value);
}

Result<std::string> text_if(const Field& object, std::string_view key) {
  GV_TRY(const auto field, object.member_if(key));
  if (!field) return std::string{};
  GV_TRY(const auto text, field->text());
  return std::string(text);
}

Result<std::vector<Field>> list_if(const Field& object, std::string_view key) {
  GV_TRY(const auto field, object.member_if(key));
  if (!field) return std::vector<Field>{};
  return field->elements();
}

// `raw` keeps the space before a word, by which pieces of words are told apart.
struct RawWord {
  std::string raw;
  audio::TranscriptWord word;
};

Result<std::vector<RawWord>> words_of(const Field& object, double offset_s) {
  std::vector<RawWord> words;
  GV_TRY(const auto fields, list_if(object, "words"));
  for (const auto& field : fields) {
    RawWord word;
    GV_TRY(word.raw, text_if(field, "word"));
    GV_TRY(const double start, number_at(field, "start"));
    GV_TRY(const double end, number_at(field, "end"));
    GV_TRY(word.word.p, number_if(field, "probability"));
    if (word.word.p) word.word.p = std::clamp(*word.word.p, 0.0, 1.0);
    word.word.w = trimmed(word.raw);
    word.word.t0 = offset_s + start;
    word.word.t1 = offset_s + std::max(start, end);
    if (!word.word.w.empty()) words.push_back(std::move(word));
  }
  return words;
}

// whisper.cpp tells tokens: one without a space before it goes on with the word before it. A word
// is as sure as its least sure token.
void add_words(const std::vector<RawWord>& raw, std::vector<audio::TranscriptWord>& words) {
  const bool tokens = std::any_of(raw.begin(), raw.end(),
                                  [](const auto& word) { return word.raw.starts_with(' '); });
  bool first = true;
  for (const auto& next : raw) {
    if (!tokens || first || next.raw.starts_with(' ')) {
      words.push_back(next.word);
    } else {
      auto& word = words.back();
      word.w += next.word.w;
      word.t1 = std::max(word.t1, next.word.t1);
      if (word.p && next.word.p) word.p = std::min(*word.p, *next.word.p);
    }
    first = false;
  }
}

Result<void> add_segment(const Field& field, double offset_s, audio::Transcript& transcript) {
  audio::TranscriptSegment segment;
  GV_TRY(const double start, number_at(field, "start"));
  GV_TRY(const double end, number_at(field, "end"));
  GV_TRY(const std::string text, text_if(field, "text"));
  GV_TRY(segment.avg_logprob, number_if(field, "avg_logprob"));
  GV_TRY(segment.no_speech_prob, number_if(field, "no_speech_prob"));
  segment.t0 = offset_s + start;
  segment.t1 = offset_s + std::max(start, end);
  segment.text = trimmed(text);
  GV_TRY(const auto words, words_of(field, offset_s));
  add_words(words, transcript.words);
  transcript.segments.push_back(std::move(segment));
  return {};
}

std::string message_in(const std::string& body) {
  const auto tree = json::parse(body, "answer");
  if (!tree) return body;
  const Field root(*tree);
  const auto error = root.member_if("error");
  if (!error || !*error) return body;
  if (const auto text = (*error)->text()) return std::string(*text);  // whisper.cpp
  const auto message = (*error)->member("message");
  if (!message) return body;
  const auto text = message->text();
  return text ? std::string(*text) : body;
}

}  // namespace

Result<void> add_answer(std::string_view body, double offset_s, audio::Transcript& transcript) {
  GV_TRY(const auto tree, json::parse(body, "transcript"));
  const Field root(tree, "transcript");
  const auto read = [&]() -> Result<void> {
    GV_TRY(const auto text_field, root.member("text"));
    GV_TRY(const auto text, text_field.text());
    GV_TRY(const auto language, text_if(root, "language"));
    GV_TRY(const auto segments, list_if(root, "segments"));
    GV_TRY(const auto words, words_of(root, offset_s));
    for (const auto& segment : segments) {
      GV_TRY(add_segment(segment, offset_s, transcript));
    }
    add_words(words, transcript.words);
    if (transcript.language.empty()) transcript.language = language;
    const std::string piece = trimmed(text);
    if (!transcript.text.empty() && !piece.empty()) transcript.text += ' ';
    transcript.text += piece;
    return {};
  };
  auto done = read();
  if (!done) done.error().code = ErrorCode::UnusableInput;
  return done;
}

Error error_of(const http_client::Response& answer, const std::string& where,
               const std::string& secret) {
  std::string said = trimmed(message_in(answer.body));
  constexpr std::string_view kMask = "***";
  for (auto at = secret.empty() ? std::string::npos : said.find(secret); at != std::string::npos;
       at = said.find(secret, at + kMask.size())) {
    said.replace(at, secret.size(), kMask);
  }
  said = excerpt(said, kExcerptMax);
  const bool refused = answer.status >= 300 && answer.status < 500;
  return {refused ? ErrorCode::Refused : ErrorCode::NotAvailable, where,
          "answered " + std::to_string(answer.status) + (said.empty() ? "" : ": " + said)};
}

}  // namespace gv::transcribe

#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace gv::audio {

/// Whether the text may be shown. `Low` is good for keyword hints only (words with p >= .8), never
/// for captions or claims.
enum class TranscriptQuality { Low, Normal };
BOOST_DESCRIBE_ENUM(TranscriptQuality, Low, Normal)

struct TranscriptWord {
  std::string w;
  double t0{0.0};  ///< seconds from the start of the sound
  double t1{0.0};
  std::optional<double> p{};  ///< [0, 1], where the back end says
};
BOOST_DESCRIBE_STRUCT(TranscriptWord, (), (w, t0, t1, p))

struct TranscriptSegment {
  double t0{0.0};
  double t1{0.0};
  std::string text;
  std::optional<double> avg_logprob{};
  std::optional<double> no_speech_prob{};
};
BOOST_DESCRIBE_STRUCT(TranscriptSegment, (), (t0, t1, text, avg_logprob, no_speech_prob))

/// What was said, as one back end heard it.
struct Transcript {
  std::string backend;
  std::string language;  ///< as the back end names it; empty when it does not say
  std::string text;      ///< UTF-8
  std::vector<TranscriptSegment> segments{};
  std::vector<TranscriptWord> words{};
  TranscriptQuality quality{TranscriptQuality::Normal};
};
BOOST_DESCRIBE_STRUCT(Transcript, (), (backend, language, text, segments, words, quality))

}  // namespace gv::audio

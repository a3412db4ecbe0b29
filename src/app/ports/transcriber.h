#pragma once

#include <span>

#include "app/ports/backend.h"
#include "base/result.h"
#include "core/audio/transcript.h"

namespace gv::app {

/// A stretch of speech, seconds from the start of the sound, [t0, t1).
struct SpeechSpan {
  double t0{0.0};
  double t1{0.0};
  friend bool operator==(const SpeechSpan&, const SpeechSpan&) = default;
};

/// Turns speech into text. One thread at a time.
class Transcriber {
 public:
  virtual ~Transcriber() = default;

  /// The words of the `speech` stretches (ascending, disjoint) of `mono_16k`, samples in [-1, 1] at
  /// 16,000 Hz. No speech: an empty text.
  /// Errors: NotAvailable (out of reach, gave up), TimedOut, Refused (the request or its key is not
  /// accepted), UnusableInput (an answer that cannot be read).
  [[nodiscard]] virtual Result<audio::Transcript> transcribe(
      std::span<const float> mono_16k, std::span<const SpeechSpan> speech) = 0;

  [[nodiscard]] virtual Backend backend() const = 0;
};

}  // namespace gv::app

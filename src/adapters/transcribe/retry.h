#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "adapters/transcribe/http_post.h"
#include "base/rng.h"

namespace gv::transcribe {

struct RetrySettings {
  int retries_max{2};
  std::chrono::milliseconds first{500};  ///< before the first repetition, then twice as long
  std::chrono::milliseconds longest{8'000};
  double jitter{0.25};
  /// A server that asks for a longer pause is not asked again.
  std::chrono::milliseconds retry_after_max{300'000};
};

/// Where the time between attempts goes: sleeping, or a test.
using Wait = std::function<void(std::chrono::milliseconds)>;
[[nodiscard]] Wait sleep_for();

/// "120", or an HTTP date: only the first form is read, a date counts as not given.
[[nodiscard]] std::optional<std::chrono::milliseconds> pause_of(std::string_view retry_after);

/// Sends until there is an answer that repeating would not better. Repeated are: no connection,
/// time-out, 408, 429 and 5xx; recognising the same sound again changes nothing at the other end.
/// The last answer or error is returned. `send` is called at most 1 + retries_max times.
[[nodiscard]] Result<PostAnswer> with_retries(const std::function<Result<PostAnswer>()>& send,
                                              const Wait& wait, Rng& rng,
                                              const RetrySettings& settings = {});

}  // namespace gv::transcribe

#include "adapters/transcribe/retry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <thread>

namespace gv::transcribe {

namespace {

bool worth_repeating(const Result<PostAnswer>& result) {
  if (!result) {
    return result.error().code == ErrorCode::NotAvailable ||
           result.error().code == ErrorCode::TimedOut;
  }
  return result->status == 408 || result->status == 429 || result->status >= 500;
}

std::chrono::milliseconds backoff(int attempt, Rng& rng, const RetrySettings& settings) {
  const double doubled =
      static_cast<double>(settings.first.count()) * std::pow(2.0, static_cast<double>(attempt));
  const double capped = std::min(doubled, static_cast<double>(settings.longest.count()));
  const double factor = 1.0 + settings.jitter * (2.0 * rng.uniform() - 1.0);
  return std::chrono::milliseconds(std::llround(capped * factor));
}

}  // namespace

Wait sleep_for() {
  return [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); };
}

std::optional<std::chrono::milliseconds> pause_of(std::string_view retry_after) {
  std::int64_t seconds = 0;
  const auto* end = retry_after.data() + retry_after.size();
  const auto [stop, trouble] = std::from_chars(retry_after.data(), end, seconds);
  if (trouble != std::errc{} || stop != end || seconds < 0) return std::nullopt;
  constexpr std::int64_t kDay = 86'400;  // beyond it, all are too long alike
  return std::chrono::seconds(std::min(seconds, kDay));
}

Result<PostAnswer> with_retries(const std::function<Result<PostAnswer>()>& send, const Wait& wait,
                                Rng& rng, const RetrySettings& settings) {
  auto result = send();
  for (int attempt = 0; attempt < settings.retries_max && worth_repeating(result); ++attempt) {
    auto pause = backoff(attempt, rng, settings);
    if (result && result->retry_after) pause = pause_of(*result->retry_after).value_or(pause);
    if (pause > settings.retry_after_max) break;
    wait(pause);
    result = send();
  }
  return result;
}

}  // namespace gv::transcribe

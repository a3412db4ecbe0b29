#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/transcribe/answer.h"
#include "base/check.h"
#include "base/utf8.h"

namespace {

bool is_span(double t0, double t1) { return std::isfinite(t0) && std::isfinite(t1) && t0 <= t1; }

}  // namespace

// Whatever a speech server says is words with times in order, or a sentence without the key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string text(reinterpret_cast<const char*>(data), size);
  audio::Transcript transcript;
  if (transcribe::add_answer(text, 30.0, transcript)) {
    for (const auto& word : transcript.words) {
      GV_CHECK(!word.w.empty() && is_span(word.t0, word.t1));
      GV_CHECK(!word.p || (*word.p >= 0.0 && *word.p <= 1.0));
    }
    for (const auto& segment : transcript.segments) GV_CHECK(is_span(segment.t0, segment.t1));
  }
  const std::string secret = "sk-42";
  const Error error = transcribe::error_of({.status = 401, .body = text}, "host", secret);
  GV_CHECK(error.message.find(secret) == std::string::npos);
  GV_CHECK(is_utf8(error.message) && error.message.size() <= 400);
  return 0;
}

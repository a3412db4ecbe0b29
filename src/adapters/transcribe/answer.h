#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/audio/transcript.h"
#include "io/http_client/client.h"

namespace gv::transcribe {

/// Reads the `verbose_json` of an OpenAI-compatible server or of whisper.cpp's server and adds it
/// to `transcript`, all times later by `offset_s`. Words stand beside the segments (OpenAI) or
/// inside them (whisper.cpp, whose pieces of words are joined). Unknown members are ignored,
/// missing ones are missing, numbers may come as text.
///
/// Errors: UnusableInput: no JSON, or not of this form.
[[nodiscard]] Result<void> add_answer(std::string_view body, double offset_s,
                                      audio::Transcript& transcript);

/// The error of an answer whose status is not 200: Refused for 3xx and 4xx, NotAvailable else. Says
/// what the server said, without `secret`, shortened.
[[nodiscard]] Error error_of(const http_client::Response& answer, const std::string& where,
                             const std::string& secret);

}  // namespace gv::transcribe

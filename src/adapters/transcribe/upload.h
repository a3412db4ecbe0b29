#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gv::transcribe {

/// Mono 16-bit PCM WAV at 16,000 Hz. Samples in [-1, 1]; what lies outside is clipped.
[[nodiscard]] std::string wav_of(std::span<const float> mono_16k);

/// A multipart/form-data body (RFC 7578).
struct Form {
  std::string content_type;
  std::string body;
};

/// The fields in order, then the file. The boundary follows from the contents.
[[nodiscard]] Form form_of(const std::vector<std::pair<std::string, std::string>>& fields,
                           std::string_view file_name, std::string_view file_type,
                           std::string_view file_bytes);

}  // namespace gv::transcribe

#include "adapters/transcribe/upload.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "adapters/transcribe/pieces.h"
#include "base/hash.h"

namespace gv::transcribe {

namespace {

void append_little(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> (8 * i))));
  }
}

}  // namespace

std::string wav_of(std::span<const float> mono_16k) {
  const auto data_bytes = static_cast<std::uint32_t>(mono_16k.size() * 2);
  std::string wav = "RIFF";
  append_little(wav, 36 + data_bytes, 4);
  wav += "WAVEfmt ";
  append_little(wav, 16, 4);         // length of what follows
  append_little(wav, 1, 2);          // PCM
  append_little(wav, 1, 2);          // channels
  append_little(wav, kRate, 4);      // samples per second
  append_little(wav, kRate * 2, 4);  // bytes per second
  append_little(wav, 2, 2);          // bytes per sample frame
  append_little(wav, 16, 2);         // bits
  wav += "data";
  append_little(wav, data_bytes, 4);
  for (const float sample : mono_16k) {
    const double clipped = std::clamp(static_cast<double>(sample), -1.0, 1.0);
    append_little(wav, static_cast<std::uint16_t>(std::lround(clipped * 32767.0)), 2);
  }
  return wav;
}

Form form_of(const std::vector<std::pair<std::string, std::string>>& fields,
             std::string_view file_name, std::string_view file_type, std::string_view file_bytes) {
  // A hash of the file cannot be guessed into the fields, nor stand inside the file it hashes.
  const std::string boundary = "gv-" + sha256_hex(file_bytes).substr(0, 40);
  Form form{.content_type = "multipart/form-data; boundary=" + boundary};
  for (const auto& [name, value] : fields) {
    form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name +
                 "\"\r\n\r\n" + value + "\r\n";
  }
  form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
               std::string(file_name) + "\"\r\nContent-Type: " + std::string(file_type) +
               "\r\n\r\n";
  form.body += file_bytes;
  form.body += "\r\n--" + boundary + "--\r\n";
  return form;
}

}  // namespace gv::transcribe

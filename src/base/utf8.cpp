#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace gv {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

unsigned byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

/// Length of the character that starts `bytes` (not empty), 0 when it is malformed.
std::size_t character_length(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(bytes, i) & 0xC0U) != 0x80U) return 0;
  }
  // The second byte tells overlong forms, surrogates and values above U+10FFFF.
  const unsigned second = byte_at(bytes, 1);
  const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                   (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
  return bad ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (bytes.size() >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data(), sizeof word);
      if ((word & kHighBits) == 0) {
        bytes.remove_prefix(sizeof word);
        continue;
      }
    }
    const std::size_t length = character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::string excerpt(std::string_view bytes, std::size_t bytes_max) {
  std::string text;
  std::size_t used = 0;
  while (used < bytes.size()) {
    const std::size_t length = character_length(bytes.substr(used));
    const std::size_t step = length == 0 ? 1 : length;
    if (used + step > bytes_max) return text + "...";
    if (length == 0) {
      text += '?';
    } else {
      text += bytes.substr(used, length);
    }
    used += step;
  }
  return text;
}

}  // namespace gv

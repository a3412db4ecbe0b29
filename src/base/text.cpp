#include "base/text.h"

#include <fmt/format.h>

namespace gv {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

/// The code point at `i` when it is one to escape, else 0 (NUL is not among them).
unsigned unsafe_longer(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  const unsigned second = byte_at(text, i + 1);
  if (first == 0xC2 && second >= 0x80 && second <= 0x9F) return second;
  const unsigned third = byte_at(text, i + 2);
  if (first != 0xE2 || (second != 0x80 && second != 0x81) || (third & 0xC0) != 0x80) return 0;
  const unsigned code = 0x2000 + ((second & 0x3F) << 6) + (third & 0x3F);
  const bool line_end = code == 0x2028 || code == 0x2029;
  const bool reorders = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return line_end || reorders ? code : 0;
}

}  // namespace

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned byte = byte_at(text, i);
    if (byte < 0x20 || byte == 0x7F) {
      shown += fmt::format("\\x{:02x}", byte);
    } else if (const unsigned code = unsafe_longer(text, i); code != 0) {
      shown += fmt::format("\\u{:04x}", code);
      i += code < 0x100 ? 1 : 2;
    } else {
      shown += text[i];
    }
  }
  return shown;
}

}  // namespace gv

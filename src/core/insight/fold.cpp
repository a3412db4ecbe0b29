#include "core/insight/fold.h"

namespace gv::insight {
namespace {

constexpr char32_t kInvalid = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const unsigned lead = byte_at(text, at++);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead < 0xF5   ? 3
                   : lead >= 0xE0 && lead < 0xF0 ? 2
                   : lead >= 0xC2 && lead < 0xE0 ? 1
                                                 : 0;
  if (more == 0) return kInvalid;
  char32_t c = lead & (0x3FU >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned next = byte_at(text, at + static_cast<std::size_t>(i));
    if ((next & 0xC0U) != 0x80U) return kInvalid;
    c = (c << 6) | (next & 0x3FU);
  }
  at += static_cast<std::size_t>(more);
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

char32_t fold_code_point(char32_t c) {
  if (in(c, 'A', 'Z')) return c + 32;
  if (c < 0x80) return c == '\'' ? 0 : c;
  if (c == 0x2019 || c == 0x2018 || in(c, 0x200B, 0x200F) || c == 0xFEFF) return 0;
  if (in(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (in(c, 0x391, 0x3A9) || in(c, 0x410, 0x42F)) return c + 32;
  if (in(c, 0x400, 0x40F)) return c + 80;
  if (in(c, 0x64B, 0x65F) || c == 0x670 || c == 0x640) return 0;  // vowel signs, lengthening
  if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) return 0x627;  // alef
  if (c == 0x649) return 0x64A;                                            // final ya
  if (c == 0x629) return 0x647;                                            // ta marbuta
  if (in(c, 0x660, 0x669)) return '0' + (c - 0x660);
  if (in(c, 0x6F0, 0x6F9)) return '0' + (c - 0x6F0);
  if (c == 0x66A) return '%';
  if (c == 0x2B50 || c == 0x2B51) return 0x2605;  // star
  return c;
}

bool is_word_code_point(char32_t c) {
  if (c < 0x80) return in(c, 'a', 'z') || in(c, '0', '9');
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == kInvalid) return false;
  const bool punctuation = in(c, 0x600, 0x61F) || in(c, 0x66A, 0x66D) || c == 0x6D4 ||
                           in(c, 0x2000, 0x2BFF) || in(c, 0x3000, 0x303F) ||
                           in(c, 0xE000, 0xF8FF) || in(c, 0xFE00, 0xFE4F) ||
                           in(c, 0xFF00, 0xFF0F) || c >= 0x1F000;
  return !punctuation;
}

bool is_sign_code_point(char32_t c) {
  return c == '%' || c == '$' || c == 0xA3 || c == 0xA5 || c == 0x2605 || in(c, 0x20A0, 0x20CF);
}

}  // namespace gv::insight

#include "io/sql/postgres_text.h"

#include <fmt/format.h>

#include "base/check.h"

namespace gv::sql {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string hex(std::string_view bytes) {
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.size());
  for (const char byte : bytes) {
    text.push_back(kHexDigits[static_cast<unsigned char>(byte) >> 4U]);
    text.push_back(kHexDigits[static_cast<unsigned char>(byte) & 15U]);
  }
  return text;
}

std::size_t digit_of(char letter) {
  const auto digit = kHexDigits.find(letter);
  GV_CHECK(digit != std::string_view::npos);
  return digit;
}

}  // namespace

std::string postgres_text(const Param& param) {
  struct Text {
    std::string operator()(std::monostate) const { throw Bug("NULL has no text"); }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    // Shortest text that reads back as the same double.
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(bool value) const { return value ? "t" : "f"; }
    std::string operator()(std::string_view value) const { return std::string(value); }
    std::string operator()(Blob value) const { return hex(value.bytes); }
    std::string operator()(TimePoint value) const { return format_time(value); }
  };
  return std::visit(Text{}, param.value());
}

void append_copy_field(const Param& param, std::string& line) {
  if (std::holds_alternative<std::monostate>(param.value())) {
    line += "\\N";
    return;
  }
  for (const char letter : postgres_text(param)) {
    switch (letter) {
      case '\\':
        line += "\\\\";
        break;
      case '\t':
        line += "\\t";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      default:
        line.push_back(letter);
    }
  }
}

TimePoint postgres_time(std::string_view text) {
  GV_CHECK(text.size() >= 22 && text[10] == ' ' && text.ends_with("+00"));
  std::string rfc3339(text.substr(0, text.size() - 3));
  rfc3339[10] = 'T';
  rfc3339.push_back('Z');
  const auto time = parse_time(rfc3339, "timestamptz");
  GV_CHECK(time.has_value());
  return *time;
}

std::string postgres_bytes(std::string_view text) {
  GV_CHECK(text.starts_with("\\x") && text.size() % 2 == 0);
  std::string bytes;
  bytes.reserve(text.size() / 2 - 1);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(digit_of(text[i]) * 16 + digit_of(text[i + 1])));
  }
  return bytes;
}

}  // namespace gv::sql

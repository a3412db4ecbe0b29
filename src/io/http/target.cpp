#include "io/http/target.h"

#include <algorithm>

#include "base/utf8.h"

namespace gv::http {
namespace {

constexpr const char* kUndecodable = "has a broken % escape, a NUL byte or bytes that are no UTF-8";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> form_decoded(std::string_view text) {
  std::string blanks(text);
  std::replace(blanks.begin(), blanks.end(), '+', ' ');
  return percent_decoded(blanks);
}

Result<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> query;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    const auto equals = pair.find('=');
    const auto name = form_decoded(pair.substr(0, equals));
    const auto value = form_decoded(equals == std::string_view::npos ? std::string_view{}
                                                                     : pair.substr(equals + 1));
    if (!name || !value) return fail(ErrorCode::InvalidInput, "query", kUndecodable);
    if (!pair.empty()) query.emplace_back(*name, *value);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return query;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  // What is told again in an answer or kept in a store has to be text.
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

std::optional<std::string_view> Target::query_value(std::string_view name) const {
  const auto found = std::find_if(query.begin(), query.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  if (found == query.end()) return std::nullopt;
  return found->second;
}

Result<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/')) {
    return fail(ErrorCode::InvalidInput, "request target", "must begin with '/'");
  }
  const auto question = text.find('?');
  Target target;
  target.text = std::string(text);
  target.path = std::string(text.substr(0, question));
  if (!percent_decoded(target.path)) return fail(ErrorCode::InvalidInput, "path", kUndecodable);
  if (question != std::string_view::npos) {
    GV_TRY(target.query, parse_query(text.substr(question + 1)));
  }
  return target;
}

}  // namespace gv::http

#include "io/http/range.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace gv::http {
namespace {

constexpr std::string_view kUnit = "bytes=";

/// A number of digits alone; none: it is none, or beyond 64 bits.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, trouble] = std::from_chars(text.data(), end, number);
  if (text.empty() || stop != end || trouble != std::errc{}) return std::nullopt;
  return number;
}

/// "-500": the last 500 bytes.
WantedRange last_bytes(std::string_view count, std::uint64_t size) {
  const auto length = whole_number(count);
  if (!length) return {};
  if (*length == 0 || size == 0) return {.satisfiable = false, .range = {}};
  return {.range = ByteRange{size - std::min(*length, size), size - 1}};
}

}  // namespace

WantedRange wanted_range(const Request& request, std::uint64_t size, std::string_view etag) {
  const auto if_range = request.headers.find("If-Range");
  if (if_range && *if_range != etag) return {};
  auto text = request.headers.value("Range");
  if (!text.starts_with(kUnit)) return {};
  text.remove_prefix(kUnit.size());
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return {};
  const auto end = text.substr(dash + 1);
  if (dash == 0) return last_bytes(end, size);
  const auto first = whole_number(text.substr(0, dash));
  const auto last = end.empty() ? std::optional<std::uint64_t>(UINT64_MAX) : whole_number(end);
  if (!first || !last || *last < *first) return {};
  if (*first >= size) return {.satisfiable = false, .range = {}};
  return {.range = ByteRange{*first, std::min(*last, size - 1)}};
}

std::string content_range(const std::optional<ByteRange>& range, std::uint64_t size) {
  if (!range) return fmt::format("bytes */{}", size);
  return fmt::format("bytes {}-{}/{}", range->first, range->last, size);
}

}  // namespace gv::http

#include "core/attribution/fingerprint.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gv::attribution {
namespace {

std::string text_of(std::string text, bool keep_case = false) {
  const bool odd = text.size() > 64 || std::any_of(text.begin(), text.end(), [](char c) {
                     return c == '|' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                   });
  if (odd) return {};
  if (keep_case) return text;
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string text_of(const std::optional<int>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

/// "3", "2.625".
std::string text_of(const std::optional<double>& number) {
  return number && std::isfinite(*number) ? fmt::format("{:.6g}", *number) : std::string();
}

}  // namespace

std::optional<std::string> canonical_fingerprint(const FingerprintComponents& from) {
  std::optional<int> shorter;
  std::optional<int> longer;
  if (from.screen_width && from.screen_height) {
    shorter = std::min(*from.screen_width, *from.screen_height);
    longer = std::max(*from.screen_width, *from.screen_height);
  }
  const std::array<std::string, 11> parts{text_of(shorter),
                                          text_of(longer),
                                          text_of(from.device_pixel_ratio),
                                          text_of(from.time_zone, true),
                                          text_of(from.utc_offset_min),
                                          text_of(from.device_type),
                                          text_of(from.os),
                                          text_of(from.os_major),
                                          text_of(from.browser),
                                          text_of(from.browser_major),
                                          text_of(from.language)};
  const auto known = std::count_if(parts.begin(), parts.end(),
                                   [](const std::string& part) { return !part.empty(); });
  if (known < kFingerprintComponentsMin) return std::nullopt;
  return fmt::format("v1|{}", fmt::join(parts, "|"));
}

}  // namespace gv::attribution

#include "adapters/settings/origin.h"

#include <algorithm>
#include <charconv>

namespace gv::settings {
namespace {

constexpr std::size_t kOriginMax = 255;
constexpr int kPortMax = 65'535;

bool is_host(std::string_view host) {
  const bool bracketed = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (bracketed) host = host.substr(1, host.size() - 2);
  const auto allowed = [&](char c) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    return plain || c == (bracketed ? ':' : '-');
  };
  return !host.empty() && std::all_of(host.begin(), host.end(), allowed);
}

/// Digits of a port that a browser would write.
bool is_port(std::string_view text, int own) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && !text.starts_with('0') && port > 0 && port <= kPortMax && port != own;
}

}  // namespace

bool is_origin(std::string_view text) {
  if (text.size() > kOriginMax) return false;
  const bool secure = text.starts_with("https://");
  if (!secure && !text.starts_with("http://")) return false;
  const auto rest = text.substr(secure ? 8 : 7);
  const auto bracket = rest.rfind(']');
  const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon == std::string_view::npos) return is_host(rest);
  return is_host(rest.substr(0, colon)) && is_port(rest.substr(colon + 1), secure ? 443 : 80);
}

}  // namespace gv::settings

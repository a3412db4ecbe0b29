#include "core/attribution/landing_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"

namespace gv::attribution {
namespace {

std::string_view before(std::string_view text, char mark) {
  return text.substr(0, std::min(text.find(mark), text.size()));
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// What stands between "://" and the path.
std::string_view authority_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    return url.substr(0, std::min(url.find_first_of("/?#"), url.size()));
  }
  return {};
}

/// The host in lower case; empty for what is no plain "host" or "host:port".
std::string host_of(std::string_view authority) {
  const std::string_view host = before(authority, ':');
  const std::string_view port =
      authority.size() > host.size() ? authority.substr(host.size() + 1) : "80";
  if (port.empty() || port.find_first_not_of("0123456789") != std::string_view::npos) return {};
  std::string lower(host);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::string_view kHost = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  return lower.find_first_not_of(kHost) == std::string::npos ? lower : std::string();
}

}  // namespace

std::string without_query(std::string_view url, std::span<const std::string> kept) {
  const std::string_view whole = before(url, '#');
  std::string result(before(whole, '?'));
  std::string_view query = whole.substr(std::min(whole.size(), result.size() + 1));
  char joint = '?';
  while (!query.empty()) {
    const std::string_view pair = before(query, '&');
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (std::find(kept.begin(), kept.end(), before(pair, '=')) == kept.end()) continue;
    result.append(1, joint).append(pair);
    joint = '&';
  }
  return result;
}

Result<std::string> redirect_target(std::string_view url, std::string_view click_id,
                                    std::span<const std::string> hosts) {
  // Browsers read a backslash as a slash, and so would find another host than we.
  const std::string host = host_of(authority_of(url));
  if (host.empty() || !is_printable_ascii(url) || url.find('\\') != std::string_view::npos) {
    return fail(
        ErrorCode::InvalidInput, "url",
        fmt::format("must be http(s)://host[:port]/..., got \"{}\"", printable(excerpt(url, 60))));
  }
  if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) {
    return fail(ErrorCode::Refused, "url",
                fmt::format("leads to {}, which is not among the allowed hosts", host));
  }
  const std::string_view page = before(url, '#');
  const char joint = page.find('?') == std::string_view::npos ? '?' : '&';
  return fmt::format("{}{}gv_click_id={}{}", page, joint, click_id, url.substr(page.size()));
}

}  // namespace gv::attribution

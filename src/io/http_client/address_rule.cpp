#include "io/http_client/address_rule.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/text.h"
#include "base/utf8.h"

namespace gv::http_client {
namespace {

constexpr std::size_t kUrlMax = 8192;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Handle new_handle() { return {curl_url(), &curl_url_cleanup}; }

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
  return owned.get();
}

bool set(CURLU* handle, CURLUPart which, std::string_view text) {
  return text.size() <= kUrlMax && text.find('\0') == std::string_view::npos &&
         curl_url_set(handle, which, std::string(text).c_str(), 0) == CURLUE_OK;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

tl::unexpected<Error> refuse(std::string_view text, std::string_view where) {
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be http(s)://host[:port]/..., got \"" + printable(excerpt(text, 100)) + "\"");
}

Result<Url> url_of(CURLU* handle, std::string_view text, std::string_view where) {
  curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
  Url url{.text = part(handle, CURLUPART_URL),
          .scheme = part(handle, CURLUPART_SCHEME),
          .host = lower(part(handle, CURLUPART_HOST)),
          .port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT)};
  const bool has_user =
      !part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty();
  if ((url.scheme != "http" && url.scheme != "https") || has_user || url.host.empty()) {
    return refuse(text, where);
  }
  if (url.host.starts_with('[') && url.host.ends_with(']')) {
    url.host = url.host.substr(1, url.host.size() - 2);
    // A zone ("fe80::1%eth0") names a network card of this machine.
    if (!part(handle, CURLUPART_ZONEID).empty()) return refuse(text, where);
  }
  return url;
}

}  // namespace

Result<Url> parse_url(std::string_view text, std::string_view where) {
  const Handle handle = new_handle();
  if (!set(handle.get(), CURLUPART_URL, text)) return refuse(text, where);
  return url_of(handle.get(), text, where);
}

Result<Url> resolve_redirect(const Url& base, std::string_view location) {
  const Handle handle = new_handle();
  if (!set(handle.get(), CURLUPART_URL, base.text) || !set(handle.get(), CURLUPART_URL, location)) {
    return refuse(location, "location");
  }
  return url_of(handle.get(), location, "location");
}

Result<IpAddress> address_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
    return IpAddress::v4(bytes);
  }
  if (address.sa_family == AF_INET6) {
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, 16);
    return IpAddress::v6(bytes);
  }
  return fail(ErrorCode::InvalidInput, "address", "must be IPv4 or IPv6");
}

Resolver system_resolver() {
  return [](const std::string& host) -> Result<std::vector<IpAddress>> {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int trouble = getaddrinfo(host.c_str(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(found, &freeaddrinfo);
    if (trouble != 0) {
      return fail(ErrorCode::NotAvailable, host,
                  std::string("has no address: ") + gai_strerror(trouble));
    }
    std::vector<IpAddress> addresses;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
      if (const auto address = address_of(*one->ai_addr)) addresses.push_back(*address);
    }
    return addresses;
  };
}

Result<std::vector<IpAddress>> permitted_addresses(const Url& url, const Resolver& resolve,
                                                   bool allow_private) {
  std::vector<IpAddress> addresses;
  if (const auto literal = IpAddress::parse(url.host, "host")) {
    addresses.push_back(*literal);
  } else {
    GV_TRY(addresses, resolve(url.host));
  }
  if (addresses.empty()) return fail(ErrorCode::NotAvailable, url.host, "has no address");
  const bool all_public = std::all_of(addresses.begin(), addresses.end(),
                                      [](const IpAddress& one) { return one.is_public(); });
  if (all_public || allow_private) return addresses;
  return fail(ErrorCode::Refused, url.host,
              "must lie in the public internet, got a private or reserved address");
}

}  // namespace gv::http_client

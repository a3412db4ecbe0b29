#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"

struct sockaddr;

namespace gv::http_client {

/// An absolute http(s) address in its parts, as libcurl reads it: what is checked is what is
/// called.
struct Url {
  std::string text;    ///< normalised, without fragment
  std::string scheme;  ///< "http", "https"
  std::string host;    ///< name or address in lower case, IPv6 without brackets
  std::string port;
  [[nodiscard]] std::string origin() const { return scheme + "://" + host + ":" + port; }
};

/// Errors: InvalidInput: another scheme, user name or password in it, no host, longer than 8 KiB.
[[nodiscard]] Result<Url> parse_url(std::string_view text, std::string_view where);
/// What a Location header leads to, seen from `base`. Errors: as `parse_url`.
[[nodiscard]] Result<Url> resolve_redirect(const Url& base, std::string_view location);

/// What the system calls an address. Errors: InvalidInput: neither IPv4 nor IPv6.
[[nodiscard]] Result<IpAddress> address_of(const sockaddr& address);

/// All addresses of a name. Errors: NotAvailable.
using Resolver = std::function<Result<std::vector<IpAddress>>(const std::string& host)>;
/// The system's: hosts file, then DNS. Blocks.
[[nodiscard]] Resolver system_resolver();

/// The addresses a request may go to, at least one, from one look-up: the caller pins them, so that
/// a name that changes its mind between check and connection (DNS rebinding) gains nothing.
///
/// Where `allow_private` is false every address of the name has to be public: one that is private,
/// link-local, a metadata service or otherwise special refuses the whole name.
/// Errors: Refused naming the host, not its addresses; NotAvailable.
[[nodiscard]] Result<std::vector<IpAddress>> permitted_addresses(const Url& url,
                                                                 const Resolver& resolve,
                                                                 bool allow_private);

}  // namespace gv::http_client

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "io/http_client/address_rule.h"

namespace gv::http_client {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method{"GET"};
  std::string url;
  Headers headers;
  std::string body;
  /// Whether sending it twice is as good as once. GET always is; a POST that only reads, too.
  bool repeatable{false};
};

struct Response {
  int status{0};
  Headers headers;  ///< names in lower case
  std::string body;
  std::string url;  ///< that answered, after redirects
  /// The first value of a header (name in lower case); nothing when it was not sent.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

struct Limits {
  Millis connect{5'000};
  Millis whole{60'000};               ///< of one hop, name look-up and TLS included
  std::size_t body_max{32U << 20};    ///< of an answer
  std::size_t header_max{64U << 10};  ///< of all headers of an answer
  int redirects_max{3};
  bool allow_private{false};  ///< of the host that is asked, not of others that it redirects to
};

/// Sends requests over HTTP/1.1. Each hop is looked up once and its addresses checked and pinned;
/// of several the first one that accepts a connection is used. The environment's proxies, cookies
/// and netrc are not used. Certificates are checked except on loopback. A redirect to another
/// origin loses Authorization; 301, 302 and 303 turn anything but HEAD into GET. Safe to use from
/// several threads; blocks.
class Client {
 public:
  explicit Client(Limits limits = {}, Resolver resolver = system_resolver());

  /// Any status is an answer. Errors: InvalidInput (address), Refused (private address, too many
  /// redirects), NotAvailable (no connection was made: nothing was sent), TimedOut (may have been
  /// processed), UnusableInput (broken off, too long, no HTTP; may have been processed).
  [[nodiscard]] Result<Response> send(const Request& request) const;

 private:
  [[nodiscard]] Result<Response> send_once(const Url& url, const Request& request,
                                           bool allow_private) const;
  Limits limits_;
  Resolver resolver_;
};

/// How a client sends: over the network, or into a double.
using Send = std::function<Result<Response>(const Request&)>;

}  // namespace gv::http_client

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gv::transcribe {

/// A server and the path under which its service lies.
struct Endpoint {
  bool tls{true};
  std::string host;
  std::string port;
  std::string path;  ///< empty, or "/..." without a slash at the end

  /// Reads "https://host[:port][/path]". Errors: InvalidInput: another scheme, credentials, a
  /// query.
  [[nodiscard]] static Result<Endpoint> parse(std::string_view url, std::string_view where);

  /// Whether `host` is this machine. Only there certificates are not checked.
  [[nodiscard]] bool is_loopback() const;
};

struct PostRequest {
  std::string target;  ///< "/v1/...", behind the endpoint's path
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body;
};

struct PostAnswer {
  int status{0};
  std::string body;
  std::optional<std::string> retry_after{};  ///< the header as it came
};

struct PostLimits {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds whole{60'000};      ///< sending and receiving
  std::uint64_t answer_bytes_max{32ULL << 20};  ///< of the body
};

/// One POST over a connection of its own. Redirects are not followed.
/// Errors: NotAvailable (no connection, broken off, certificate), TimedOut, UnusableInput (answer
/// too long or no HTTP). Any status is an answer.
[[nodiscard]] Result<PostAnswer> http_post(const Endpoint& endpoint, const PostRequest& request,
                                           const PostLimits& limits = {});

}  // namespace gv::transcribe

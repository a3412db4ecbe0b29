#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gv::http {

/// Where a request stands in a distributed trace (W3C Trace Context, level 1).
struct Trace {
  std::string trace_id;   ///< 32 lower-case hex digits, not all zero
  std::string parent_id;  ///< 16: the caller's span, or ours where the trace begins here
  bool sampled{true};
};

/// Reads a `traceparent` header. Nothing unless it is well-formed; versions above 00 may carry more
/// behind the fields of version 00, version ff never is. O(1).
[[nodiscard]] std::optional<Trace> parse_traceparent(std::string_view header);
/// "00-<trace>-<parent>-01".
[[nodiscard]] std::string to_traceparent(const Trace& trace);

/// 16 random bytes; where ids of requests and traces come from. Tests hand in their own.
using RandomBytes = std::function<std::array<std::uint8_t, 16>()>;
/// From the kernel (libsodium).
[[nodiscard]] std::array<std::uint8_t, 16> system_random_bytes();

[[nodiscard]] Trace new_trace(const RandomBytes& random);
/// 32 hex digits.
[[nodiscard]] std::string new_request_id(const RandomBytes& random);
/// A request id of a client is echoed when it has 1 to 128 printable ASCII characters.
[[nodiscard]] bool is_request_id(std::string_view text);

}  // namespace gv::http

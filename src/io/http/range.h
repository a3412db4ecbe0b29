#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "io/http/request.h"

namespace gv::http {

/// Bytes [first, last] of a body.
struct ByteRange {
  std::uint64_t first{0};
  std::uint64_t last{0};
  [[nodiscard]] std::uint64_t length() const { return last - first + 1; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What part of a body of `size` bytes a request wants.
struct WantedRange {
  bool satisfiable{true};          ///< false: 416
  std::optional<ByteRange> range;  ///< none: the whole body, 200; else 206
};

/// Reads Range and If-Range (RFC 9110 §14.2, §13.1.5). A field that is malformed, of another unit
/// or of several ranges is left out of account, as the standard allows: the answer is the whole
/// body.
[[nodiscard]] WantedRange wanted_range(const Request& request, std::uint64_t size,
                                       std::string_view etag);

/// "bytes 0-99/1000"; "bytes */1000" for none.
[[nodiscard]] std::string content_range(const std::optional<ByteRange>& range, std::uint64_t size);

}  // namespace gv::http

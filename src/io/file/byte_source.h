#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace gv::file {

/// Bytes that are read once, front to back. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// Writes the next bytes to the front of `buffer` and returns their number, which may be smaller
  /// than the buffer; 0 means the end (or an empty buffer).
  ///
  /// Errors: UnusableInput, `where` names the file: read error, damaged or truncated gzip data,
  /// more bytes than the limit.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

/// The bytes of `text`, for request bodies and tests.
[[nodiscard]] std::unique_ptr<ByteSource> from_text(std::string text);

/// What the gzip data of `packed` unpacks to, member after member, zero padding skipped.
/// `name` is for messages.
[[nodiscard]] std::unique_ptr<ByteSource> inflate(std::unique_ptr<ByteSource> packed,
                                                  std::string name);

/// `source` that fails once it gave more than `bytes_max` bytes: the guard against gzip bombs and
/// endless devices. `verb` completes the message: "holds", "unpacks to".
[[nodiscard]] std::unique_ptr<ByteSource> limit(std::unique_ptr<ByteSource> source,
                                                std::uint64_t bytes_max, std::string name,
                                                std::string verb);

}  // namespace gv::file

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gv {

/// Whether `bytes` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). O(n), about
/// eight bytes a step over ASCII.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// The front of `bytes` for a message or a rejects file: at most `bytes_max` bytes of it, cut
/// between characters and then ended by "...", every malformed byte replaced by '?'.
[[nodiscard]] std::string excerpt(std::string_view bytes, std::size_t bytes_max = 200);

}  // namespace gv

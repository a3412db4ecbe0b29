#pragma once

#include <string>
#include <string_view>

namespace gv::crypto {

/// MD5 (RFC 1321) as 32 lower-case hex digits. For platforms that ask for it as a checksum; it
/// proves nothing.
[[nodiscard]] std::string md5_hex(std::string_view bytes);

}  // namespace gv::crypto

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace gv {

/// 32 bytes: a SHA-256 digest or code.
using Digest = std::array<std::uint8_t, 32>;

/// HMAC-SHA-256 (RFC 2104) over the parts one after the other, without separators. Keys may have
/// any length.
[[nodiscard]] Digest hmac_sha256(std::string_view key,
                                 std::initializer_list<std::string_view> parts);

/// 64 lower-case hex digits.
[[nodiscard]] std::string to_hex(const Digest& digest);
/// Base64 with padding (RFC 4648 section 4).
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);

/// Whether two texts are equal, in a time that depends on their lengths only. For codes that a
/// stranger sends.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gv

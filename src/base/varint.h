#pragma once

#include <cstddef>
#include <cstdint>

namespace gv {

/// Whole numbers in as few bytes as they need: seven bits a byte, low ones first (LEB128). Numbers
/// below 128 take one byte, any 64 bits at most ten.
inline constexpr std::size_t kVarintBytesMax = 10;

/// Appends `number` to a container of bytes. O(bytes).
template <class Bytes>
void append_varint(Bytes& bytes, std::uint64_t number) {
  while (number >= 0x80) {
    bytes.push_back(static_cast<typename Bytes::value_type>((number & 0x7F) | 0x80));
    number >>= 7;
  }
  bytes.push_back(static_cast<typename Bytes::value_type>(number));
}

/// Reads the number at `at` and moves behind it. Precondition: `append_varint` wrote it.
[[nodiscard]] inline std::uint64_t read_varint(const std::uint8_t*& at) {
  std::uint64_t number = *at & 0x7F;
  for (unsigned shift = 7; (*at++ & 0x80) != 0; shift += 7) {
    number |= static_cast<std::uint64_t>(*at & 0x7F) << shift;
  }
  return number;
}

/// Signed as unsigned so that small magnitudes stay small: 0, -1, 1, -2 become 0, 1, 2, 3.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace gv

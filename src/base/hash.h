#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace gv {

/// SHA-256 as 64 lower-case hex digits. For identity and evidence.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// The same as its 32 bytes.
[[nodiscard]] std::string sha256_bytes(std::string_view bytes);

/// The same of bytes that come piece by piece. Copies go on on their own.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Of everything added so far, as `sha256_hex`; more may follow.
  [[nodiscard]] std::string hex() const;

 private:
  static constexpr std::size_t kStateBytes = 104;  ///< of libsodium
  alignas(8) std::array<std::byte, kStateBytes> state_;
};

/// XXH64 with the given seed. For keys of random streams, caches and local maps.
[[nodiscard]] std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed = 0);

/// XXH64 over several texts, each followed by a separator byte, so that ("ab", "c") and
/// ("a", "bc") differ.
[[nodiscard]] std::uint64_t key_of(std::initializer_list<std::string_view> parts);

/// UUIDv5 (RFC 9562) of `name` below the product's namespace, as 36 characters.
[[nodiscard]] std::string uuid_v5(std::string_view name);

/// UUIDv7 (RFC 9562) as 36 characters: sorts by `at`, then by the 74 random bits taken from the low
/// ends of `random_a` (12) and `random_b` (62).
[[nodiscard]] std::string uuid_v7(TimePoint at, std::uint64_t random_a, std::uint64_t random_b);

}  // namespace gv

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gv {

/// SHA-256 as 64 lower-case hex digits. For identity and evidence.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// XXH64 with the given seed. For keys of random streams, caches and local maps.
[[nodiscard]] std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed = 0);

/// XXH64 over several texts, each followed by a separator byte, so that ("ab", "c") and
/// ("a", "bc") differ.
[[nodiscard]] std::uint64_t key_of(std::initializer_list<std::string_view> parts);

/// UUIDv5 (RFC 9562) of `name` below the product's namespace, as 36 characters.
[[nodiscard]] std::string uuid_v5(std::string_view name);

}  // namespace gv

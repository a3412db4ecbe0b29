#include "base/hash.h"

#include <array>
#include <cstring>

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>
#include <sodium.h>
#include <xxhash.h>

namespace gv {

namespace {

using State = crypto_hash_sha256_state;
using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const Digest& digest) {
  std::string text(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace

std::string sha256_bytes(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), as_bytes(bytes),
                     bytes.size());
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), as_bytes(bytes), bytes.size());
  return hex_of(digest);
}

Sha256::Sha256() {
  static_assert(sizeof(State) == kStateBytes && alignof(State) <= 8);
  State state;
  crypto_hash_sha256_init(&state);
  std::memcpy(state_.data(), &state, kStateBytes);
}

void Sha256::add(std::string_view bytes) {
  State state;
  std::memcpy(&state, state_.data(), kStateBytes);
  crypto_hash_sha256_update(&state, as_bytes(bytes), bytes.size());
  std::memcpy(state_.data(), &state, kStateBytes);
}

std::string Sha256::hex() const {
  State state;
  std::memcpy(&state, state_.data(), kStateBytes);
  Digest digest{};
  crypto_hash_sha256_final(&state, digest.data());
  return hex_of(digest);
}

std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed) {
  return XXH64(bytes.data(), bytes.size(), seed);
}

std::uint64_t key_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const auto part : parts) joined.append(part).push_back('\x1f');
  return xxh64(joined);
}

std::string uuid_v5(std::string_view name) {
  // A fixed random namespace of this product; changing it would change every recorded id.
  static constexpr boost::uuids::uuid kNamespace{{0x6b, 0x1c, 0x9d, 0x52, 0x8e, 0x3f, 0x4a, 0x07,
                                                  0x9c, 0x41, 0x2d, 0xe5, 0x70, 0xb8, 0x13, 0xfa}};
  boost::uuids::name_generator_sha1 generate(kNamespace);
  return boost::uuids::to_string(generate(name.data(), name.size()));
}

std::string uuid_v7(TimePoint at, std::uint64_t random_a, std::uint64_t random_b) {
  const auto millis = static_cast<std::uint64_t>(at.time_since_epoch().count());
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", (millis >> 16U) & 0xffffffffU,
                     millis & 0xffffU, random_a & 0xfffU, 0x8000U | ((random_b >> 48U) & 0x3fffU),
                     random_b & 0xffffffffffffU);
}

}  // namespace gv

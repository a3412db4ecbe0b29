#include "base/hash.h"

#include <sodium.h>
#include <xxhash.h>

#include <array>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace gv {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::string text(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
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

}  // namespace gv

#include "adapters/passwords/hotp.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"

namespace gv::passwords {

std::string hotp(std::string_view secret, std::uint64_t counter) {
  std::array<unsigned char, 8> message{};
  for (auto byte = message.rbegin(); byte != message.rend(); ++byte, counter >>= 8) {
    *byte = static_cast<unsigned char>(counter & 0xff);
  }
  constexpr std::size_t kSha1Bytes = 20;
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  const auto* const made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
                                message.data(), message.size(), code.data(), &size);
  GV_CHECK(made != nullptr && size == kSha1Bytes);
  // Section 5.3: the last half byte says where the 31 bits stand.
  const std::size_t at = code[kSha1Bytes - 1] & 0xf;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) bits = bits << 8 | code[at + i];
  return fmt::format("{:06}", (bits & 0x7fffffff) % 1'000'000);
}

}  // namespace gv::passwords

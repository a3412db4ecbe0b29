#include "app/access/secrets.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/hash.h"
#include "base/hmac.h"

namespace gv::app {
namespace {

constexpr std::string_view kStart = "gv_";
constexpr std::size_t kPrefixLength = 8;
constexpr std::size_t kSecretLength = 43;

std::string base64url(const std::vector<std::uint8_t>& bytes) {
  std::string text = to_base64(bytes);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.resize(std::min(text.find('='), text.size()));
  return text;
}

std::vector<std::uint8_t> bytes_of(const RandomBytes& random, std::size_t count) {
  std::vector<std::uint8_t> bytes;
  while (bytes.size() < count) {
    const auto more = random();
    bytes.insert(bytes.end(), more.begin(), more.end());
  }
  bytes.resize(count);
  return bytes;
}

}  // namespace

std::string new_token(const RandomBytes& random) { return base64url(bytes_of(random, 32)); }

std::string new_id(const RandomBytes& random, TimePoint now) {
  const auto bytes = random();
  std::array<std::uint64_t, 2> words{};
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return uuid_v7(now, words[0], words[1]);
}

NewKey new_key(const RandomBytes& random) {
  const auto prefix = base64url(bytes_of(random, 6));
  auto text = std::string(kStart) + prefix + "_" + new_token(random);
  auto hash = sha256_bytes(text);
  return {std::move(text), prefix, std::move(hash)};
}

std::optional<std::string> prefix_of(std::string_view text) {
  const bool fits = text.size() == kStart.size() + kPrefixLength + 1 + kSecretLength &&
                    text.starts_with(kStart) && text[kStart.size() + kPrefixLength] == '_';
  if (!fits) return std::nullopt;
  return std::string(text.substr(kStart.size(), kPrefixLength));
}

}  // namespace gv::app

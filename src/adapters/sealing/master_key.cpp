#include "adapters/sealing/master_key.h"

#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include "base/hash.h"

namespace gv::sealing {
namespace {

constexpr std::size_t kHexDigits = 64;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string bound_to(const AccountId& account, std::string_view place) {
  return fmt::format("{}|{}", account.text(), place);
}

tl::unexpected<Error> system_trouble(const std::string& path) {
  return fail(ErrorCode::Unavailable, path, std::strerror(errno));
}

/// A descriptor that is closed in the end.
class OpenFile {
 public:
  OpenFile(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags, 0600)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Nothing when there is no such file.
Result<std::optional<std::string>> read_key(const std::string& path) {
  const OpenFile file(path, O_RDONLY | O_CLOEXEC);
  if (file.descriptor() < 0) {
    if (errno == ENOENT) return std::optional<std::string>();
    return system_trouble(path);
  }
  std::array<char, kHexDigits + 2> text{};
  const auto count = ::read(file.descriptor(), text.data(), text.size());
  if (count < 0) return system_trouble(path);
  std::string_view digits(text.data(), static_cast<std::size_t>(count));
  if (digits.ends_with('\n')) digits.remove_suffix(1);
  return std::optional(std::string(digits));
}

/// Writes a new key beside `path` and gives it that name only when it is whole and on disk.
Result<void> write_key(const std::string& path) {
  std::array<std::uint8_t, kHexDigits / 2> key{};
  randombytes_buf(key.data(), key.size());
  std::string text = "\n";
  for (auto byte = key.rbegin(); byte != key.rend(); ++byte) {
    text.insert(0, fmt::format("{:02x}", *byte));
  }
  const std::string fresh = fmt::format("{}.{}", path, ::getpid());
  {
    const OpenFile file(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    const auto size = static_cast<ssize_t>(text.size());
    if (file.descriptor() < 0 || ::write(file.descriptor(), text.data(), text.size()) != size ||
        ::fsync(file.descriptor()) != 0) {
      return system_trouble(fresh);
    }
  }
  // Unlike rename, link does not replace a key that another process made meanwhile.
  const bool linked = ::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST;
  ::unlink(fresh.c_str());
  if (!linked) return system_trouble(path);
  return {};
}

}  // namespace

MasterKey::MasterKey(const Bytes& key)
    : key_(key),
      id_(sha256_hex(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()))
              .substr(0, 8)) {}

Result<MasterKey> MasterKey::parse(std::string_view hex, std::string_view where) {
  Bytes key{};
  std::size_t length = 0;
  const bool read = sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &length,
                                   nullptr) == 0;
  if (!read || length != key.size() || hex.size() != kHexDigits) {
    return fail(
        ErrorCode::InvalidInput, std::string(where),
        fmt::format("must be {} hex digits, got {} bytes that are not", kHexDigits, hex.size()));
  }
  return MasterKey(key);
}

Result<MasterKey> MasterKey::open_file(const std::string& path) {
  GV_TRY(auto text, read_key(path));
  if (!text) {
    GV_TRY(write_key(path));
    GV_TRY(text, read_key(path));
  }
  auto key = parse(text.value_or(""), path);
  if (!key) return fail(ErrorCode::UnusableInput, path, key.error().message);
  return key;
}

std::string MasterKey::seal(const AccountId& account, std::string_view place,
                            std::string_view plain) const {
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, kNonceBytes);
  const std::string bound = bound_to(account, place);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonceBytes, nullptr, bytes_of(plain),
                                             plain.size(), bytes_of(bound), bound.size(), nullptr,
                                             out, key_.data());
  return sealed;
}

Result<std::string> MasterKey::open(const AccountId& account, std::string_view place,
                                    std::string_view sealed) const {
  const std::string bound = bound_to(account, place);
  std::string plain;
  if (sealed.size() >= kNonceBytes + kTagBytes) {
    plain.resize(sealed.size() - kNonceBytes - kTagBytes);
    const std::string_view box = sealed.substr(kNonceBytes);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytes_of(box), box.size(),
        bytes_of(bound), bound.size(), bytes_of(sealed), key_.data());
    if (failed == 0) return plain;
  }
  return fail(ErrorCode::UnusableInput, std::string(place),
              "was not sealed under this installation's key for this account");
}

}  // namespace gv::sealing

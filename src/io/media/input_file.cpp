#include "io/media/input_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"

namespace gv::media {
namespace {

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

tl::unexpected<Error> cannot_open(const std::string& path, int error) {
  if (error == ENOENT || error == ENOTDIR) {
    return fail(ErrorCode::NotFound, path, "there is no such file");
  }
  return fail(ErrorCode::UnusableInput, path,
              fmt::format("cannot be opened: {}", std::strerror(error)));
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path, const Limits& limits) {
  // Without O_NONBLOCK a named pipe would wait for its writer.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return cannot_open(path, errno);
  return adopt(descriptor, path, limits);
}

Result<InputFile> InputFile::adopt(int descriptor, std::string name, const Limits& limits) {
  InputFile file(descriptor, std::move(name));
  struct stat facts {};
  if (fstat(descriptor, &facts) != 0) return cannot_open(file.name_, errno);
  if (!S_ISREG(facts.st_mode)) {
    return fail(ErrorCode::UnsupportedMedia, file.name_,
                fmt::format("is {}; a video or image file is needed", kind_of(facts.st_mode)));
  }
  file.size_ = facts.st_size;
  if (file.size_ == 0) return fail(ErrorCode::EmptyFile, file.name_, "holds no bytes at all");
  if (file.size_ > limits.size_bytes) {
    return fail(ErrorCode::LimitSize, file.name_,
                fmt::format("has {} bytes; at most {} are accepted", file.size_, limits.size_bytes),
                "cut it, or raise the limit of the size");
  }
  return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      size_(other.size_) {}

InputFile::~InputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t InputFile::read_at(std::int64_t offset, std::span<std::uint8_t> buffer) const {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const auto got = ::pread(descriptor_, buffer.data() + filled, buffer.size() - filled,
                             offset + static_cast<std::int64_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<std::string> InputFile::sha256() const {
  // OpenSSL uses the processor's instructions for it and is ten times as fast as FFmpeg's own.
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
  GV_CHECK(hash != nullptr && EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) == 1);
  std::vector<std::uint8_t> block(1 << 18);
  std::int64_t at = 0;
  while (at < size_) {
    const auto got = read_at(at, block);
    if (got == 0) {
      return fail(ErrorCode::UnusableInput, name_,
                  fmt::format("ends at byte {} while it is being read; it had {}", at, size_));
    }
    GV_CHECK(EVP_DigestUpdate(hash.get(), block.data(), got) == 1);
    at += static_cast<std::int64_t>(got);
  }
  std::array<std::uint8_t, 32> digest{};
  GV_CHECK(EVP_DigestFinal_ex(hash.get(), digest.data(), nullptr) == 1);
  std::string text;
  for (const auto byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace gv::media

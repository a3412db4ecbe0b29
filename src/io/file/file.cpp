#include "io/file/file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gv::file {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::string_view kGzipMagic = "\x1F\x8B";

class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(int descriptor, std::string name)
      : descriptor_(descriptor), name_(std::move(name)) {}
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;
  ~DescriptorSource() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    ssize_t count = 0;
    do {
      count = ::read(descriptor_, buffer.data(), buffer.size());
    } while (count < 0 && errno == EINTR);
    if (count >= 0) return static_cast<std::size_t>(count);
    return fail(ErrorCode::UnusableInput, name_,
                "cannot be read: " + std::generic_category().message(errno));
  }

 private:
  int descriptor_;
  std::string name_;
};

/// Gives `head` once more before the rest of `source`.
class PrefixedSource final : public ByteSource {
 public:
  PrefixedSource(std::string head, std::unique_ptr<ByteSource> source)
      : head_(from_text(std::move(head))), source_(std::move(source)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    GV_TRY(const std::size_t count, head_->read(buffer));
    if (count > 0 || buffer.empty()) return count;
    return source_->read(buffer);
  }

 private:
  std::unique_ptr<ByteSource> head_;
  std::unique_ptr<ByteSource> source_;
};

Result<std::unique_ptr<ByteSource>> open_raw(const std::string& path) {
  if (path == "-") return std::make_unique<DescriptorSource>(STDIN_FILENO, "standard input");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR) {
      return fail(ErrorCode::NotFound, path, "does not exist");
    }
    if (reason == EACCES || reason == EPERM) {
      return fail(ErrorCode::UnusableInput, path,
                  "may not be read by this user: permission denied");
    }
    return fail(ErrorCode::UnusableInput, path,
                "cannot be opened: " + std::generic_category().message(reason));
  }
  auto source = std::make_unique<DescriptorSource>(descriptor, path);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::UnusableInput, path, "is a folder, a file is expected");
  }
  return source;
}

/// The first bytes, as many as the magic number has if there are so many.
Result<std::string> read_head(ByteSource& source) {
  std::array<char, kGzipMagic.size()> head{};
  std::size_t used = 0;
  while (used < head.size()) {
    GV_TRY(const std::size_t count, source.read(std::span(head).subspan(used)));
    if (count == 0) break;
    used += count;
  }
  return std::string(head.data(), used);
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open(const std::string& path, std::uint64_t bytes_max) {
  const std::string name = path == "-" ? "standard input" : path;
  GV_TRY(auto source, open_raw(path));
  GV_TRY(std::string head, read_head(*source));
  if (head.empty()) return fail(ErrorCode::UnusableInput, name, "is empty");
  const bool packed = head == kGzipMagic;
  if (!packed && path.ends_with(".gz")) {
    return fail(ErrorCode::UnusableInput, name, "is named .gz but holds no gzip data");
  }
  source = std::make_unique<PrefixedSource>(std::move(head), std::move(source));
  if (!packed) return limit(std::move(source), bytes_max, name, "holds");
  return limit(inflate(std::move(source), name), bytes_max, name, "unpacks to");
}

Result<std::string> read(const std::string& path, std::uint64_t bytes_max) {
  GV_TRY(const auto source, open(path, bytes_max));
  std::vector<char> block(kBlock);
  std::string bytes;
  while (true) {
    GV_TRY(const std::size_t count, source->read(block));
    if (count == 0) break;
    bytes.append(block.data(), count);
  }
  if (bytes.empty()) return fail(ErrorCode::UnusableInput, path, "is empty once unpacked");
  return bytes;
}

}  // namespace gv::file

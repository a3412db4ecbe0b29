#include "io/file/atomic_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/check.h"

namespace gv::file {
namespace {

constexpr int kNoFile = -1;
constexpr int kNamesTried = 10'000;

tl::unexpected<Error> cannot_write(const std::string& path, int reason) {
  if (reason == ENOENT || reason == ENOTDIR) {
    return fail(ErrorCode::NotFound, path, "cannot be written: its folder does not exist");
  }
  return fail(ErrorCode::InvalidInput, path,
              "cannot be written: " + std::generic_category().message(reason));
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

/// `path` with symbolic links resolved, so that a rename replaces the file and not the link.
std::string target_of(const std::string& path) {
  std::error_code trouble;
  const auto target = std::filesystem::canonical(path, trouble);
  return trouble ? path : target.string();
}

/// Names carry the process id and a counter: unlike mkstemp, open() then honours the umask.
int open_temporary(const std::string& path, mode_t mode, std::string& temporary) {
  for (int i = 0; i < kNamesTried; ++i) {
    temporary = path + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(i);
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
  return kNoFile;
}

}  // namespace

AtomicFile::AtomicFile(int descriptor, std::string path, std::string temporary)
    : descriptor_(descriptor), path_(std::move(path)), temporary_(std::move(temporary)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, kNoFile)),
      path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)) {}

AtomicFile::~AtomicFile() {
  if (descriptor_ == kNoFile) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<AtomicFile> AtomicFile::create(const std::string& path) {
  const std::string target = target_of(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::InvalidInput, path, "is a folder, a file name is expected");
  }
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_write(path, errno);
    return AtomicFile(descriptor, target, {});
  }
  std::string temporary;
  const int descriptor = open_temporary(target, 0666, temporary);
  if (descriptor < 0) return cannot_write(path, errno);
  AtomicFile file(descriptor, target, std::move(temporary));
  if (exists && ::fchmod(descriptor, status.st_mode & 07777U) != 0) {
    return cannot_write(path, errno);
  }
  return file;
}

Result<void> AtomicFile::write(std::string_view bytes) {
  GV_CHECK(descriptor_ != kNoFile);
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_write(path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> AtomicFile::commit() {
  GV_CHECK(descriptor_ != kNoFile);
  if (temporary_.empty()) {
    if (::close(std::exchange(descriptor_, kNoFile)) != 0) return cannot_write(path_, errno);
    return {};
  }
  // The bytes must be on disk before the name is: else a crash leaves an empty file under it.
  if (::fsync(descriptor_) != 0) return cannot_write(path_, errno);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot_write(path_, errno);
  ::close(std::exchange(descriptor_, kNoFile));
  // The name itself lives in the folder. Some file systems cannot flush a folder: that is no error.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

Result<void> check_writable(const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return {};
  GV_TRY(AtomicFile::create(path));
  return {};
}

Result<void> write_atomic(const std::string& path, std::string_view bytes) {
  GV_TRY(auto file, AtomicFile::create(path));
  GV_TRY(file.write(bytes));
  return file.commit();
}

}  // namespace gv::file

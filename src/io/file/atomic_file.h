#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::file {

/// A file that appears whole or not at all: bytes go to a temporary file in the same folder, which
/// `commit` flushes to disk and renames over `path`. Without `commit` nothing remains of it.
///
/// A symbolic link is followed. The permissions of a file already there are kept. A device or a
/// pipe
/// (`/dev/stdout`) is written straight through, since it cannot be replaced. Not thread-safe.
class AtomicFile {
 public:
  /// Errors: NotFound: no such folder. InvalidInput: `path` is a folder, or the system's reason.
  [[nodiscard]] static Result<AtomicFile> create(const std::string& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  /// Errors: InvalidInput with the system's reason (disk full).
  [[nodiscard]] Result<void> write(std::string_view bytes);

  /// Makes the file visible; nothing may be written afterwards.
  /// Errors: InvalidInput with the system's reason; then `path` is as it was.
  [[nodiscard]] Result<void> commit();

 private:
  AtomicFile(int descriptor, std::string path, std::string temporary);

  int descriptor_;
  std::string path_;
  std::string temporary_;  ///< empty: written straight through
};

/// Whether `path` could be written, for telling before long work and not after it. Nothing of the
/// question remains; a device or a pipe is not touched, since its reader would notice.
/// Errors: those of `AtomicFile::create`.
[[nodiscard]] Result<void> check_writable(const std::string& path);

/// `AtomicFile` for bytes that are all there.
[[nodiscard]] Result<void> write_atomic(const std::string& path, std::string_view bytes);

}  // namespace gv::file

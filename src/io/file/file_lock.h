#pragma once

#include <string>

#include "base/result.h"

namespace gv::file {

/// Holds a file for this process alone. The lock goes with the process, however that ends, so it
/// cannot be left behind; the file itself stays.
class FileLock {
 public:
  /// Makes the file where it is missing (0600).
  /// Errors: Conflict when another process holds it; NotFound, InvalidInput with the system's
  /// reason.
  [[nodiscard]] static Result<FileLock> take(const std::string& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace gv::file

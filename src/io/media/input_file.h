#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"
#include "io/media/probe.h"

namespace gv::media {

/// An open regular file, read at any place. Owns the descriptor. `name` is for messages.
class InputFile {
 public:
  /// Follows symbolic links.
  /// Errors: NotFound, UnusableInput (no permission), EmptyFile, UnsupportedMedia (a folder, a
  /// device), LimitSize.
  [[nodiscard]] static Result<InputFile> open(const std::string& path, const Limits& limits);
  /// Takes over a descriptor that is open for reading. Errors: as `open`.
  [[nodiscard]] static Result<InputFile> adopt(int descriptor, std::string name,
                                               const Limits& limits);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Fills the front of `buffer` with the bytes from `offset`; fewer at the end of the file or
  /// where the system fails.
  [[nodiscard]] std::size_t read_at(std::int64_t offset, std::span<std::uint8_t> buffer) const;

  /// SHA-256 of the whole file, 64 hex digits. About 0.5 ms per MB.
  /// Errors: UnusableInput: it cannot be read to its end.
  [[nodiscard]] Result<std::string> sha256() const;

 private:
  InputFile(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

  int descriptor_;
  std::string name_;
  std::int64_t size_{0};
};

}  // namespace gv::media

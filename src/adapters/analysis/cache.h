#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace gv::analysis {

/// Stored documents and measurements, so that a file that was analysed is not decoded again. A
/// folder of files, each written whole; several processes may share it. What cannot be read counts
/// as not there.
class Cache {
 public:
  /// `folder` is made when something is stored.
  explicit Cache(std::string folder) : folder_(std::move(folder)) {}

  /// $XDG_CACHE_HOME/geminivideo/analysis, by default below ~/.cache.
  [[nodiscard]] static std::string default_folder();

  /// The digest of a file as far as it is known without reading it: path, size, time of change and
  /// inode are those of last time.
  [[nodiscard]] std::optional<std::string> known_sha256(const std::string& path) const;
  /// Errors: those of writing.
  [[nodiscard]] Result<void> remember_sha256(const std::string& path, const std::string& sha256);

  [[nodiscard]] std::optional<std::string> document(const std::string& key) const;
  /// Errors: those of writing.
  [[nodiscard]] Result<void> store_document(const std::string& key, const std::string& json);

  /// What documents are made of: `measurement_text`.
  [[nodiscard]] std::optional<std::string> measurement(const std::string& key) const;
  /// Errors: those of writing.
  [[nodiscard]] Result<void> store_measurement(const std::string& key, const std::string& text);

 private:
  std::string folder_;
};

}  // namespace gv::analysis

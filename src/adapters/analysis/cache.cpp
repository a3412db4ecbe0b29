#include "adapters/analysis/cache.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "io/file/atomic_file.h"
#include "io/file/file.h"

namespace gv::analysis {
namespace {

namespace fs = std::filesystem;

/// Larger than any document or measurement of an hour of video.
constexpr std::uint64_t kEntryBytesMax = 1ULL << 30;

/// What has to be the same for a file to count as unchanged; empty when it cannot be looked at.
std::string stamp_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return fmt::format("{} {}.{:09} {}:{}", status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_dev, status.st_ino);
}

std::string path_key(const std::string& path) {
  std::error_code error;
  const auto full = fs::weakly_canonical(path, error);
  return sha256_hex(error ? path : full.string());
}

std::optional<std::string> entry(const std::string& path) {
  auto text = file::read(path, kEntryBytesMax);
  if (!text) return std::nullopt;
  return *std::move(text);
}

Result<void> write(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) {
    return fail(ErrorCode::InvalidInput, path.parent_path().string(),
                "cannot be made: " + error.message());
  }
  return file::write_atomic(path.string(), bytes);
}

}  // namespace

std::string Cache::default_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache != '\0') return std::string(cache) + "/geminivideo/analysis";
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : "/tmp") + "/.cache/geminivideo/analysis";
}

std::optional<std::string> Cache::known_sha256(const std::string& path) const {
  const std::string stamp = stamp_of(path);
  const auto known = file::read(folder_ + "/files/" + path_key(path));
  constexpr std::size_t kDigits = 64;
  if (stamp.empty() || !known || known->size() != stamp.size() + 1 + kDigits) return std::nullopt;
  if (known->compare(0, stamp.size(), stamp) != 0) return std::nullopt;
  return known->substr(stamp.size() + 1);
}

Result<void> Cache::remember_sha256(const std::string& path, const std::string& sha256) {
  return write(folder_ + "/files/" + path_key(path), stamp_of(path) + "\n" + sha256);
}

std::optional<std::string> Cache::document(const std::string& key) const {
  return entry(folder_ + "/documents/" + key + ".json");
}

Result<void> Cache::store_document(const std::string& key, const std::string& json) {
  return write(folder_ + "/documents/" + key + ".json", json);
}

std::optional<std::string> Cache::measurement(const std::string& key) const {
  return entry(folder_ + "/measurements/" + key);
}

Result<void> Cache::store_measurement(const std::string& key, const std::string& text) {
  return write(folder_ + "/measurements/" + key, text);
}

}  // namespace gv::analysis

#include "cli/video_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace gv::cli {
namespace {

namespace fs = std::filesystem;

bool is_video_name(const fs::path& path) {
  static constexpr std::array kEndings{".mp4", ".mov", ".m4v",  ".3gp", ".mkv", ".webm", ".avi",
                                       ".ts",  ".mpg", ".mpeg", ".flv", ".ogv", ".gif"};
  std::string ending = path.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

Result<std::vector<std::string>> in_folder(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const auto& entry = *entries;
    if (is_hidden(entry.path())) {
      if (entry.is_directory(error)) entries.disable_recursion_pending();
      continue;
    }
    if (entry.is_symlink(error) || !entry.is_regular_file(error)) continue;
    if (is_video_name(entry.path())) found.push_back(entry.path().string());
  }
  if (error) return fail(ErrorCode::NotFound, folder, "cannot be read: " + error.message());
  if (found.empty()) return fail(ErrorCode::NotFound, folder, "holds no video files");
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Result<std::vector<std::string>> video_files(const std::vector<std::string>& arguments) {
  std::vector<std::string> files;
  for (const auto& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      GV_TRY(const auto found, in_folder(argument));
      files.insert(files.end(), found.begin(), found.end());
    } else {
      files.push_back(argument);
    }
  }
  return files;
}

}  // namespace gv::cli

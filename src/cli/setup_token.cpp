#include "cli/setup_token.h"

#include <filesystem>
#include <system_error>

#include "io/file/atomic_file.h"

namespace gv::cli {

Result<void> keep_setup_token(const std::string& folder, const std::optional<std::string>& token) {
  const auto path = (std::filesystem::path(folder) / "setup_token").string();
  std::error_code ignored;
  std::filesystem::remove(path, ignored);  // its permissions would be kept
  if (!token) return {};
  return file::write_atomic(path, *token + "\n");
}

}  // namespace gv::cli

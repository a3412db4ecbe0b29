#include "cli/demo_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace gv::cli {
namespace {

namespace fs = std::filesystem;

Result<void> make_kept(const std::string& keep) {
  std::error_code trouble;
  const auto status = fs::status(keep, trouble);
  if (fs::exists(status) && !fs::is_directory(status)) {
    return fail(ErrorCode::InvalidInput, "--keep",
                "must be a folder, got \"" + keep + "\", which is none");
  }
  fs::create_directories(keep, trouble);
  const bool empty = !trouble && fs::is_empty(keep, trouble);
  if (trouble) {
    return fail(
        ErrorCode::InvalidInput, "--keep",
        "must be a folder that can be made and read, got \"" + keep + "\": " + trouble.message());
  }
  if (!empty) return fail(ErrorCode::Refused, "--keep", "is not empty: " + keep);
  return {};
}

}  // namespace

Result<DemoFolder> DemoFolder::make(const std::string& keep) {
  if (!keep.empty()) {
    GV_TRY(make_kept(keep));
    return DemoFolder(keep, false);
  }
  std::error_code trouble;
  const auto base = fs::temp_directory_path(trouble);
  auto pattern = (base / "geminivideo-demo-XXXXXX").string();
  if (trouble || ::mkdtemp(pattern.data()) == nullptr) {
    return fail(ErrorCode::NotAvailable, "demo",
                "needs a temporary folder, and none can be made in \"" + base.string() + "\"",
                "name one that can be written by TMPDIR, or use --keep DIR");
  }
  return DemoFolder(pattern, true);
}

DemoFolder::DemoFolder(DemoFolder&& other) noexcept
    : path_(std::move(other.path_)), goes_(std::exchange(other.goes_, false)) {}

DemoFolder::~DemoFolder() {
  std::error_code ignored;
  if (goes_) fs::remove_all(path_, ignored);
}

}  // namespace gv::cli

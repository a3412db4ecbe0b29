#include "adapters/objects/folder_path.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gv::objects {
namespace {

bool is_segment(std::string_view segment) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return !segment.empty() && segment.front() != '.' &&
         segment.find_first_not_of(kPlain) == std::string_view::npos;
}

}  // namespace

bool is_key(std::string_view key) {
  for (;;) {
    const auto end = std::min(key.find('/'), key.size());
    if (!is_segment(key.substr(0, end))) return false;
    if (end == key.size()) return true;
    key.remove_prefix(end + 1);
  }
}

Result<void> make_folder(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path().string();
  if (::mkdir(path.c_str(), 0700) == 0) return flush_folder(parent);
  if (errno == EEXIST) return {};
  if (errno != ENOENT) return disk_trouble(errno);
  GV_TRY(make_folder(parent));
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return disk_trouble(errno);
  return flush_folder(parent);
}

Result<void> flush_folder(const std::string& path) {
  const int folder = ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return disk_trouble(errno);
  const int trouble = ::fsync(folder) == 0 ? 0 : errno;
  ::close(folder);
  const bool cannot = trouble == EINVAL || trouble == ENOTSUP;
  if (trouble != 0 && !cannot) return disk_trouble(trouble);
  return {};
}

tl::unexpected<Error> disk_trouble(int reason) {
  const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  return fail(full ? ErrorCode::StorageFull : ErrorCode::Unavailable, "objects",
              full ? "No room is left for media." : "The folder of media cannot be used.",
              std::generic_category().message(reason));
}

}  // namespace gv::objects

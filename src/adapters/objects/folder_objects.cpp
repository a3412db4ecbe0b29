#include "adapters/objects/folder_objects.h"

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/objects/folder_path.h"
#include "base/check.h"
#include "base/hash.h"

namespace gv::objects {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDrafts = "drafts";
constexpr std::size_t kPiece = 1u << 20;

/// Up to `bytes` from `offset`; fewer at the end.
Result<std::string> read_piece(int descriptor, std::uint64_t offset, std::size_t bytes) {
  std::string piece(bytes, '\0');
  std::size_t had = 0;
  while (had < bytes) {
    const ssize_t count =
        ::pread(descriptor, piece.data() + had, bytes - had, static_cast<off_t>(offset + had));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return disk_trouble(errno);
    if (count == 0) break;
    had += static_cast<std::size_t>(count);
  }
  piece.resize(had);
  return piece;
}

class FileDraft final : public app::Draft {
 public:
  FileDraft(int descriptor, std::string path, std::uint64_t size, bool stays)
      : descriptor_(descriptor), path_(std::move(path)), size_(size), stays_(stays) {}
  ~FileDraft() override {
    ::close(descriptor_);
    if (!stays_) ::unlink(path_.c_str());
  }
  FileDraft(const FileDraft&) = delete;
  FileDraft& operator=(const FileDraft&) = delete;

  Result<void> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t count =
          ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return disk_trouble(errno);
      size_ += static_cast<std::uint64_t>(count);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
  }
  Result<void> cut(std::uint64_t size) {
    if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) return disk_trouble(errno);
    size_ = size;
    return {};
  }
  Result<void> flush() override {
    if (::fsync(descriptor_) != 0) return disk_trouble(errno);
    return {};
  }
  [[nodiscard]] std::uint64_t size() const override { return size_; }
  Result<std::string> sha256() override {
    Sha256 digest;
    for (std::uint64_t at = 0; at < size_;) {
      GV_TRY(const auto piece, read_piece(descriptor_, at, kPiece));
      if (piece.empty()) return fail(ErrorCode::Unavailable, "draft", "lost its bytes");
      digest.add(piece);
      at += piece.size();
    }
    return digest.hex();
  }
  [[nodiscard]] const std::string& path() const override { return path_; }

 private:
  const int descriptor_;
  const std::string path_;
  std::uint64_t size_;
  const bool stays_;
};

class FileReader final : public app::ObjectReader {
 public:
  FileReader(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  ~FileReader() override { ::close(descriptor_); }
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  Result<std::string> read(std::uint64_t offset, std::size_t bytes) override {
    return read_piece(descriptor_, offset, bytes);
  }

 private:
  const int descriptor_;
  const std::uint64_t size_;
};

/// Puts a copy in the place of a file, durably, which keeps its other names.
Result<void> replace_by_copy(const std::string& path) {
  const auto copy = path + ".copy";
  std::error_code trouble;
  fs::copy_file(path, copy, fs::copy_options::overwrite_existing, trouble);
  if (trouble) return disk_trouble(trouble.value());
  const int file = ::open(copy.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return disk_trouble(errno);
  const int flushed = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  if (flushed != 0) return disk_trouble(flushed);
  if (::rename(copy.c_str(), path.c_str()) != 0) return disk_trouble(errno);
  return flush_folder(fs::path(path).parent_path().string());
}

/// Whether a file still has the name it was opened by.
bool is_named(const struct stat& file, const std::string& path) {
  struct stat named {};
  return ::stat(path.c_str(), &named) == 0 && named.st_dev == file.st_dev &&
         named.st_ino == file.st_ino;
}

bool is_older(const fs::directory_entry& entry, TimePoint before) {
  struct stat status {};
  if (::lstat(entry.path().c_str(), &status) != 0) return false;
  const auto written = std::chrono::seconds(status.st_mtim.tv_sec);
  return TimePoint(std::chrono::duration_cast<Millis>(written)) < before;
}

}  // namespace

std::string FolderObjects::path_of(std::string_view key) const {
  GV_CHECK(is_key(key));
  return fmt::format("{}/{}", root_, key);
}

/// Unlike those of uploads, which are UUIDs. Another process may have the same one, in another
/// container with the same number: whoever makes a file of this name fails then and takes the next.
std::string FolderObjects::new_name() { return fmt::format("new-{}-{}", ::getpid(), ++drafts_); }

Result<std::string> FolderObjects::draft_path(const AccountId& account, std::string_view name) {
  const auto folder = path_of(fmt::format("{}/{}", account.text(), kDrafts));
  GV_TRY(make_folder(folder));
  GV_CHECK(is_key(name));
  return fmt::format("{}/{}", folder, name);
}

Result<std::unique_ptr<app::Draft>> FolderObjects::draft(const AccountId& account) {
  for (;;) {
    GV_TRY(auto path, draft_path(account, new_name()));
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) return std::make_unique<FileDraft>(file, std::move(path), 0, false);
    if (errno != EEXIST) return disk_trouble(errno);
  }
}

Result<std::unique_ptr<app::Draft>> FolderObjects::named_draft(const AccountId& account,
                                                               std::string_view name,
                                                               const app::DraftSize& size) {
  GV_TRY(const auto path, draft_path(account, name));
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return disk_trouble(errno);
  auto draft = std::make_unique<FileDraft>(file, path, 0, true);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    return fail(ErrorCode::Conflict, "draft", "Another request is writing it.");
  }
  struct stat status {};
  if (::fstat(file, &status) != 0) return disk_trouble(errno);
  // Between opening and locking it was thrown away, or a copy came in its place.
  if (!is_named(status, path)) {
    return fail(ErrorCode::Conflict, "draft", "Another request is writing it.");
  }
  GV_TRY(const auto counts, size());
  // It was placed, and what should have followed broke off. The object is the same file, perhaps
  // under a row that another upload of these bytes has long had: nobody writes to it again.
  if (status.st_nlink > 1) {
    GV_TRY(replace_by_copy(path));
    draft.reset();
    return named_draft(account, name, size);
  }
  if (static_cast<std::uint64_t>(status.st_size) < counts) {
    return fail(ErrorCode::UnusableInput, "draft",
                fmt::format("holds {} bytes of {}", status.st_size, counts));
  }
  GV_TRY(draft->cut(counts));
  return draft;
}

void FolderObjects::discard(const AccountId& account, std::string_view name) {
  GV_CHECK(is_key(name));
  ::unlink(path_of(fmt::format("{}/{}/{}", account.text(), kDrafts, name)).c_str());
}

Result<void> FolderObjects::place(const app::Draft& draft, std::string_view key) {
  const fs::path path = path_of(key);
  const auto folder = path.parent_path().string();
  GV_TRY(make_folder(folder));
  std::string between = fmt::format("{}/{}", folder, new_name());
  while (::link(draft.path().c_str(), between.c_str()) != 0) {
    if (errno != EEXIST) return disk_trouble(errno);
    between = fmt::format("{}/{}", folder, new_name());
  }
  if (::rename(between.c_str(), path.c_str()) != 0) return disk_trouble(errno);
  // Two names of one file: renaming does nothing then, and leaves both.
  ::unlink(between.c_str());
  return flush_folder(folder);
}

Result<void> FolderObjects::put(std::string_view key, std::string_view bytes) {
  GV_CHECK(is_key(key));
  GV_TRY(const auto made, draft(AccountId(std::string(key.substr(0, key.find('/'))))));
  GV_TRY(made->write(bytes));
  GV_TRY(made->flush());
  return place(*made, key);
}

bool FolderObjects::has(std::string_view key) const {
  return ::access(path_of(key).c_str(), R_OK) == 0;
}

Result<std::unique_ptr<app::ObjectReader>> FolderObjects::open(std::string_view key) {
  const int file = ::open(path_of(key).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return fail(ErrorCode::NotFound, "objects", "There is no such file.");
  }
  if (file < 0) return disk_trouble(errno);
  struct stat status {};
  if (::fstat(file, &status) != 0) {
    ::close(file);
    return disk_trouble(errno);
  }
  return std::make_unique<FileReader>(file, static_cast<std::uint64_t>(status.st_size));
}

void FolderObjects::remove(std::string_view key) {
  std::error_code ignored;  // what remains is swept one day
  fs::remove_all(path_of(key), ignored);
}

Result<std::int64_t> FolderObjects::sweep(
    TimePoint before, const std::function<Result<bool>(std::string_view key)>& wanted) {
  std::int64_t removed = 0;
  std::error_code trouble;
  std::error_code ignored;
  // A folder may go while it is looked through; what was not seen then is seen next time.
  for (fs::recursive_directory_iterator at(root_, trouble), end; !trouble && at != end;
       at.increment(trouble)) {
    const auto& entry = *at;
    if (!entry.is_regular_file(ignored) || !is_older(entry, before)) continue;
    const auto key = fs::path(entry.path()).lexically_relative(root_).string();
    const auto account_end = key.find('/');
    const bool temporary = key.find("/drafts/", account_end) == account_end ||
                           entry.path().filename().string().starts_with("new-");
    if (!temporary) {
      GV_TRY(const bool keeps, wanted(key));
      // It may have come again while that was asked.
      if (keeps || !is_older(entry, before)) continue;
    }
    if (fs::remove(entry.path(), ignored)) ++removed;
  }
  return removed;
}

}  // namespace gv::objects

// The disk fails at the n-th call that changes something, for every n that a scripted day makes:
// what was acknowledged is there and whole afterwards, and nothing half is under any name.
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "adapters/objects/folder_objects.h"

namespace {

/// Calls counted since the day began, and the one that fails; 0: none does.
int calls = 0;
int failing_call = 0;
int failing_error = 0;

/// True, with errno set, when it is the failing one's turn.
bool strikes() {
  if (++calls != failing_call) return false;
  errno = failing_error;
  return true;
}

}  // namespace

// In place of the system's, which cannot be made to fail.
extern "C" {
ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  const bool struck = strikes();
  // A failing disk takes the first half, a full one as well.
  if (struck) ::syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset);
  if (struck) errno = failing_error;
  return struck ? -1 : ::syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}
int fsync(int descriptor) {
  return strikes() ? -1 : static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int ftruncate(int descriptor, off_t size) noexcept {
  return strikes() ? -1 : static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
}
int link(const char* from, const char* to) noexcept {
  return strikes() ? -1 : static_cast<int>(::syscall(SYS_link, from, to));
}
int rename(const char* from, const char* to) noexcept {
  return strikes() ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}
int open(const char* path, int flags, ...) {
  std::va_list more;
  va_start(more, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
  va_end(more);
  if ((flags & O_CREAT) != 0 && strikes()) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}
}

namespace gv::objects {
namespace {

namespace fs = std::filesystem;

constexpr int kObjects = 22;
constexpr int kStepOfSmoke = 10;

/// What the day was told.
struct Told {
  std::map<std::string, std::string> stored{};  ///< acknowledged, by key
  std::map<std::string, std::string> tried{};   ///< whatever is under a key is this
  std::uint64_t draft_bytes{0};                 ///< of the upload in pieces
};

const AccountId kGym("gym");

std::string content(int number) {
  return fmt::format("object {} ", number) +
         std::string(static_cast<std::size_t>(number % 5) * 3'000, 'x');
}

/// Three pieces and a flush, then the name.
Result<void> upload(FolderObjects& objects, const std::string& key, const std::string& bytes) {
  GV_TRY(const auto draft, objects.draft(kGym));
  const auto third = bytes.size() / 3;
  GV_TRY(draft->write(bytes.substr(0, third)));
  GV_TRY(draft->write(bytes.substr(third, third)));
  GV_TRY(draft->write(bytes.substr(2 * third)));
  GV_TRY(draft->flush());
  return objects.place(*draft, key);
}

/// One more piece of an upload that goes on over days.
void send_piece(FolderObjects& objects, Told& told) {
  auto draft =
      objects.named_draft(kGym, "resumed", [&] { return Result<std::uint64_t>(told.draft_bytes); });
  if (!draft) return;
  const std::string piece(1'000, 'p');
  if ((*draft)->write(piece) && (*draft)->flush()) told.draft_bytes += piece.size();
}

Told live_through(const std::string& root) {
  FolderObjects objects(root);
  Told told;
  for (int number = 0; number < kObjects; ++number) {
    const auto key = fmt::format("gym/objects/{:02}/{}", number % 3, number);
    told.tried[key] = content(number);
    const bool done = number % 4 == 0 ? objects.put(key, content(number)).has_value()
                                      : upload(objects, key, content(number)).has_value();
    if (done) told.stored[key] = content(number);
    if (number % 2 == 0) send_piece(objects, told);
  }
  return told;
}

void expect_kept(const Told& told, const std::string& root, int nth) {
  FolderObjects objects(root);
  for (const auto& [key, bytes] : told.stored) {
    const auto read = app::read_object(objects, key);
    ASSERT_TRUE(read) << "call " << nth << ": " << key << " is lost";
    ASSERT_EQ(*read, bytes) << "call " << nth << ": " << key;
  }
  for (const auto& [key, bytes] : told.tried) {
    if (!objects.has(key)) continue;
    ASSERT_EQ(*app::read_object(objects, key), bytes) << "call " << nth << ": half of " << key;
  }
  if (told.draft_bytes == 0) return;
  const auto draft =
      objects.named_draft(kGym, "resumed", [&] { return Result<std::uint64_t>(told.draft_bytes); });
  ASSERT_TRUE(draft) << "call " << nth << ": " << draft.error();
  ASSERT_EQ((*draft)->size(), told.draft_bytes) << "call " << nth;
}

class ObjectFault : public ::testing::TestWithParam<int> {};

TEST_P(ObjectFault, NothingAcknowledgedIsLostWhereverItStrikes) {
  const bool full_run = std::getenv("GV_PROVE") != nullptr;
  std::string pattern = (fs::temp_directory_path() / "gv-objects-XXXXXX").string();
  const std::string folder = ::mkdtemp(pattern.data());
  int struck = 0;
  for (int nth = 1;; nth += full_run ? 1 : kStepOfSmoke, ++struck) {
    const auto root = fmt::format("{}/{}", folder, nth);
    calls = 0;
    failing_call = nth;
    failing_error = GetParam();
    const Told told = live_through(root);
    const bool reached = calls >= nth;
    failing_call = 0;
    if (!reached) break;
    ASSERT_NO_FATAL_FAILURE(expect_kept(told, root, nth));
    fs::remove_all(root);
  }
  fs::remove_all(folder);
  RecordProperty("struck", struck);
  EXPECT_GE(struck, full_run ? 200 : 20);
}

INSTANTIATE_TEST_SUITE_P(Faults, ObjectFault, ::testing::Values(EIO, ENOSPC),
                         [](const auto& fault) { return fault.param == EIO ? "Io" : "Full"; });

}  // namespace
}  // namespace gv::objects

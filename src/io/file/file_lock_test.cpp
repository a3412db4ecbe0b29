#include "io/file/file_lock.h"

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gv::file {
namespace {

std::string some_path() {
  const auto name = "gv_file_lock_" + std::to_string(::getpid());
  return (std::filesystem::temp_directory_path() / name).string();
}

TEST(FileLock, OneHolderAtATime) {
  const auto path = some_path();
  std::optional<FileLock> first(*FileLock::take(path));

  const auto second = FileLock::take(path);
  first.reset();
  const auto third = FileLock::take(path);

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_TRUE(third);
  std::filesystem::remove(path);
}

TEST(FileLock, SaysWhyItCannotBeMade) {
  const auto lock = FileLock::take("/nowhere/at/all.lock");

  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace gv::file

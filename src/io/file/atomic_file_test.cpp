#include "io/file/atomic_file.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/file/file.h"

namespace gv::file {
namespace {

namespace fs = std::filesystem;

class AtomicFileTest : public ::testing::Test {
 protected:
  AtomicFileTest() {
    std::string pattern = ::testing::TempDir() + "gv_atomic_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~AtomicFileTest() override { fs::remove_all(folder_); }

  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  std::string folder_;
};

TEST_F(AtomicFileTest, ReplacesTheOldContentAndLeavesNothingElse) {
  const std::string path = folder_ + "/out.json";
  ASSERT_TRUE(write_atomic(path, "old and longer"));

  ASSERT_TRUE(write_atomic(path, "new"));

  EXPECT_EQ(read(path), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFileTest, WithoutACommitTheOldContentStays) {
  const std::string path = folder_ + "/out.json";
  ASSERT_TRUE(write_atomic(path, "old"));
  {
    auto file = AtomicFile::create(path);
    ASSERT_TRUE(file) << file.error();
    ASSERT_TRUE(file->write("half of the n"));
  }

  EXPECT_EQ(read(path), "old");
  EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFileTest, TwoWritersOfOnePathDoNotMix) {
  const std::string path = folder_ + "/out.json";
  auto one = AtomicFile::create(path);
  auto two = AtomicFile::create(path);
  ASSERT_TRUE(one && two);
  ASSERT_TRUE(one->write("one"));
  ASSERT_TRUE(two->write("two"));

  ASSERT_TRUE(one->commit());
  ASSERT_TRUE(two->commit());

  EXPECT_EQ(read(path), "two");
  EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFileTest, KeepsPermissionsAndFollowsALink) {
  const std::string path = folder_ + "/real.json";
  const std::string link = folder_ + "/link.json";
  ASSERT_TRUE(write_atomic(path, "old"));
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(path, link);

  ASSERT_TRUE(write_atomic(link, "new"));

  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(read(path), "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AtomicFileTest, ADeviceIsWrittenThroughAndNotReplaced) {
  EXPECT_TRUE(write_atomic("/dev/null", "gone"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(AtomicFileTest, AFolderOrAMissingFolderIsRefused) {
  const auto folder = write_atomic(folder_, "x");
  const auto missing = write_atomic(folder_ + "/none/out.json", "x");

  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::InvalidInput);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

TEST_F(AtomicFileTest, AskingWhetherAPlaceCanBeWrittenLeavesNothing) {
  EXPECT_TRUE(check_writable(folder_ + "/out.json"));
  EXPECT_TRUE(check_writable("/dev/null"));
  EXPECT_FALSE(check_writable(folder_));
  EXPECT_FALSE(check_writable(folder_ + "/none/out.json"));
  EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace gv::file

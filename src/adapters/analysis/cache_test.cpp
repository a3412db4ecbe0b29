#include "adapters/analysis/cache.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gv::analysis {
namespace {

namespace fs = std::filesystem;

class CacheTest : public ::testing::Test {
 protected:
  CacheTest() { fs::create_directories(folder_); }
  ~CacheTest() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) const {
    const auto path = folder_ / name;
    std::ofstream(path) << bytes;
    return path.string();
  }

  fs::path folder_ = fs::temp_directory_path() / ("gv_cache_" + std::to_string(::getpid()));
  Cache cache_{(folder_ / "cache").string()};
};

TEST_F(CacheTest, KnowsADigestUntilTheFileChanges) {
  const auto path = write("a.mp4", "one");
  EXPECT_FALSE(cache_.known_sha256(path));
  ASSERT_TRUE(cache_.remember_sha256(path, std::string(64, 'a')));
  EXPECT_EQ(cache_.known_sha256(path), std::string(64, 'a'));
  write("a.mp4", "other");
  EXPECT_FALSE(cache_.known_sha256(path));
}

TEST_F(CacheTest, AReplacedFileOfTheSameSizeIsAnotherFile) {
  const auto path = write("a.mp4", "one");
  ASSERT_TRUE(cache_.remember_sha256(path, std::string(64, 'a')));
  const auto other = write("b.mp4", "two");
  fs::last_write_time(other, fs::last_write_time(path));
  fs::rename(other, path);
  EXPECT_FALSE(cache_.known_sha256(path));
}

TEST_F(CacheTest, GivesBackWhatWasStored) {
  EXPECT_FALSE(cache_.document("k"));
  EXPECT_FALSE(cache_.measurement("k"));
  ASSERT_TRUE(cache_.store_document("k", "{}"));
  ASSERT_TRUE(cache_.store_measurement("k", "m"));
  EXPECT_EQ(cache_.document("k"), "{}");
  EXPECT_EQ(cache_.measurement("k"), "m");
}

TEST_F(CacheTest, ADamagedEntryCountsAsNotThere) {
  const auto path = write("a.mp4", "one");
  ASSERT_TRUE(cache_.remember_sha256(path, "short"));
  EXPECT_FALSE(cache_.known_sha256(path));
}

}  // namespace
}  // namespace gv::analysis

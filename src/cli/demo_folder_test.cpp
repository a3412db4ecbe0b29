#include "cli/demo_folder.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gv::cli {
namespace {

namespace fs = std::filesystem;

class DemoFolderTest : public ::testing::Test {
 protected:
  DemoFolderTest() { fs::create_directories(work_); }
  ~DemoFolderTest() override { fs::remove_all(work_); }

  [[nodiscard]] std::string below(const std::string& name) const { return (work_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(below(name)) << bytes;
    return below(name);
  }

  fs::path work_ = fs::temp_directory_path() / ("gv_demo_folder_" + std::to_string(::getpid()));
};

TEST_F(DemoFolderTest, ATemporaryOneGoesWithItsContents) {
  std::string path;
  {
    const auto folder = DemoFolder::make("");
    ASSERT_TRUE(folder) << folder.error();
    path = folder->path();
    std::ofstream(path + "/store") << "x";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(DemoFolderTest, OneThatIsKeptStays) {
  { ASSERT_TRUE(DemoFolder::make(below("a/b"))); }
  EXPECT_TRUE(fs::is_directory(below("a/b")));
  EXPECT_TRUE(DemoFolder::make(below("a/b"))) << "empty still";
}

TEST_F(DemoFolderTest, AFileIsNoFolderWhateverItHolds) {
  for (const auto& file : {write("empty", ""), write("full", "x"), write("other", "") + "/below"}) {
    const auto folder = DemoFolder::make(file);
    ASSERT_FALSE(folder) << file;
    EXPECT_EQ(folder.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(folder.error().where, "--keep");
  }
}

TEST_F(DemoFolderTest, WhatIsInUseIsRefused) {
  write("store", "x");
  const auto folder = DemoFolder::make(work_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::Refused);
}

}  // namespace
}  // namespace gv::cli

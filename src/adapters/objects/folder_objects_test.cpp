#include "adapters/objects/folder_objects.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "adapters/objects/folder_path.h"
#include "base/check.h"

namespace {

/// What flushing fails with from now on; 0: it works.
int flush_trouble = 0;

}  // namespace

/// In place of the system's, which cannot be made to fail.
extern "C" int fsync(int descriptor) {
  if (flush_trouble == 0) return static_cast<int>(::syscall(SYS_fsync, descriptor));
  errno = flush_trouble;
  return -1;
}

namespace gv::objects {
namespace {

namespace fs = std::filesystem;

std::string temporary_folder() {
  std::string pattern = (fs::temp_directory_path() / "gv-objects-XXXXXX").string();
  return ::mkdtemp(pattern.data());
}

class FolderObjectsTest : public ::testing::Test {
 protected:
  ~FolderObjectsTest() override {
    flush_trouble = 0;
    fs::remove_all(root);
  }

  Result<std::unique_ptr<app::Draft>> named_draft(std::string_view name, std::uint64_t size) {
    return objects.named_draft(gym, name, [size] { return size; });
  }
  std::string text(std::string_view key) { return app::read_object(objects, key).value(); }
  [[nodiscard]] std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }
  std::int64_t sweep(TimePoint before, bool wanted) {
    return objects.sweep(before, [&](std::string_view) { return Result<bool>(wanted); }).value();
  }

  const AccountId gym{"gym"};
  const std::string root{temporary_folder()};
  FolderObjects objects{root};
  const TimePoint past{};
  const TimePoint future{Millis{253'402'300'799'000}};
};

TEST_F(FolderObjectsTest, ADraftIsGoneUnlessItIsPlaced) {
  {
    const auto draft = objects.draft(gym).value();
    ASSERT_TRUE(draft->write("abc"));
    ASSERT_TRUE(draft->write("def"));
    ASSERT_TRUE(draft->flush());
    ASSERT_TRUE(objects.place(*draft, "gym/objects/ab/cd/abcd"));
    EXPECT_EQ(draft->size(), 6u);
  }

  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(text("gym/objects/ab/cd/abcd"), "abcdef");
}

TEST_F(FolderObjectsTest, PlacingTwiceIsPlacingOnce) {
  const auto draft = objects.draft(gym).value();
  ASSERT_TRUE(draft->write("abc"));

  ASSERT_TRUE(objects.place(*draft, "gym/a"));
  ASSERT_TRUE(objects.place(*draft, "gym/a"));

  EXPECT_EQ(files(), 2u) << "the draft, and one object";
  EXPECT_EQ(text("gym/a"), "abc");
}

TEST_F(FolderObjectsTest, ANamedDraftGoesOnWhereItsOffsetIs) {
  ASSERT_TRUE(named_draft("u1", 0).value()->write("abcdef"));

  const auto draft = named_draft("u1", 4).value();
  ASSERT_TRUE(draft->write("XY"));

  ASSERT_TRUE(objects.place(*draft, "gym/a"));
  EXPECT_EQ(text("gym/a"), "abcdXY");
}

TEST_F(FolderObjectsTest, AnObjectStaysAsItIsWhileItsDraftGoesOn) {
  {
    const auto draft = named_draft("u1", 0).value();
    ASSERT_TRUE(draft->write("abcdef"));
    ASSERT_TRUE(objects.place(*draft, "gym/a"));
  }

  const auto draft = named_draft("u1", 4).value();
  ASSERT_TRUE(draft->write("XY"));

  EXPECT_EQ(text("gym/a"), "abcdef");
  ASSERT_TRUE(objects.place(*draft, "gym/b"));
  EXPECT_EQ(text("gym/b"), "abcdXY");
  EXPECT_EQ(files(), 3u) << "the draft and two objects";
}

TEST_F(FolderObjectsTest, ANamedDraftHasOneWriter) {
  const auto draft = named_draft("u1", 0).value();

  EXPECT_EQ(named_draft("u1", 0).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(named_draft("u2", 0));
}

TEST_F(FolderObjectsTest, WhatCountsOfADraftIsAskedOfItsOnlyWriter) {
  ASSERT_TRUE(named_draft("u1", 0).value()->write("abcdef"));

  const auto refused = objects.named_draft(gym, "u1", [&]() -> Result<std::uint64_t> {
    EXPECT_EQ(named_draft("u1", 0).error().code, ErrorCode::Conflict);
    return fail(ErrorCode::Gone, "id", "has expired");
  });

  EXPECT_EQ(refused.error().code, ErrorCode::Gone);
  EXPECT_TRUE(named_draft("u1", 6)) << "nothing was cut off";
}

TEST_F(FolderObjectsTest, ANamedDraftThatLostBytesIsTold) {
  EXPECT_EQ(named_draft("u1", 1).error().code, ErrorCode::UnusableInput);
}

TEST_F(FolderObjectsTest, WhatIsReadStaysReadable) {
  ASSERT_TRUE(objects.put("gym/a/b", "hello"));
  const auto reader = objects.open("gym/a/b").value();

  objects.remove("gym/a");

  EXPECT_FALSE(objects.has("gym/a/b"));
  EXPECT_EQ(reader->size(), 5u);
  EXPECT_EQ(reader->read(1, 3).value(), "ell");
  EXPECT_EQ(reader->read(3, 100).value(), "lo");
  EXPECT_EQ(reader->read(9, 1).value(), "");
  EXPECT_EQ(objects.open("gym/a/b").error().code, ErrorCode::NotFound);
}

TEST_F(FolderObjectsTest, TheSweepTakesWhatIsOldAndUnwanted) {
  ASSERT_TRUE(objects.put("gym/objects/a", "x"));
  ASSERT_TRUE(named_draft("u1", 0).value()->write("abc"));

  EXPECT_EQ(sweep(past, false), 0);
  EXPECT_EQ(sweep(future, true), 1) << "the draft: nobody wants one that old";
  EXPECT_EQ(text("gym/objects/a"), "x");
  EXPECT_EQ(sweep(future, false), 1);
  EXPECT_EQ(files(), 0u);
}

// Two containers have the same process number.
TEST_F(FolderObjectsTest, DraftsOfTwoProcessesAreTwo) {
  FolderObjects others(root);
  const auto ours = objects.draft(gym).value();
  const auto theirs = others.draft(gym).value();

  ASSERT_TRUE(ours->write("ours"));
  ASSERT_TRUE(theirs->write("their own"));
  ASSERT_TRUE(objects.place(*ours, "gym/a"));
  ASSERT_TRUE(others.place(*theirs, "gym/b"));

  EXPECT_EQ(text("gym/a"), "ours");
  EXPECT_EQ(text("gym/b"), "their own");
}

TEST_F(FolderObjectsTest, FoldersMayGoWhileTheyAreSwept) {
  for (const auto* key : {"gym/a/1/x", "gym/a/2/x", "gym/b/1/x", "gym/b/2/x"}) {
    ASSERT_TRUE(objects.put(key, "x"));
  }

  const auto swept = objects.sweep(future, [&](std::string_view) {
    objects.remove("gym/a");
    objects.remove("gym/b");
    return Result<bool>(true);
  });

  EXPECT_TRUE(swept);
}

TEST_F(FolderObjectsTest, ASweepWhereNothingIsFindsNothing) {
  FolderObjects none(root + "/none");
  EXPECT_EQ(none.sweep(future, [](std::string_view) { return Result<bool>(false); }).value(), 0);
}

TEST_F(FolderObjectsTest, LinksAreNotFollowed) {
  ASSERT_TRUE(objects.put("gym/a", "x"));
  fs::create_symlink("/etc/passwd", root + "/gym/link");

  EXPECT_FALSE(objects.open("gym/link"));
}

TEST_F(FolderObjectsTest, NamesThatCouldNotBeFlushedAreTold) {
  const auto draft = named_draft("u1", 0).value();
  ASSERT_TRUE(objects.place(*draft, "gym/a"));

  flush_trouble = EIO;
  EXPECT_EQ(objects.place(*draft, "gym/a").error().code, ErrorCode::Unavailable);
  EXPECT_EQ(objects.place(*draft, "gym/new/a").error().code, ErrorCode::Unavailable);
  flush_trouble = ENOSPC;
  EXPECT_EQ(objects.place(*draft, "gym/a").error().code, ErrorCode::StorageFull);
  flush_trouble = EINVAL;
  EXPECT_TRUE(objects.place(*draft, "gym/a")) << "this file system cannot";
  flush_trouble = 0;
  EXPECT_TRUE(flush_folder("")) << "the parent of a relative path";
  EXPECT_EQ(flush_folder(root + "/none").error().code, ErrorCode::Unavailable);
}

TEST(ObjectKey, StaysBelowItsRoot) {
  EXPECT_TRUE(is_key("gym/objects/ab/cd/0f"));
  for (const auto* key : {"", "/etc/passwd", "gym/../shop/a", "..", "gym//a", "gym/", "gym/.hidden",
                          "gym/a b", "gym/a\n", "gym/%2e%2e", "gym\\a"}) {
    EXPECT_FALSE(is_key(key)) << key;
  }
}

TEST_F(FolderObjectsTest, AKeyThatWouldLeaveIsABug) {
  EXPECT_THROW(static_cast<void>(objects.open("gym/../../etc/passwd")), Bug);
  EXPECT_THROW(objects.remove(".."), Bug);
}

}  // namespace
}  // namespace gv::objects

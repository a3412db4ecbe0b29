#include "app/execute/fake_platform.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

const EntityRef kAd{EntityLevel::Ad, "11"};

Operation pause() { return UpdateEntity{.entity = kAd, .status = EntityStatus::Paused}; }

class FakePlatformTest : public testing::Test {
 protected:
  FakePlatformTest() { platform_.add({.ref = kAd, .name = "ad", .status = EntityStatus::Active}); }
  FakePlatform platform_;
};

TEST_F(FakePlatformTest, ALostAnswerIsAWriteThatHappened) {
  platform_.script(PlatformFault::DropAfter);
  const auto reply = platform_.apply(pause(), ApplyMode::Apply);
  ASSERT_FALSE(reply.result);
  EXPECT_TRUE(reply.result.error().maybe_applied);
  EXPECT_EQ(platform_.find("11")->status, EntityStatus::Paused);
}

TEST_F(FakePlatformTest, AStaleReadTellsWhatWasBefore) {
  ASSERT_TRUE(platform_.apply(pause(), ApplyMode::Apply).result);
  platform_.script(PlatformFault::StaleRead);
  EXPECT_EQ(platform_.read(kAd).result->status, EntityStatus::Active);
  EXPECT_EQ(platform_.read(kAd).result->status, EntityStatus::Paused);
}

TEST_F(FakePlatformTest, ABatchAnswersEveryItemForItself) {
  platform_.script(std::nullopt);
  platform_.script(PlatformFault::Transient);
  const std::vector<Operation> operations{pause(), pause()};
  const auto replies = platform_.apply_batch(operations, ApplyMode::Apply);
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_TRUE(replies[0].result);
  EXPECT_FALSE(replies[1].result);
  EXPECT_EQ(platform_.writes(), 1);
}

TEST_F(FakePlatformTest, ValidatingChangesNothing) {
  ASSERT_TRUE(platform_.apply(pause(), ApplyMode::ValidateOnly).result);
  EXPECT_EQ(platform_.find("11")->status, EntityStatus::Active);
  EXPECT_TRUE(platform_.applied().empty());
}

}  // namespace
}  // namespace gv::app

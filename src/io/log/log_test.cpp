#include "io/log/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::log {
namespace {

class FixedClock : public Clock {
 public:
  TimePoint now() const override { return TimePoint(Millis(1'738'310'400'000)); }
};

class LoggerTest : public ::testing::Test {
 protected:
  FixedClock clock;
  std::vector<std::string> lines;
  Logger logger{clock, Level::Info, [this](std::string_view line) { lines.emplace_back(line); }};
};

TEST_F(LoggerTest, WritesOneJsonObjectALine) {
  logger.write(Level::Info, "request",
               {{"path", "/a\"b\n"}, {"status", std::int64_t{200}}, {"ms", 1.5}, {"ok", true}});

  EXPECT_THAT(lines, ::testing::ElementsAre(
                         R"({"time":"2025-01-31T08:00:00.000000Z","level":"info",)"
                         R"("message":"request","path":"/a\"b\u000a","status":200,"ms":1.5,)"
                         R"("ok":true})"));
}

TEST_F(LoggerTest, LeavesOutWhatIsBelowItsLevel) {
  logger.write(Level::Debug, "detail", {});
  EXPECT_TRUE(lines.empty());
}

TEST_F(LoggerTest, SecretsAreNotWritten) {
  constexpr std::string_view kCanary = "CANARY0123456789";
  const std::string secret(kCanary);
  const std::string key = "key gv_12345678_" + secret + " was refused";
  const std::string url = "/hook?access_token=" + secret + "&a=b";
  const std::string header = "Authorization: Bearer " + secret;
  logger.write(Level::Error, "trouble",
               {{"X-HubSpot-Signature", kCanary},
                {"Cookie", kCanary},
                {"a", key},
                {"b", url},
                {"c", header}});

  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], ::testing::Not(::testing::HasSubstr(secret)));
  EXPECT_THAT(lines[0], ::testing::HasSubstr("&a=b"));
}

TEST(Redacted, LeavesOtherTextAlone) {
  EXPECT_EQ(redacted("GET /api/v1/ads?limit=5"), "GET /api/v1/ads?limit=5");
}

}  // namespace
}  // namespace gv::log

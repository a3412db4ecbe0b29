#include <gtest/gtest.h>

#include "adapters/meta/video_upload.h"
#include "adapters/meta_double/client_testing.h"
#include "adapters/meta_double/objects.h"
#include "base/hash.h"

namespace gv::meta_double {
namespace {

using app::EntityLevel;

class ReportsTest : public ClientTest {};

TEST_F(ReportsTest, ReportsAddUpToWhatTheMarketDid) {
  advance_hours(24 * 9);
  ask("POST", "/__sim/clock", R"({"advance_ms":900000})");
  auto meta = reports();
  app::ReportQuestion question{.first = kTestStart, .last = kTestStart + Days{9}};
  const auto sum = [&](auto of) {
    const auto rows = meta.report(question, [] { return true; });
    EXPECT_TRUE(rows.result) << rows.result.error().message;
    double total = 0.0;
    for (const auto& row : *rows.result) total += of(row);
    return total;
  };
  double spend = 0.0;
  for (const auto& one : platform_.accounts[0].totals)
    spend += static_cast<double>(one.spend_minor);
  const auto spend_of = [](const app::AdReport& row) {
    return static_cast<double>(row.spend_minor);
  };
  EXPECT_EQ(sum(spend_of), spend);
  EXPECT_GT(sum([](const app::AdReport& row) { return row.conversions; }), 0.0);
  platform_.behaviour.rows_max = 3;  // so it is made as a report
  EXPECT_EQ(sum(spend_of), spend);
  EXPECT_EQ(waited_, Millis{3'000});
  question.hourly = true;
  platform_.behaviour.rows_max = 10'000;
  EXPECT_EQ(sum(spend_of), spend);
}

TEST_F(ReportsTest, ListsWhatIsThereWithItsCreatives) {
  const auto ads = reports().list(EntityLevel::Ad);
  ASSERT_TRUE(ads.result) << ads.result.error().message;
  EXPECT_EQ(ads.result->size(), platform_.accounts[0].market.size());
  EXPECT_FALSE(ads.result->front().creative_id.empty());
  EXPECT_EQ(reports().list(EntityLevel::Campaign).result->front().objective, "OUTCOME_SALES");
}

TEST_F(ReportsTest, VideosArriveWholeWhateverIsLostOnTheWay) {
  std::string bytes;
  for (int i = 0; i < 3'000'000; ++i) bytes += static_cast<char>(i * 31 % 251);
  fault(R"({"match":{"path_regex":"advideos"},"action":"drop_after","share":0.5,"times":2})");
  const meta::Graph graph(config(), send());
  const meta::VideoFile file{
      .size = static_cast<std::int64_t>(bytes.size()),
      .read = [&](std::int64_t begin, std::int64_t count) -> Result<std::string> {
        return bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(count));
      },
      .title = "clip"};
  auto video =
      meta::upload_video(graph, file, {.wait = [this](Millis pause) { waited_ += pause; }});
  if (!video.result) {  // the start was lost: begun anew
    video = meta::upload_video(graph, file, {.wait = [this](Millis pause) { waited_ += pause; }});
  }
  ASSERT_TRUE(video.result) << video.result.error().message;
  EXPECT_EQ(find_object(platform_, *video.result)->text("content_hash"), sha256_hex(bytes));
}

}  // namespace
}  // namespace gv::meta_double

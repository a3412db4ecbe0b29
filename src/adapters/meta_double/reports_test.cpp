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

TEST_F(ReportsTest, AVideoIsReadyAWhileAfterItsUploadAndThenACreativeShowsIt) {
  const app::VideoBytes bytes{
      .size = 3, .read = [](std::int64_t, std::int64_t) { return Result<std::string>("abc"); }};
  auto meta = client();
  const auto video = meta.upload({.level = EntityLevel::Video, .name = "clip gv-1"}, bytes);
  ASSERT_TRUE(video.result) << video.result.error().message;
  const app::EntityRef ref{EntityLevel::Video, video.result->id};
  const auto found = meta.find_by_name(EntityLevel::Video, "gv-1");
  ASSERT_EQ(found.result->size(), 1u);
  EXPECT_EQ(found.result->front().ref, ref);
  EXPECT_EQ(meta.read_many({&ref, 1}).result->at(0).readiness, app::Readiness::Processing);
  EXPECT_EQ(meta.read_many({&ref, 1}).result->at(0).readiness, app::Readiness::Ready);

  const auto creative = meta.apply(
      app::CreateEntity{
          .level = EntityLevel::Creative,
          .name = "clip gv-2",
          .parent_id = ref.id,
          .fields = R"({"object_story_spec":{"page_id":"5","video_data":{"title":"t"}}})"},
      app::ApplyMode::Apply);
  ASSERT_TRUE(creative.result) << creative.result.error().message;
  const auto made = get(creative.result->id + "?fields=object_story_spec");
  const auto& shown = made.at("object_story_spec").at("video_data").as_object();
  EXPECT_EQ(text(shown, "video_id"), ref.id);
  EXPECT_NE(text(shown, "image_url"), "");
}

TEST_F(ReportsTest, AnUploadThatIsBrokenOffIsNoVideo) {
  const app::VideoBytes broken{.size = 3,
                               .read = [](std::int64_t, std::int64_t) -> Result<std::string> {
                                 return fail(ErrorCode::Cancelled, "upload", "was broken off");
                               }};
  auto meta = client();
  const auto video = meta.upload({.level = EntityLevel::Video, .name = "clip gv-1"}, broken);
  ASSERT_FALSE(video.result);
  EXPECT_EQ(video.result.error().error_class, execute::ErrorClass::Transient);
  EXPECT_FALSE(video.result.error().maybe_applied);
  EXPECT_TRUE(meta.find_by_name(EntityLevel::Video, "gv-1").result->empty());
}

}  // namespace
}  // namespace gv::meta_double

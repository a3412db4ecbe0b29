#include "adapters/analysis/video_analyzer.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "adapters/analysis/document.h"
#include "io/json/json.h"
#include "io/media/testing.h"

namespace gv::analysis {
namespace {

class NoTools final : public Toolbox {
 public:
  Tools names(const Analyzers&) override { return named; }
  const Tools& open(const Analyzers&) override { return named; }
  Tools named;
};

class StoppedClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(Millis(0)); }
};

class VideoAnalyzerTest : public ::testing::Test {
 protected:
  std::string hash_of(const app::AnalysisOrder& order) {
    return analyzer.key_of({"a", order}).value().params_hash;
  }

  NoTools tools;
  StoppedClock clock;
  VideoAnalyzer analyzer{tools, {}, clock};
};

TEST_F(VideoAnalyzerTest, TheKeyIsOfAllThatTheResultDependsOn) {
  const auto standard = hash_of({});

  EXPECT_EQ(hash_of({.profile = "standard", .analyzers = {{"faces", "objects", "ocr"}}}), standard)
      << "those of the profile";
  EXPECT_NE(hash_of({.profile = "fast"}), standard);
  EXPECT_NE(hash_of({.analyzers = {{"ocr"}}}), standard);
  EXPECT_NE(hash_of({.salvage = true}), standard);
  tools.named.weight_hashes = {"ab"};
  EXPECT_NE(hash_of({}), standard);
  EXPECT_EQ(analyzer.key_of({"a", {}}).value().asset_id, "a");
}

TEST_F(VideoAnalyzerTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(analyzer.key_of({"a", {.profile = "best"}}).error().where, "profile");
  EXPECT_EQ(analyzer.key_of({"a", {.analyzers = {{"eyes"}}}}).error().where, "analyzers");
  EXPECT_EQ(analyzer.key_of({"a", {.profile = "fast", .analyzers = {{"faces"}}}}).error().where,
            "analyzers");
}

TEST_F(VideoAnalyzerTest, ATaskSurvivesItsJob) {
  const app::AnalysisTask task{"a", {.profile = "deep", .analyzers = {{"asr"}}, .salvage = true}};

  const auto read = analyzer.task_of(analyzer.job_data_of(task));

  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->asset_id, "a");
  EXPECT_EQ(read->order.profile, "deep");
  EXPECT_EQ(read->order.analyzers, task.order.analyzers);
  EXPECT_TRUE(read->order.salvage);
  EXPECT_FALSE(analyzer.task_of(analyzer.job_data_of({"a", {}}))->order.analyzers);
  EXPECT_FALSE(analyzer.task_of("{}"));
}

TEST_F(VideoAnalyzerTest, AnAnalysisIsADocumentWithItsShots) {
  const media::TempFolder folder;
  const auto path = folder / "clip.avi";
  const auto draw = [](int i) { return media::wave_image(96, 54, i, i < 30 ? 1 : 7); };
  ASSERT_TRUE(media::write_clip(path, 60, draw));
  double progress = 0.0;

  const auto result = analyzer.analyze(path, AccountId("gym"), {"a", {.profile = "fast"}},
                                       [&](double share) { progress = share; }, {});

  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->status, app::AnalysisStatus::Complete);
  EXPECT_GT(progress, 0.9);
  const auto document = from_json(result->document, "test");
  ASSERT_TRUE(document) << document.error();
  EXPECT_EQ(document->account_id, "gym");
  EXPECT_EQ(document->asset_id, "a");
  EXPECT_EQ(result->clips.size(), result->clip_pictures.size());
  EXPECT_EQ(result->pictures.size(), document->visual.thumbnails.size());
  EXPECT_FALSE(
      json::parse(result->summary, "summary")->at("frames").as_object().contains("series"));
  const auto edl = analyzer.shot_list(result->document, "a b.mp4", app::ShotListForm::Edl);
  EXPECT_NE(edl.value().find("TITLE: a b.mp4"), std::string::npos);
}

}  // namespace
}  // namespace gv::analysis

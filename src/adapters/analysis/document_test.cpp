#include "adapters/analysis/document.h"

#include <limits>

#include <gtest/gtest.h>

#include "io/file/file.h"

namespace gv::analysis {
namespace {

Document example() {
  Document made;
  made.analysis_id = "id";
  made.source.sha256 = "ab";
  made.shots.shots = {{.i = 0, .end_frame = 3, .end_s = 0.1}};
  made.hook.emplace().type = insight::HookType::FaceHook;
  made.clips.emplace().storyboard.emplace().template_ = "aida";
  made.derived = {{"hook_device", std::string("face")}, {"cuts_per_s", 0.5}, {"bpm", {}}};
  made.errors = {{"not_available", "ocr", "no data", 0.0}};
  return made;
}

TEST(Document, ReadsBackWhatItWrote) {
  const auto text = to_json(example());
  const auto read = from_json(text, "test");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(to_json(*read), text);
  EXPECT_EQ(read->hook->type, insight::HookType::FaceHook);
}

TEST(Document, WritesNullForWhatWasNotMeasured) {
  const auto text = to_json(example());
  EXPECT_NE(text.find("\"faces\":null"), std::string::npos);
  EXPECT_NE(text.find("\"template\":\"aida\""), std::string::npos);
}

TEST(Document, RefusesAnotherSchema) {
  auto other = example();
  other.schema_version = "2.0.0";
  const auto read = from_json(to_json(other), "old.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::UnusableInput);
  EXPECT_FALSE(from_json("[1]", "x"));
}

// Time codes and numbers of shots are counted with: 2^63 - 1 has no next one.
TEST(Document, RefusesShotsOfNoVideo) {
  const auto with = [](const vision::Shot& shot) {
    auto damaged = example();
    damaged.shots.shots = {shot};
    return from_json(to_json(damaged), "stored");
  };
  EXPECT_TRUE(with({.i = 3, .start_s = 1.0, .end_s = 2.0}));
  for (const auto& shot :
       {vision::Shot{.i = std::numeric_limits<std::int64_t>::max()}, vision::Shot{.i = -1},
        vision::Shot{.start_s = -1.0}, vision::Shot{.start_s = 2.0, .end_s = 1.0},
        vision::Shot{.end_s = 1e300}}) {
    const auto read = with(shot);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::UnusableInput);
  }
  auto endless = example();
  endless.source.video.emplace().fps_nominal = 1e300;
  EXPECT_FALSE(from_json(to_json(endless), "stored"));
}

TEST(Document, PublishedSchemaIsThatOfTheTypes) {
  const auto published =
      file::read(std::string(GV_SOURCE_DIR) + "/api/schemas/video_analysis.schema.json");
  ASSERT_TRUE(published) << published.error();
  EXPECT_EQ(*published, document_schema() + "\n") << "run scripts/update_schema";
}

}  // namespace
}  // namespace gv::analysis

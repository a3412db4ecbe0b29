#include "adapters/analysis/measurement.h"

#include <gtest/gtest.h>

#include "adapters/analysis/analyze_file.h"
#include "io/media/testing.h"

namespace gv::analysis {
namespace {

/// Reads the same line in every picture.
class OneLine final : public app::TextReader {
 public:
  [[nodiscard]] int side() const override { return 320; }
  Result<std::vector<app::TextReading>> read(const Image&, app::TextMemory&) override {
    return std::vector<app::TextReading>{
        {.text = "Download now", .conf = 87.3, .box = {0.1, 0.7, 1.0 / 3.0, 0.11}}};
  }
  [[nodiscard]] app::Backend backend() const override { return {"fake", ""}; }
};

/// Sees one face that wanders.
class OneFace final : public app::FaceDetector {
 public:
  [[nodiscard]] int side() const override { return 320; }
  Result<std::vector<vision::DetectionItem>> detect(const Image&) override {
    left_ += 0.001 / 3.0;
    return std::vector<vision::DetectionItem>{
        {.box = {left_, 0.3, 0.21, 0.3}, .score = 0.9, .windows = 12}};
  }
  [[nodiscard]] app::Backend backend() const override { return {"fake", ""}; }

 private:
  double left_{0.3};
};

class MeasurementTest : public ::testing::Test {
 protected:
  /// Two seconds with a cut, a face, a line of text and a tone.
  MeasurementTest() {
    const auto draw = [](int i) { return media::wave_image(96, 54, i, i < 30 ? 1 : 7); };
    const media::ClipSound tone{.rate = 22'050, .samples = media::sine(22'050, 1, 2.0, 440.0)};
    const auto written = media::write_clip(path_, 60, draw, {.sounds = {tone}});
    EXPECT_TRUE(written) << written.error();
    tools_.detectors = {.faces = &face_, .text = &line_};
    tools_.face_backend = tools_.text_backend = "fake";
  }

  Measurement measure(const Plan& plan) {
    face_ = OneFace();
    auto made = measure_file(path_, plan, tools_, {.keep_sheet = false});
    EXPECT_TRUE(made) << made.error();
    return *std::move(made);
  }

  media::TempFolder folder_;
  std::string path_{folder_ / "clip.avi"};
  OneFace face_;
  OneLine line_;
  Tools tools_;
};

// A stored measurement stands for the file: whatever the advice is for, the document is the one
// that a fresh analysis would write.
TEST_F(MeasurementTest, AnotherAimOfAStoredMeasurementGivesTheBytesOfAFreshAnalysis) {
  const auto text = measurement_text(measure({}));
  Plan other;
  other.aim = {.goal = "downloads",
               .story = insight::StoryboardTemplate::Pas,
               .story_s = 1.5,
               .safety_terms = {{.term = "download", .blocks = true}}};

  for (const Plan& plan : {Plan(), other}) {
    auto stored = measurement_from(text);
    ASSERT_TRUE(stored) << stored.error();
    EXPECT_EQ(to_json(document_of(*std::move(stored), plan)),
              to_json(document_of(measure(plan), plan)));
  }
  EXPECT_NE(to_json(document_of(measure({}), other)), to_json(document_of(measure({}), {})));
}

TEST_F(MeasurementTest, AMeasurementIsKnownByAllButItsAim) {
  const auto key = [&](const Plan& plan) { return measurement_key("ab", plan, tools_); };
  const auto standard = key({});
  Plan plan;
  plan.aim = {.goal = "leads", .story_s = 7.0};
  EXPECT_EQ(key(plan), standard);
  EXPECT_NE(cache_key("ab", plan, tools_), cache_key("ab", {}, tools_));
  EXPECT_NE(key({.profile = video::Profile::Deep}), standard);
  EXPECT_NE(key({.salvage = true}), standard);
  EXPECT_NE(measurement_key("cd", {}, tools_), standard);
  tools_.weight_hashes = {"ef"};
  EXPECT_NE(key({}), standard);
}

TEST_F(MeasurementTest, ADamagedOneIsNotRead) {
  const auto text = measurement_text(measure({.profile = video::Profile::Fast}));
  ASSERT_TRUE(measurement_from(text));
  auto changed = text;
  changed[changed.size() / 2] ^= 1;
  for (const auto& damaged : {std::string(), changed, text.substr(0, text.size() - 1)}) {
    const auto read = measurement_from(damaged);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::UnusableInput);
  }
}

}  // namespace
}  // namespace gv::analysis

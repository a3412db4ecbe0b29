#include "adapters/analysis/findings_text.h"

#include <gmock/gmock.h>

namespace gv::analysis {
namespace {

using testing::HasSubstr;

Document heard(audio::TranscriptQuality quality) {
  Document made;
  made.audio.transcript = {.text = "buy cheap cigars",
                           .words = {{.w = "buy", .t0 = 0.5, .p = 0.4},
                                     {.w = "cheap", .p = 0.9},
                                     {.w = "cigars", .p = 0.95}},
                           .quality = quality};
  return made;
}

TEST(FindingsText, QuotesWhatWasHeardWell) {
  EXPECT_EQ(words_text(heard(audio::TranscriptQuality::Normal)),
            "3 words, first at 0.5 s: \"buy cheap cigars\"");
}

TEST(FindingsText, NamesOnlyTheSureWordsOfAPoorTranscript) {
  EXPECT_EQ(words_text(heard(audio::TranscriptQuality::Low)),
            "3 words, first at 0.5 s: sure only of \"cheap\", \"cigars\"");
}

TEST(FindingsText, ALongSpeechIsCutBetweenWords) {
  auto long_speech = heard(audio::TranscriptQuality::Normal);
  for (int i = 0; i < 20; ++i) long_speech.audio.transcript->text += " cigars";
  EXPECT_THAT(words_text(long_speech), testing::EndsWith("cigars ...\""));
}

TEST(FindingsText, SaysWhyNothingWasLookedFor) {
  Document made;
  made.capabilities.asr = "off";
  made.capabilities.objects = "unavailable";
  EXPECT_EQ(words_text(made), "not recognised (off)");
  EXPECT_EQ(objects_text(made), "not looked for (unavailable)");
  EXPECT_THAT(safety_text(made), HasSubstr("not judged"));
}

TEST(FindingsText, NamesTheObjectsThatAreLongestInSight) {
  Document made;
  auto& summary = made.objects.emplace().summary;
  summary["dog"] = {.count = 1, .time_share = 0.25};
  summary["person"] = {.count = 2, .time_share = 0.5};
  EXPECT_EQ(objects_text(made), "person 50 % of the time, dog 25 % of the time");
}

TEST(FindingsText, ABlockingFlagSaysSo) {
  EXPECT_EQ(flag_text({.category = vision::SafetyCategory::MedicalClaim,
                       .evidence = "text: cures all",
                       .t = 1.5,
                       .blocks = true}),
            "medical claim at 1.5 s, it blocks: text: cures all");
}

TEST(FindingsText, AHookWithoutEvidenceIsNotHalfGood) {
  EXPECT_EQ(hook_score_text({}), "no evidence");
  EXPECT_EQ(hook_score_text({.effectiveness_score = 72.0, .evidence_points = 22.0}), "72 of 100");
}

}  // namespace
}  // namespace gv::analysis

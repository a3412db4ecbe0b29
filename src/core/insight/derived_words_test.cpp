#include <gtest/gtest.h>

#include "core/insight/derived.h"

namespace gv::insight {
namespace {

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

DerivedInput bare() {
  DerivedInput input;
  input.duration_s = 10.0;
  return input;
}

TEST(Derived, MeasuresSound) {
  auto input = bare();
  input.sound = SoundFacts{.audio_clarity = 0.5, .lra = 5.0, .speech_ratio = 0.05};
  input.sync = SyncReport{};
  input.sync->lift = 0.31;
  input.sync->significance = 0.04;
  input.sync->sync_percentage = 70.0;
  const auto derived = derive(input, lexicon());
  EXPECT_NEAR(number_of(derived, "audio_clarity").value(), 0.5, 1e-12);
  EXPECT_NEAR(number_of(derived, "volume_consistency").value(), 0.75, 1e-12);
  EXPECT_EQ(number_of(derived, "has_voice"), 1.0);
  EXPECT_EQ(number_of(derived, "beat_sync"), 1.0);
  EXPECT_EQ(number_of(derived, "av_sync_percent"), 70.0);
  EXPECT_FALSE(number_of(derived, "bpm"));
}

TEST(Derived, ReadsWordsAndCalls) {
  auto input = bare();
  TextTrack track;
  track.text = "Save 20% today";
  track.t0 = 1.0;
  track.t1 = 3.0;
  input.text = TextSection{};
  input.text->tracks = {track};
  input.text->safe_zone_violations = {{"meta_reels", {1, 0.25}}, {"tiktok_infeed", {0, 0.0}}};
  input.transcript = std::vector<TimedLine>{{"Trusted by doctors?", 8.0, 9.0}};
  input.cta_spans = std::vector<CtaSpan>{
      {8.0, 9.0, CtaType::ShopNow, CtaSource::Text, "Shop", vision::Box{0.0, 0.0, 0.1, 0.1}, 4.5}};
  const auto derived = derive(input, lexicon());
  EXPECT_EQ(number_of(derived, "benefit_by_10s"), 1.0);
  EXPECT_EQ(number_of(derived, "proof_present"), 1.0);
  EXPECT_EQ(number_of(derived, "has_number_in_hook"), 1.0);
  EXPECT_EQ(number_of(derived, "has_question_in_hook"), 0.0);
  EXPECT_EQ(number_of(derived, "safe_violation_share"), 0.25);
  EXPECT_EQ(std::get<std::string>(derived.at("cta_type")), "shop_now");
  EXPECT_EQ(number_of(derived, "cta_distinct"), 1.0);
  EXPECT_EQ(number_of(derived, "cta_spoken"), 0.0);
  EXPECT_NEAR(number_of(derived, "cta_prominence").value(), 0.05, 1e-12);
  input.placement = "tiktok_infeed";
  EXPECT_EQ(number_of(derive(input, lexicon()), "safe_violation_share"), 0.0);
}

}  // namespace
}  // namespace gv::insight

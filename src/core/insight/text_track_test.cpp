#include "core/insight/text_track.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

constexpr vision::Box kTop{0.1, 0.1, 0.8, 0.05};
constexpr vision::Box kBottom{0.1, 0.8, 0.8, 0.05};

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

TEST(TextDistance, CountsEditsPerCharacter) {
  EXPECT_DOUBLE_EQ(text_distance("", ""), 0.0);
  EXPECT_DOUBLE_EQ(text_distance("kitten", "sitting"), 3.0 / 7.0);
  EXPECT_DOUBLE_EQ(text_distance("خصم", "خصم"), 0.0);
  EXPECT_DOUBLE_EQ(text_distance("خصم", "خص"), 1.0 / 3.0);
}

TEST(TextTracks, FollowALineAndKeepTheMostFrequentReading) {
  const std::vector<TextSample> samples{{0.0, {}},
                                        {0.5, {{"Limited 0ffer", 71.0, kTop, 3.0}}},
                                        {1.0, {{"Limited offer", 92.0, kTop, 5.0}}},
                                        {1.5, {{"Limited offer", 90.0, kTop, 7.0}}},
                                        {2.0, {}}};

  const auto tracks = track_text(samples, 10.0);

  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_EQ(tracks[0].text, "Limited offer");
  EXPECT_DOUBLE_EQ(tracks[0].conf, 91.0);
  EXPECT_DOUBLE_EQ(tracks[0].t0, 0.5);
  EXPECT_DOUBLE_EQ(tracks[0].t1, 2.0);
  EXPECT_DOUBLE_EQ(tracks[0].t_error_s, 0.5);
  EXPECT_DOUBLE_EQ(tracks[0].height_frac, 0.05);
  EXPECT_DOUBLE_EQ(tracks[0].contrast.value(), 5.0);
}

TEST(TextTracks, AnotherTextAtThePlaceIsAnotherTrack) {
  const std::vector<TextSample> samples{{0.0, {{"First line", 90.0, kTop}}},
                                        {1.0, {{"Something else", 90.0, kTop}}}};
  const auto tracks = track_text(samples, 2.0);
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_DOUBLE_EQ(tracks[0].t1, 1.0);
  EXPECT_DOUBLE_EQ(tracks[1].t1, 2.0);  // stands to the end of the video
}

TEST(TextTracks, TheSameTextElsewhereOrAfterAGapIsAnotherTrack) {
  const std::vector<TextSample> samples{{0.0, {{"Sale", 90.0, kTop}}},
                                        {1.0, {{"Sale", 90.0, kBottom}}},
                                        {2.0, {}},
                                        {3.0, {{"Sale", 90.0, kBottom}}}};
  EXPECT_EQ(track_text(samples, 4.0).size(), 3U);
}

TEST(TextTracks, WhenALineCameAndWentIsTakenFromTheFramesBetween) {
  std::vector<TextSample> samples{{0.0, {}},
                                  {0.5, {{"Limited offer", 92.0, kTop}}},
                                  {1.0, {{"Limited offer", 92.0, kTop}}},
                                  {1.5, {}}};
  samples[1].readings[0].came = vision::Moment{0.2, 0.04};
  samples[1].readings[0].went = vision::Moment{0.7, 0.04};  // it did not: the next sample shows it
  samples[2].readings[0].went = vision::Moment{1.28, 0.04};

  const auto tracks = track_text(samples, 10.0);

  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_DOUBLE_EQ(tracks[0].t0, 0.2);
  EXPECT_DOUBLE_EQ(tracks[0].t1, 1.28);
  EXPECT_DOUBLE_EQ(tracks[0].t_error_s, 0.04);
}

TEST(TextTracks, WhatFlashesUpInOneSampleIsNoLine) {
  std::vector<TextSample> samples{{0.0, {}}, {0.25, {{"ae ro", 80.0, kTop}}}, {0.5, {}}};
  EXPECT_TRUE(track_text(samples, 1.0).empty());
  samples[1].readings[0].went = vision::Moment{0.9, 0.04};
  EXPECT_EQ(track_text(samples, 1.0).size(), 1U);
}

TEST(TextTracks, OneLineReadInTwoWaysIsTheBetterSupportedOne) {
  const vision::Box part{0.1, 0.1, 0.3, 0.05};
  const std::vector<TextSample> samples{
      {0.0, {{"Limi ed off", 75.0, kTop}}},
      {1.0, {{"Limited offer today", 90.0, kTop}, {"Lirnit", 70.0, part}}},
      {2.0, {{"Limited offer today", 90.0, kTop}, {"Lirnit", 70.0, part}}},
      {3.0, {}}};

  const auto tracks = track_text(samples, 10.0);

  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_EQ(tracks[0].text, "Limited offer today");
  EXPECT_DOUBLE_EQ(tracks[0].t0, 0.0);
  EXPECT_DOUBLE_EQ(tracks[0].t1, 3.0);
}

RC_GTEST_PROP(TextTracksProperty, TheOrderOfReadingsDoesNotMatter, ()) {
  std::vector<TextSample> samples;
  for (int i = 0; i < 4; ++i) {
    TextSample sample{i * 0.5, {}};
    for (int k = *rc::gen::inRange(0, 5); k > 0; --k) {
      const double x = *rc::gen::inRange(0, 4) * 0.03;
      const auto text = *rc::gen::element<std::string>("Sale", "Sales", "Free", "Now");
      sample.readings.push_back({text, *rc::gen::inRange(60, 64) * 1.0, {x, 0.1, 0.5, 0.1}});
    }
    samples.push_back(sample);
  }
  auto shuffled = samples;
  for (auto& sample : shuffled) {
    for (std::size_t i = sample.readings.size(); i > 1; --i) {
      std::swap(sample.readings[i - 1], sample.readings[*rc::gen::inRange<std::size_t>(0, i)]);
    }
  }
  const auto a = track_text(samples, 3.0);
  const auto b = track_text(shuffled, 3.0);
  RC_ASSERT(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    RC_ASSERT(a[i].text == b[i].text && a[i].t0 == b[i].t0 && a[i].t1 == b[i].t1);
    RC_ASSERT(a[i].box == b[i].box && a[i].conf == b[i].conf);
  }
}

TextTrack track(std::string text, double t0, double t1, double height) {
  TextTrack line;
  line.text = std::move(text);
  line.t0 = t0;
  line.t1 = t1;
  line.height_frac = height;
  return line;
}

TEST(TextRoles, FollowTheOrderOfTheRules) {
  std::vector<TextTrack> tracks{
      track("Shop now for $19", 0.0, 2.0, 0.05), track("Only $19", 0.0, 2.0, 0.05),
      track("Acme skin care", 0.0, 2.0, 0.05),   track("and it was so soft", 4.0, 6.0, 0.05),
      track("Summer glow", 0.0, 2.0, 0.05),      track("Why wait", 3.5, 5.0, 0.02)};
  TextRoleInput input{.brands = {"ACME"},
                      .speech = std::vector<TimedLine>{{"it was so very soft", 4.0, 6.0}}};

  describe_tracks(tracks, input, lexicon());

  EXPECT_EQ(tracks[0].role, TextRole::Cta);
  EXPECT_EQ(tracks[1].role, TextRole::Price);
  EXPECT_EQ(tracks[2].role, TextRole::Brand);
  EXPECT_EQ(tracks[3].role, TextRole::Caption);
  EXPECT_EQ(tracks[4].role, TextRole::Headline);
  EXPECT_EQ(tracks[5].role, TextRole::Other);
  EXPECT_TRUE(tracks[4].in_hook);
  EXPECT_FALSE(tracks[5].in_hook);
  EXPECT_TRUE(tracks[5].question);
}

}  // namespace
}  // namespace gv::insight

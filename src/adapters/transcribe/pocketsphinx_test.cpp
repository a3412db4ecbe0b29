#include "adapters/transcribe/pocketsphinx.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include <gtest/gtest.h>

#include "adapters/transcribe/pieces.h"

namespace gv::transcribe {
namespace {

const std::string kStem =
    std::string(GV_SOURCE_DIR) + "/../shared/data/media/sense_and_sensibility_01_austen_64kb-0870";

std::optional<std::string> contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Mono 16-bit at 16,000 Hz behind a header of 44 bytes.
std::vector<float> samples_of(const std::string& wav) {
  std::vector<float> sound;
  for (std::size_t at = 44; at + 1 < wav.size(); at += 2) {
    std::int16_t sample = 0;
    std::memcpy(&sample, wav.data() + at, 2);
    sound.push_back(static_cast<float>(sample) / 32768.0F);
  }
  return sound;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

double word_error_rate(const std::vector<std::string>& said,
                       const std::vector<std::string>& heard) {
  std::vector<std::size_t> row(heard.size() + 1);
  for (std::size_t j = 0; j <= heard.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= said.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= heard.size(); ++j) {
      const std::size_t replaced = diagonal + (said[i - 1] == heard[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(said.size());
}

// One model for all tests: loading it is the dearest part.
class Pocketsphinx : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = open_pocketsphinx();
    ASSERT_TRUE(opened) << opened.error();
    transcriber_ = opened->release();
  }
  static void TearDownTestSuite() {
    delete transcriber_;
    transcriber_ = nullptr;
  }
  static inline app::Transcriber* transcriber_{nullptr};
};

TEST_F(Pocketsphinx, HearsMostWordsOfReadSpeechAndSaysThatItIsPoor) {
  const auto wav = contents(kStem + ".wav");
  const auto text = contents(kStem + ".txt");
  if (!wav || !text) GTEST_SKIP() << "no " << kStem << ".wav";
  const auto sound = samples_of(*wav);
  const double length = static_cast<double>(sound.size()) / kRate;

  const auto heard = transcriber_->transcribe(sound, std::vector<app::SpeechSpan>{{0, length}});

  ASSERT_TRUE(heard) << heard.error();
  EXPECT_EQ(heard->quality, audio::TranscriptQuality::Low);
  EXPECT_EQ(heard->backend, "pocketsphinx");
  EXPECT_EQ(transcriber_->backend().weights_sha256.size(), 64u);
  EXPECT_LE(word_error_rate(words_of(*text), words_of(heard->text)), 0.5) << heard->text;
  ASSERT_EQ(heard->words.size(), words_of(heard->text).size());
  double before = 0.0;
  for (const auto& word : heard->words) {
    EXPECT_GE(word.t0, before);
    EXPECT_GT(word.t1, word.t0);
    EXPECT_LE(word.t1, length + 0.05);
    ASSERT_TRUE(word.p);
    before = word.t0;
  }
}

TEST_F(Pocketsphinx, TheSameSoundGivesTheSameWordsAtItsOwnTime) {
  const auto wav = contents(kStem + ".wav");
  if (!wav) GTEST_SKIP() << "no " << kStem << ".wav";
  auto sound = samples_of(*wav);
  sound.resize(std::min<std::size_t>(sound.size(), kRate));
  std::vector<float> later(3 * kRate, 0.0F);
  later.insert(later.end(), sound.begin(), sound.end());
  const double length = static_cast<double>(sound.size()) / kRate;

  const auto first = transcriber_->transcribe(sound, std::vector<app::SpeechSpan>{{0, length}});
  const auto second =
      transcriber_->transcribe(later, std::vector<app::SpeechSpan>{{3, 3 + length}});

  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->text, second->text);
  ASSERT_EQ(first->words.size(), second->words.size());
  for (std::size_t i = 0; i < first->words.size(); ++i) {
    EXPECT_DOUBLE_EQ(first->words[i].t0 + 3.0, second->words[i].t0);
    EXPECT_EQ(first->words[i].p, second->words[i].p);
  }
}

TEST(OpenPocketsphinx, AMissingModelNamesThePackage) {
  const auto transcriber = open_pocketsphinx({.acoustic_folder = "/nowhere"});

  ASSERT_FALSE(transcriber);
  EXPECT_EQ(transcriber.error().code, ErrorCode::NotAvailable);
  EXPECT_EQ(transcriber.error().where, "/nowhere/mdef");
  EXPECT_NE(transcriber.error().hint.find("pocketsphinx-en-us"), std::string::npos);
}

}  // namespace
}  // namespace gv::transcribe

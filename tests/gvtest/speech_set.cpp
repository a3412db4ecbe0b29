#include "cuts_sets.h"
#include "sets.h"
#include "sound_clip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "core/audio/testing.h"

namespace gv::gvtest {
namespace {

constexpr int kRate = 22'050;  // of espeak-ng
constexpr std::size_t kHeaderBytes = 44;
constexpr double kSpeechRms = 0.08;
constexpr double kRoomNoise = 0.0005;

constexpr std::array kVoices{"en-us", "en-gb", "en-us+f3"};
constexpr std::array kSentences{"Are you tired of waking up with a sore back every morning",
                                "Our new mattress was made for people who move at night",
                                "More than ten thousand families already sleep better",
                                "Try it at home for a hundred nights and send it back if you want",
                                "Order before Sunday and we will bring it to your door",
                                "You can pay in three parts without any interest"};

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

/// One sentence as espeak-ng says it; empty where the program is not installed.
std::vector<float> say(const std::string& voice, const std::string& sentence) {
  const std::string command =
      fmt::format("espeak-ng -v {} -s 155 --stdout '{}' 2>/dev/null", voice, sentence);
  const std::unique_ptr<std::FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  if (!pipe) return {};
  std::vector<char> bytes;
  std::array<char, 65536> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get())) {
    bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  }
  std::vector<float> samples;
  for (std::size_t i = kHeaderBytes; i + 1 < bytes.size(); i += 2) {
    std::int16_t level = 0;
    std::memcpy(&level, bytes.data() + i, sizeof level);
    samples.push_back(static_cast<float>(level) / 32768.0F);
  }
  return samples;
}

/// Cuts what is 40 dB below the peak from both ends.
void trim(std::vector<float>& samples) {
  float peak = 0.0F;
  for (const float one : samples) peak = std::max(peak, std::abs(one));
  const auto loud = [peak](float one) { return std::abs(one) > 0.01F * peak; };
  const auto first = std::ranges::find_if(samples, loud);
  const auto last = std::find_if(samples.rbegin(), samples.rend(), loud).base();
  if (first >= last) return;
  samples = std::vector<float>(first, last);
}

double rms(const std::vector<float>& samples) {
  double sum = 0.0;
  for (const float one : samples) sum += static_cast<double>(one) * one;
  return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, samples.size())));
}

void scale(std::vector<float>& samples, double factor) {
  for (float& one : samples) one = static_cast<float>(factor * one);
}

struct Spoken {
  std::vector<float> samples;
  TrueSpeech truth;
};

/// Sentences with silences between them.
Spoken speak(const std::string& voice, Rng& rng) {
  Spoken spoken{.truth = {.voice = voice}};
  const auto silence = [&](double seconds) {
    spoken.samples.resize(spoken.samples.size() +
                          static_cast<std::size_t>(std::lround(seconds * kRate)));
  };
  silence(0.8);
  for (std::size_t i = 0; i < kSentences.size(); ++i) {
    auto samples = say(voice, kSentences[i]);
    trim(samples);
    scale(samples, kSpeechRms / std::max(1e-9, rms(samples)));
    const double t0 = static_cast<double>(spoken.samples.size()) / kRate;
    spoken.samples.insert(spoken.samples.end(), samples.begin(), samples.end());
    const double t1 = static_cast<double>(spoken.samples.size()) / kRate;
    spoken.truth.segments.push_back({t0, t1});
    spoken.truth.text += (i > 0 ? " " : "") + std::string(kSentences[i]);
    silence(0.8 + 0.8 * rng.uniform());
  }
  return spoken;
}

}  // namespace

Result<void> make_speech(const GenerateOptions& options) {
  if (say(kVoices.front(), "one").size() < 1000) {
    return fail(ErrorCode::NotAvailable, "G10", "needs the program espeak-ng");
  }
  std::vector<ClipJob> jobs;
  for (std::size_t v = 0; v < kVoices.size(); ++v) {
    Rng rng(clip_seed(options, "G10", v), 10);
    const Spoken spoken = speak(kVoices[v], rng);
    for (const double bed_db : {0.0, 20.0, 15.0, 10.0, 5.0}) {
      auto samples = spoken.samples;
      const double seconds = static_cast<double>(samples.size()) / kRate;
      ClipJob job{.truth = {.duration_s = seconds, .speech = spoken.truth}};
      if (bed_db > 0.0) {
        auto bed = audio::testing::chords(seconds, kRate, 1.0);
        scale(bed, kSpeechRms * std::pow(10.0, -bed_db / 20.0) / rms(bed));
        for (std::size_t i = 0; i < std::min(bed.size(), samples.size()); ++i) samples[i] += bed[i];
        job.truth.speech->bed_db = bed_db;
      }
      audio::testing::add_noise(samples, kRoomNoise, v);
      job.truth.file = fmt::format("G10_{}_{:.0f}dB.mp4", v, bed_db);
      job.truth.variant = bed_db > 0.0 ? fmt::format("{}, music {} dB below", kVoices[v], bed_db)
                                       : std::string(kVoices[v]);
      job.write = [samples = std::move(samples)](const std::string& path) {
        return write_sound_clip(path, samples, kRate, 1);
      };
      jobs.push_back(std::move(job));
    }
  }
  return write_clips("G10", std::move(jobs), options);
}

}  // namespace gv::gvtest

#include "core/audio/music.h"

#include <algorithm>
#include <cmath>

#include "core/audio/series.h"

namespace gv::audio {
namespace {

constexpr double kUnclear = 5.0;  // dB
constexpr double kClear = 30.0;

/// One flag for each frame: centred inside one of the segments.
std::vector<bool> flags_of(std::span<const SpeechSegment> segments, std::size_t size) {
  std::vector<bool> flags(size, false);
  for (const SpeechSegment& segment : segments) {
    const auto first =
        static_cast<std::size_t>(std::max(0.0, std::ceil(segment.t0 * kVoiceFps - 1e-9)));
    for (std::size_t n = first; n < size && static_cast<double>(n) < segment.t1 * kVoiceFps - 1e-9;
         ++n)
      flags[n] = true;
  }
  return flags;
}

/// The stretch the beats rule.
SpeechSegment span_of(std::span<const double> beats) {
  if (beats.size() < 2) return {};
  const double period = (beats.back() - beats.front()) / static_cast<double>(beats.size() - 1);
  return {beats.front() - period / 2.0, beats.back() + period / 2.0};
}

}  // namespace

std::vector<bool> music_frames(const VoiceFrames& frames, std::span<const double> beats,
                               std::span<const SpeechSegment> speech, const MusicConfig& config) {
  const std::vector<bool> spoken = flags_of(speech, frames.size());
  const SpeechSegment ruled = span_of(beats);
  const std::vector<bool> beating = flags_of(std::span(&ruled, 1), frames.size());
  const int reach = static_cast<int>(std::lround(config.span_s * kVoiceFps / 2.0));
  const std::vector<float> flatness = running_percentile(frames.flatness, reach, 0.5);
  std::vector<bool> music(frames.size());
  for (std::size_t n = 0; n < frames.size(); ++n) {
    const bool heard = decibels(static_cast<double>(frames.power[n]), -100.0) > config.level_min_db;
    const bool tonal = static_cast<double>(flatness[n]) < config.flatness_max;
    music[n] = heard && (beating[n] || (tonal && !spoken[n]));
  }
  return music;
}

std::optional<double> share_of(const std::vector<bool>& frames) {
  if (frames.empty()) return std::nullopt;
  const auto count = std::count(frames.begin(), frames.end(), true);
  return static_cast<double>(count) / static_cast<double>(frames.size());
}

std::optional<double> background_ratio(const VoiceFrames& frames, const std::vector<bool>& music,
                                       std::span<const SpeechSegment> speech) {
  const std::vector<bool> spoken = flags_of(speech, frames.size());
  double alone = 0.0;
  double alone_count = 0.0;
  for (std::size_t n = 0; n < frames.size(); ++n) {
    if (!music[n] || spoken[n]) continue;
    alone += static_cast<double>(frames.power[n]);
    alone_count += 1.0;
  }
  const double bed = alone_count > 0.0 ? alone / alone_count : 0.0;
  double total = 0.0;
  double background = 0.0;
  for (std::size_t n = 0; n < frames.size(); ++n) {
    const auto power = static_cast<double>(frames.power[n]);
    total += power;
    if (music[n]) background += spoken[n] ? std::min(power, bed) : power;
  }
  if (total <= 0.0) return std::nullopt;
  return std::min(1.0, background / total);
}

std::optional<double> audio_clarity(const VoiceFrames& frames) {
  if (frames.size() == 0) return std::nullopt;
  const std::span<const float> level(frames.level_db);
  return ramp(percentile(level, 0.95) - percentile(level, 0.10), kUnclear, kClear);
}

}  // namespace gv::audio

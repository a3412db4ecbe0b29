#include "core/audio/peaks.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/audio/series.h"

namespace gv::audio {
namespace {

constexpr double kTie = 1e-9;  // seconds: .030 apart is within 30 ms, whatever the rounding

bool earlier(const AudioPeak& a, const AudioPeak& b) { return a.t < b.t; }

std::vector<AudioPeak> peaks_of(AudioPeakType type, std::span<const double> times,
                                std::span<const double> strengths) {
  const double loud = percentile(strengths, 0.99);
  std::vector<AudioPeak> peaks;
  for (std::size_t i = 0; i < times.size(); ++i) {
    // Without strengths (a stored document), every event of a type counts alike.
    const double energy =
        i < strengths.size() && loud > 0.0 ? std::clamp(strengths[i] / loud, 0.0, 1.0) : 1.0;
    peaks.push_back({times[i], energy, type});
  }
  return peaks;
}

/// Adds `later` to the sorted `kept`, or their energy to the peaks they fall on.
void merge(std::vector<AudioPeak>& kept, const std::vector<AudioPeak>& later, double merge_s) {
  std::vector<AudioPeak> added;
  for (const AudioPeak& peak : later) {
    const auto near = [&](const AudioPeak& other) {
      return std::abs(other.t - peak.t) <= merge_s + kTie;
    };
    if (!added.empty() && near(added.back())) {
      added.back().energy = std::max(added.back().energy, peak.energy);
      continue;
    }
    const auto after = std::lower_bound(kept.begin(), kept.end(), peak, earlier);
    const auto before = after == kept.begin() ? kept.end() : after - 1;
    auto host = kept.end();
    if (after != kept.end() && near(*after)) host = after;
    if (before != kept.end() && near(*before) &&
        (host == kept.end() || peak.t - before->t <= host->t - peak.t)) {
      host = before;
    }
    if (host == kept.end()) {
      added.push_back(peak);
    } else {
      host->energy = std::max(host->energy, peak.energy);
    }
  }
  kept.insert(kept.end(), added.begin(), added.end());
  std::stable_sort(kept.begin(), kept.end(), earlier);
}

}  // namespace

std::vector<AudioPeak> audio_peaks(const AudioSection& section, double merge_s) {
  std::vector<double> vocals;
  if (section.speech) {
    for (const SpeechSegment& segment : section.speech->segments) vocals.push_back(segment.t0);
  }
  const AudioSeries& series = section.series;
  const std::vector<double> alike(section.drops.size(), 1.0);
  std::vector<AudioPeak> peaks;
  merge(peaks, peaks_of(AudioPeakType::Beat, section.beats, series.beat_strengths), merge_s);
  merge(peaks, peaks_of(AudioPeakType::Drop, section.drops, alike), merge_s);
  merge(peaks, peaks_of(AudioPeakType::Onset, section.onsets, series.onset_strengths), merge_s);
  merge(peaks, peaks_of(AudioPeakType::Vocal, vocals, series.vocal_strengths), merge_s);
  return peaks;
}

}  // namespace gv::audio

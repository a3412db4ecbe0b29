#include "core/insight/peaks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

namespace gv::insight {
namespace {

constexpr double kMotionFactor = 2.0;
constexpr double kMotionGap = 0.25;
constexpr double kRounding = 1e-9;

/// How far the curve falls from peak `i` on one side before it rises above it. `step` is +1 or -1.
double lowest_towards(std::span<const SeriesPoint> energy, std::size_t i, int step) {
  double lowest = energy[i].value;
  for (auto k = static_cast<std::ptrdiff_t>(i) + step;
       k >= 0 && k < static_cast<std::ptrdiff_t>(energy.size()); k += step) {
    const double value = energy[static_cast<std::size_t>(k)].value;
    if (value > energy[i].value) break;
    lowest = std::min(lowest, value);
  }
  return lowest;
}

bool is_local_maximum(std::span<const SeriesPoint> energy, std::size_t i) {
  const bool rises = i == 0 || energy[i].value > energy[i - 1].value;
  const bool falls = i + 1 == energy.size() || energy[i].value >= energy[i + 1].value;
  return rises && falls;
}

}  // namespace

std::vector<double> peak_energies(std::span<const double> strengths) {
  const double p99 = percentile_of(strengths, 0.99);
  std::vector<double> energies;
  for (const double strength : strengths) {
    energies.push_back(p99 > 0.0 ? std::clamp(strength / p99, 0.0, 1.0) : 0.0);
  }
  return energies;
}

std::vector<AudioPeak> merge_audio_peaks(std::span<const AudioPeak> peaks, double merge_s) {
  std::vector<AudioPeak> ranked(peaks.begin(), peaks.end());
  std::sort(ranked.begin(), ranked.end(), [](const AudioPeak& a, const AudioPeak& b) {
    return std::tie(a.type, a.t, b.energy) < std::tie(b.type, b.t, a.energy);
  });
  const auto by_time = [](const AudioPeak& a, const AudioPeak& b) { return a.t < b.t; };
  std::set<AudioPeak, decltype(by_time)> kept(by_time);
  for (const auto& peak : ranked) {
    const auto near = kept.lower_bound({peak.t - merge_s - kRounding, 0.0, peak.type});
    if (near != kept.end() && near->t <= peak.t + merge_s + kRounding) continue;
    kept.insert(peak);
  }
  return {kept.begin(), kept.end()};
}

std::vector<VisualPeak> motion_peaks(std::span<const SeriesPoint> energy) {
  std::vector<double> values;
  for (const auto& point : energy) values.push_back(point.value);
  const double floor = kMotionFactor * mean_of(values);
  const double prominence_min = std::sqrt(variance_of(values));
  std::vector<std::size_t> maxima;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    if (values[i] <= floor || !is_local_maximum(energy, i)) continue;
    const double foot = std::max(lowest_towards(energy, i, -1), lowest_towards(energy, i, 1));
    if (values[i] - foot >= prominence_min) maxima.push_back(i);
  }
  std::stable_sort(maxima.begin(), maxima.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  std::vector<std::size_t> kept;
  for (const auto i : maxima) {
    const bool crowded = std::any_of(kept.begin(), kept.end(), [&](std::size_t k) {
      return std::abs(energy[k].t - energy[i].t) < kMotionGap - kRounding;
    });
    if (!crowded) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  const auto strengths = peak_energies(values);
  std::vector<VisualPeak> peaks;
  for (const auto i : kept) peaks.push_back({energy[i].t, strengths[i], VisualKind::Motion});
  return peaks;
}

std::vector<VisualPeak> collect_visual_peaks(const VisualSources& sources, double cut_margin_s) {
  auto peaks = motion_peaks(sources.energy);
  for (const double t : sources.cuts) peaks.push_back({t, 1.0, VisualKind::Cut});
  for (const double t : sources.transitions) peaks.push_back({t, 1.0, VisualKind::Transition});
  for (const double t : sources.text_starts) peaks.push_back({t, 1.0, VisualKind::TextAppear});
  for (const double t : sources.face_starts) {
    const bool by_cut = std::any_of(sources.cuts.begin(), sources.cuts.end(), [&](double cut) {
      return t >= cut - kRounding && t <= cut + cut_margin_s + kRounding;
    });
    if (!by_cut) peaks.push_back({t, 1.0, VisualKind::FaceAppear});
  }
  std::sort(peaks.begin(), peaks.end(), [](const VisualPeak& a, const VisualPeak& b) {
    return std::tie(a.t, a.type, a.energy) < std::tie(b.t, b.type, b.energy);
  });
  return peaks;
}

}  // namespace gv::insight

#include "core/audio/drops.h"

#include <algorithm>
#include <cmath>

#include "core/audio/series.h"
#include "core/audio/tempo.h"

namespace gv::audio {
namespace {

struct Candidate {
  int frame{0};
  double rise_db{0.0};
};

}  // namespace

std::vector<double> find_drops(std::span<const float> power, const DropConfig& config) {
  const int size = static_cast<int>(power.size());
  std::vector<float> rms;
  std::vector<float> level_db;
  for (const float square : power) {
    rms.push_back(std::sqrt(square));
    level_db.push_back(static_cast<float>(decibels(static_cast<double>(square), config.floor_db)));
  }
  const std::vector<double> levels = prefix_sums(level_db);
  const std::vector<double> energies = prefix_sums(power);
  const auto mean = [](const std::vector<double>& sums, int first, int last) {
    return (sums[static_cast<std::size_t>(last)] - sums[static_cast<std::size_t>(first)]) /
           (last - first);
  };
  // Once as the mean of the decibels, which a single click hardly moves, and once as the decibels
  // of the mean, which the silence between drums hardly moves. A drop raises both.
  const auto rise_at = [&](int before, int at, int after) {
    return std::min(mean(levels, at, after) - mean(levels, before, at),
                    decibels(mean(energies, at, after), config.floor_db) -
                        decibels(mean(energies, before, at), config.floor_db));
  };
  const double enough =
      config.peak_ratio * prefix_sums(rms).back() / std::max(1.0, static_cast<double>(size));
  const int span = static_cast<int>(std::lround(config.span_s * kPulseFps));
  const int least = std::max(1, span / 5);

  std::vector<Candidate> candidates;
  for (int i = least; i + least <= size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const bool peak = rms[at] > rms[at - 1] && (at + 1 == rms.size() || rms[at] >= rms[at + 1]);
    if (!peak || static_cast<double>(rms[at]) < enough) continue;
    const double rise = rise_at(std::max(0, i - span), i, std::min(size, i + span));
    if (rise >= config.rise_db) candidates.push_back({i, rise});
  }

  // Strongest rise first; ties by time.
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.rise_db > b.rise_db; });
  const double apart = std::max(config.gap_s, config.span_s);
  std::vector<double> drops;
  for (const Candidate& candidate : candidates) {
    const double t = candidate.frame / kPulseFps;
    const auto near = [&](double drop) { return std::abs(drop - t) < apart; };
    if (std::none_of(drops.begin(), drops.end(), near)) drops.push_back(t);
  }
  std::sort(drops.begin(), drops.end());
  return drops;
}

}  // namespace gv::audio

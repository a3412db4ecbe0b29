#include "core/audio/beats.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/audio/series.h"
#include "core/audio/tempo.h"
#include "core/stats/numeric.h"

namespace gv::audio {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double deviation_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
}

/// The pulse in standard deviations, convolved with exp(-1/2 (32 k / period)^2).
std::vector<double> local_scores(std::span<const double> pulse, double period) {
  std::vector<double> scores(pulse.size(), 0.0);
  const double deviation = deviation_of(pulse);
  if (deviation <= 0.0) return scores;
  // Beyond a fifth of the period the weight is below 1e-8.
  const int reach = static_cast<int>(std::ceil(0.2 * period));
  std::vector<double> weights;
  for (int k = -reach; k <= reach; ++k) {
    const double x = 32.0 * k / period;
    weights.push_back(std::exp(-0.5 * x * x));
  }
  const int size = static_cast<int>(pulse.size());
  for (int i = 0; i < size; ++i) {
    double sum = 0.0;
    for (int k = std::max(-reach, -i); k <= std::min(reach, size - 1 - i); ++k) {
      sum += weights[static_cast<std::size_t>(k + reach)] * pulse[static_cast<std::size_t>(i + k)];
    }
    scores[static_cast<std::size_t>(i)] = sum / deviation;
  }
  return scores;
}

struct Chain {
  std::vector<double> score;  ///< of the best row of beats that ends here
  std::vector<int> before;    ///< the beat before this one; -1: none
};

Chain best_chains(std::span<const double> local, double period, double tightness) {
  const int longest = static_cast<int>(2.0 * period);
  const int shortest = std::max(1, static_cast<int>(std::ceil(period / 2.0)));
  std::vector<double> penalty(static_cast<std::size_t>(longest) + 1, 0.0);
  for (int lag = shortest; lag <= longest; ++lag) {
    penalty[static_cast<std::size_t>(lag)] = beat_penalty(lag / period, tightness);
  }
  Chain chain{std::vector<double>(local.begin(), local.end()), std::vector<int>(local.size(), -1)};
  for (int i = 0; i < static_cast<int>(local.size()); ++i) {
    double best = 0.0;  // a row may start here
    int before = -1;
    for (int lag = shortest; lag <= std::min(longest, i); ++lag) {
      const double score =
          chain.score[static_cast<std::size_t>(i - lag)] - penalty[static_cast<std::size_t>(lag)];
      if (score <= best) continue;
      best = score;
      before = i - lag;
    }
    chain.score[static_cast<std::size_t>(i)] += best;
    chain.before[static_cast<std::size_t>(i)] = before;
  }
  return chain;
}

/// The end of the row: the last local maximum that reaches half the median of the local maxima,
/// or the highest within the period before it, because a weak pulse after the last beat draws a
/// row of its own that skips that beat. The ends of the curve are no maxima. -1: none.
int last_peak(const std::vector<double>& score, double period) {
  std::vector<std::size_t> peaks;
  std::vector<double> heights;
  for (std::size_t i = 1; i + 1 < score.size(); ++i) {
    if (score[i] <= score[i - 1] || score[i] < score[i + 1]) continue;
    peaks.push_back(i);
    heights.push_back(score[i]);
  }
  const double enough = 0.5 * percentile(std::span<const double>(heights), 0.5);
  while (!peaks.empty() && score[peaks.back()] < enough) peaks.pop_back();
  if (peaks.empty()) return -1;
  const std::size_t last = peaks.back();
  std::size_t best = last;
  for (const std::size_t peak : peaks) {
    if (static_cast<double>(last - peak) < period && score[peak] > score[best]) best = peak;
  }
  return static_cast<int>(best);
}

/// Without the beats at either end whose score, smoothed over the neighbours by 1/2 1 1/2, is
/// below half the RMS of all.
std::vector<Beat> trimmed(const std::vector<Beat>& beats) {
  std::vector<double> smooth(beats.size(), 0.0);
  double squares = 0.0;
  for (std::size_t k = 0; k < beats.size(); ++k) {
    smooth[k] = beats[k].strength;
    if (k > 0) smooth[k] += 0.5 * beats[k - 1].strength;
    if (k + 1 < beats.size()) smooth[k] += 0.5 * beats[k + 1].strength;
    squares += smooth[k] * smooth[k];
  }
  if (beats.empty()) return {};
  const double enough = 0.5 * std::sqrt(squares / static_cast<double>(beats.size()));
  const auto holds = [&](double score) { return score >= enough; };
  const auto first = std::find_if(smooth.begin(), smooth.end(), holds) - smooth.begin();
  const auto last = smooth.rend() - std::find_if(smooth.rbegin(), smooth.rend(), holds);
  return {beats.begin() + first, beats.begin() + std::max(first, last)};
}

/// Slope of the line through the beats, as a tempo.
double tempo_of(const std::vector<Beat>& beats) {
  std::vector<double> number;
  std::vector<double> time;
  for (const Beat& beat : beats) {
    number.push_back(static_cast<double>(number.size()));
    time.push_back(beat.t);
  }
  const std::vector<double> weights(beats.size(), 1.0);
  return 60.0 / stats::weighted_line(number, time, weights).slope;
}

}  // namespace

double beat_penalty(double ratio, double tightness) {
  const double octave = std::log(ratio);
  return tightness * octave * octave;
}

std::vector<Beat> track_beats(std::span<const double> pulse, double bpm, const BeatConfig& config) {
  const double period = 60.0 * kPulseFps / bpm;
  const std::vector<double> local = local_scores(pulse, period);
  const Chain chain = best_chains(local, period, config.tightness);
  std::vector<Beat> beats;
  for (int i = last_peak(chain.score, period); i >= 0;
       i = chain.before[static_cast<std::size_t>(i)]) {
    beats.push_back({i / kPulseFps + config.delay_s, local[static_cast<std::size_t>(i)]});
  }
  std::reverse(beats.begin(), beats.end());
  return trimmed(beats);
}

Rhythm find_rhythm(std::span<const double> pulse, const TempoConfig& tempo_config,
                   const BeatConfig& config) {
  Rhythm rhythm;
  const std::optional<Tempo> tempo = estimate_tempo(pulse, tempo_config);
  if (!tempo) return rhythm;
  rhythm.salience = tempo->salience;

  std::vector<Beat> beats = track_beats(pulse, tempo->bpm, config);
  const std::vector<double> local = local_scores(pulse, 60.0 * kPulseFps / tempo->bpm);
  double at_beats = 0.0;
  for (const Beat& beat : beats) at_beats += beat.strength;
  at_beats /= std::max(1.0, static_cast<double>(beats.size()));
  rhythm.has_beat = static_cast<int>(beats.size()) >= config.count_min &&  // 1.
                    at_beats >= config.contrast_min * mean_of(local) &&    // 2.
                    tempo->salience >= config.salience_min;                // 3.
  if (!rhythm.has_beat) return rhythm;
  rhythm.bpm = tempo_of(beats);
  rhythm.bpm_alt = tempo->bpm_alt;
  rhythm.beats = std::move(beats);
  return rhythm;
}

}  // namespace gv::audio

#include "core/audio/testing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/rng.h"
#include "core/audio/analyzer.h"

namespace gv::audio::testing {
namespace {

constexpr double kMusic = 22050.0;  // Hz
constexpr double kVoice = 16000.0;  // Hz
constexpr double kTau = 2.0 * std::numbers::pi;
constexpr std::uint64_t kKey = 0x736f756e64;

/// Adds `sound(i)`, i = 0, 1, ... samples after `at_s`, for `length_s` or to the end.
template <class Sound>
void add_at(std::vector<float>& samples, double rate, double at_s, double length_s, Sound&& sound) {
  const auto first = static_cast<std::size_t>(std::lround(at_s * rate));
  const auto count = static_cast<std::size_t>(std::lround(length_s * rate));
  for (std::size_t i = 0; i < count && first + i < samples.size(); ++i) {
    samples[first + i] += static_cast<float>(sound(i));
  }
}

void add_click(std::vector<float>& samples, double at_s) {
  add_at(samples, kMusic, at_s, 0.06, [](std::size_t i) {
    const double t = static_cast<double>(i) / kMusic;
    return 0.8 * std::exp(-t / 0.010) * std::sin(kTau * 1000.0 * t);
  });
}

void add_bass_drum(std::vector<float>& samples, double at_s) {
  add_at(samples, kMusic, at_s, 0.30, [](std::size_t i) {
    const double t = static_cast<double>(i) / kMusic;
    // The pitch falls from 150 to 50 Hz: phase is its integral.
    const double phase = kTau * (50.0 * t + 100.0 * 0.03 * (1.0 - std::exp(-t / 0.03)));
    return 0.6 * std::exp(-t / 0.09) * std::sin(phase);
  });
}

void add_snare_drum(std::vector<float>& samples, double at_s, Rng& rng) {
  add_at(samples, kMusic, at_s, 0.20, [&rng](std::size_t i) {
    const double t = static_cast<double>(i) / kMusic;
    return std::exp(-t / 0.05) * (0.12 * rng.normal() + 0.2 * std::sin(kTau * 190.0 * t));
  });
}

void add_hi_hat(std::vector<float>& samples, double at_s, Rng& rng) {
  double before = 0.0;
  add_at(samples, kMusic, at_s, 0.06, [&](std::size_t i) {
    const double t = static_cast<double>(i) / kMusic;
    const double noise = rng.normal();
    const double high = noise - before;  // a first-order high-pass
    before = noise;
    return 0.05 * std::exp(-t / 0.015) * high;
  });
}

RhythmClip silent_clip(const RhythmSpec& spec) {
  RhythmClip clip;
  clip.samples.assign(static_cast<std::size_t>(spec.duration_s * kMusic), 0.0F);
  clip.bpm = spec.bpm;
  return clip;
}

/// One syllable: a glottal row of harmonics through two formants, swelling and fading, with a
/// hiss at its start.
void add_syllable(std::vector<float>& samples, double at_s, double length_s, double pitch_hz,
                  Rng& rng) {
  const double first_formant = 350.0 + 400.0 * rng.uniform();
  const double second_formant = 1000.0 + 1200.0 * rng.uniform();
  const double glide = 0.9 + 0.2 * rng.uniform();
  std::vector<double> amplitudes;
  for (int h = 1; h * pitch_hz < 3800.0; ++h) {
    const double hz = h * pitch_hz;
    const double first = (hz - first_formant) / 120.0;
    const double second = (hz - second_formant) / 180.0;
    amplitudes.push_back(0.10 / (1.0 + first * first) + 0.05 / (1.0 + second * second) + 0.002);
  }
  add_at(samples, kVoice, at_s, length_s, [&](std::size_t i) {
    const double t = static_cast<double>(i) / kVoice;
    const double swell = std::sin(std::numbers::pi * t / length_s);
    const double phase = kTau * pitch_hz * t * (1.0 + 0.5 * (glide - 1.0) * t / length_s);
    double sum = 0.0;
    // sin(h phase) by the recurrence of Chebyshev: one sine a sample instead of thirty.
    double before = 0.0;
    double now = std::sin(phase);
    const double turn = 2.0 * std::cos(phase);
    for (const double amplitude : amplitudes) {
      sum += amplitude * now;
      const double next = turn * now - before;
      before = now;
      now = next;
    }
    const double hiss = t < 0.04 ? 0.01 * rng.normal() : 0.0;
    return swell * swell * sum + hiss;
  });
}

double rms_of(std::span<const float> samples) {
  double sum = 0.0;
  for (const float sample : samples)
    sum += static_cast<double>(sample) * static_cast<double>(sample);
  return std::sqrt(sum / std::max(1.0, static_cast<double>(samples.size())));
}

}  // namespace

void add_noise(std::vector<float>& samples, double sigma, std::uint64_t seed) {
  if (sigma <= 0.0) return;
  Rng rng(kKey, seed);
  for (float& sample : samples) sample += static_cast<float>(sigma * rng.normal());
}

RhythmClip click_track(const RhythmSpec& spec) {
  RhythmClip clip = silent_clip(spec);
  for (int k = 0; spec.start_s + k * 60.0 / spec.bpm < spec.duration_s - 0.1; ++k) {
    const double t = spec.start_s + k * 60.0 / spec.bpm;
    add_click(clip.samples, t);
    clip.onsets.push_back(t);
    clip.beats.push_back(t);
  }
  add_noise(clip.samples, spec.noise, spec.seed);
  return clip;
}

RhythmClip drum_loop(const RhythmSpec& spec) {
  RhythmClip clip = silent_clip(spec);
  Rng rng(kKey + 1, spec.seed);
  for (int half = 0; spec.start_s + half * 30.0 / spec.bpm < spec.duration_s - 0.1; ++half) {
    const double t = spec.start_s + half * 30.0 / spec.bpm;
    clip.onsets.push_back(t);
    add_hi_hat(clip.samples, t, rng);
    if (half % 2 != 0) continue;
    clip.beats.push_back(t);
    if (half % 4 == 0) {
      add_bass_drum(clip.samples, t);
    } else {
      add_snare_drum(clip.samples, t, rng);
    }
  }
  add_noise(clip.samples, spec.noise, spec.seed);
  return clip;
}

std::vector<float> chords(double duration_s, double rate, double amplitude) {
  constexpr double kRoots[] = {220.0, 174.61, 261.63, 196.0};
  constexpr double kChordSeconds = 2.0;
  std::vector<float> samples(static_cast<std::size_t>(duration_s * rate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate;
    const auto chord = static_cast<std::size_t>(t / kChordSeconds);
    const double within = t - static_cast<double>(chord) * kChordSeconds;
    const double swell = std::min({1.0, within / 0.3, (kChordSeconds - within) / 0.3});
    const double phase = kTau * kRoots[chord % 4] * t;
    const double tones = std::sin(phase) + std::sin(1.25 * phase) + std::sin(1.5 * phase) +
                         0.5 * std::sin(2.0 * phase) + 0.4 * std::sin(3.0 * phase);
    samples[i] = static_cast<float>(amplitude * (0.2 + 0.8 * swell) * tones / 3.0);
  }
  return samples;
}

SpokenClip spoken_clip(const SpokenSpec& spec) {
  Rng rng(kKey + 2, spec.seed);
  SpokenClip clip;
  clip.samples.assign(static_cast<std::size_t>(kVoice * (1.0 + 4.5 * spec.phrases)), 0.0F);
  double t = 0.8;
  for (int phrase = 0; phrase < spec.phrases; ++phrase) {
    const double start = t;
    const auto syllables = 6 + rng.below(6);
    for (std::uint64_t k = 0; k < syllables; ++k) {
      const double length = 0.18 + 0.12 * rng.uniform();
      // The voice falls by a fifth of its pitch through a phrase.
      const double fall = 1.1 - 0.2 * static_cast<double>(k) / static_cast<double>(syllables);
      add_syllable(clip.samples, t, length, spec.pitch_hz * fall, rng);
      t += length;
    }
    clip.segments.push_back({start, t});
    t += 0.7 + 0.6 * rng.uniform();
  }
  clip.samples.resize(static_cast<std::size_t>(t * kVoice));
  clip.duration_s = static_cast<double>(clip.samples.size()) / kVoice;
  if (spec.bed_db) {
    const double speech = rms_of(clip.samples);
    std::vector<float> bed = chords(clip.duration_s, kVoice, 1.0);
    const double gain = speech / rms_of(bed) * std::pow(10.0, -*spec.bed_db / 20.0);
    for (std::size_t i = 0; i < std::min(bed.size(), clip.samples.size()); ++i) {
      clip.samples[i] += static_cast<float>(gain * static_cast<double>(bed[i]));
    }
  }
  add_noise(clip.samples, 0.001, spec.seed);
  return clip;
}

void play_tones(std::span<const ToneStep> steps, double frequency_hz, double rate,
                const std::function<void(std::span<const float>)>& sink) {
  const auto period = static_cast<std::size_t>(std::lround(rate / frequency_hz));
  for (const ToneStep& step : steps) {
    const std::size_t channels = step.level_dbfs.size();
    std::vector<float> piece(period * channels);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const double turn = static_cast<double>(i / channels) / static_cast<double>(period);
      const double peak = std::pow(10.0, step.level_dbfs[i % channels] / 20.0);
      piece[i] = static_cast<float>(peak * std::sin(kTau * turn));
    }
    // About a tenth of a second at a time.
    const std::size_t repeats =
        std::max<std::size_t>(1, static_cast<std::size_t>(rate / 10.0) / period);
    std::vector<float> chunk;
    for (std::size_t k = 0; k < repeats; ++k) chunk.insert(chunk.end(), piece.begin(), piece.end());
    auto left = static_cast<std::size_t>(std::lround(step.seconds * rate)) * channels;
    while (left > 0) {
      const std::size_t count = std::min(left, chunk.size());
      sink(std::span<const float>(chunk).first(count));
      left -= count;
    }
  }
}

AudioSection analyze(std::span<const float> mono_22k, std::span<const float> mono_16k,
                     std::span<const float> native, const AudioConfig& config) {
  AudioAnalyzer analyzer(config);
  SoundView view;
  view.mono_22k = mono_22k;
  view.mono_16k = mono_16k;
  view.native = native;
  view.rate = 48000;
  view.channels = 2;
  analyzer.on_sound(view);
  return analyzer.finish();
}

}  // namespace gv::audio::testing

#include "core/audio/loudness.h"

#include <algorithm>
#include <cmath>

#include <ebur128.h>

#include "base/check.h"
#include "core/audio/series.h"

namespace gv::audio {
namespace {

constexpr double kGate = -70.0;         // LUFS; nothing below counts anywhere in R 128
constexpr std::size_t kMomentary = 4;   // blocks of 100 ms
constexpr std::size_t kShortTerm = 30;  // blocks of 100 ms
constexpr double kWeightingOffset = -0.691;
constexpr float kFullScale = 32767.0F / 32768.0F;
constexpr int kClippedRun = 3;

struct FreeMeter {
  void operator()(ebur128_state* meter) const { ebur128_destroy(&meter); }
};
using Meter = std::unique_ptr<ebur128_state, FreeMeter>;

std::optional<double> finite(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> decibels_of_amplitude(double amplitude) {
  return amplitude > 0.0 ? finite(20.0 * std::log10(amplitude)) : std::nullopt;
}

double lufs_of(double energy) {
  return kWeightingOffset + decibels(energy, kGate - kWeightingOffset);
}

}  // namespace

struct LoudnessMeter::State {
  LoudnessConfig config;
  Meter meter;
  int rate{0};
  int channels{0};
  std::size_t block{0};        ///< samples of all channels in 100 ms
  std::vector<float> pending;  ///< less than a block
  std::vector<double> energy;  ///< weighted mean square of each 100 ms
  std::vector<int> clipped;    ///< length of the run at full scale, by channel
  std::int64_t clipping_count{0};

  void open(int rate_, int channels_) {
    rate = rate_;
    channels = channels_;
    const int mode = EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK;
    meter.reset(
        ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rate), mode));
    GV_CHECK(meter != nullptr);
    if (config.dual_mono && channels == 1) ebur128_set_channel(meter.get(), 0, EBUR128_DUAL_MONO);
    block = static_cast<std::size_t>((rate + 5) / 10) * static_cast<std::size_t>(channels);
    clipped.assign(static_cast<std::size_t>(channels), 0);
  }

  void count_clipping(std::span<const float> samples) {
    std::size_t channel = 0;
    for (const float sample : samples) {
      int& run = clipped[channel];
      run = std::abs(sample) >= kFullScale ? run + 1 : 0;
      if (run == kClippedRun) ++clipping_count;
      if (++channel == clipped.size()) channel = 0;
    }
  }

  void add(std::span<const float> samples) {
    count_clipping(samples);
    const std::size_t frames = samples.size() / static_cast<std::size_t>(channels);
    GV_CHECK(ebur128_add_frames_float(meter.get(), samples.data(), frames) == EBUR128_SUCCESS);
  }

  void add_block(std::span<const float> samples) {
    add(samples);
    double lufs = 0.0;
    GV_CHECK(ebur128_loudness_window(meter.get(), 100, &lufs) == EBUR128_SUCCESS);
    energy.push_back(std::isfinite(lufs) ? std::pow(10.0, (lufs - kWeightingOffset) / 10.0) : 0.0);
  }

  /// Loudness of `count` blocks that end with each block; blocks before the start are silent.
  [[nodiscard]] std::vector<double> sliding(std::size_t count) const {
    std::vector<double> result;
    for (std::size_t i = 0; i < energy.size(); ++i) {
      double sum = 0.0;
      for (std::size_t k = i + 1 - std::min(count, i + 1); k <= i; ++k) sum += energy[k];
      result.push_back(lufs_of(sum / static_cast<double>(count)));
    }
    return result;
  }

  /// The greatest loudness of `count` blocks; unset if there are fewer or all are silent.
  [[nodiscard]] std::optional<double> loudest(std::size_t count) const {
    if (energy.size() < count) return std::nullopt;
    const std::vector<double> lufs = sliding(count);
    const double most = *std::max_element(lufs.begin(), lufs.end());
    return most > kGate ? std::optional(most) : std::nullopt;
  }

  [[nodiscard]] Loudness totals() const {
    Loudness total;
    double value = 0.0;
    if (ebur128_loudness_global(meter.get(), &value) == EBUR128_SUCCESS) {
      total.integrated_lufs = finite(value);
    }
    if (energy.size() >= kShortTerm && total.integrated_lufs &&
        ebur128_loudness_range(meter.get(), &value) == EBUR128_SUCCESS) {
      total.lra_lu = finite(value);
    }
    total.momentary_max_lufs = loudest(kMomentary);
    total.short_term_max_lufs = loudest(kShortTerm);
    double true_peak = 0.0;
    double sample_peak = 0.0;
    for (unsigned channel = 0; channel < static_cast<unsigned>(channels); ++channel) {
      if (ebur128_true_peak(meter.get(), channel, &value) == EBUR128_SUCCESS) {
        true_peak = std::max(true_peak, value);
      }
      if (ebur128_sample_peak(meter.get(), channel, &value) == EBUR128_SUCCESS) {
        sample_peak = std::max(sample_peak, value);
      }
    }
    total.true_peak_dbtp = decibels_of_amplitude(true_peak);
    total.sample_peak_dbfs = decibels_of_amplitude(sample_peak);
    total.clipping_count = clipping_count;
    return total;
  }
};

LoudnessMeter::LoudnessMeter(const LoudnessConfig& config) : state_(std::make_unique<State>()) {
  state_->config = config;
}
LoudnessMeter::~LoudnessMeter() = default;
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;

void LoudnessMeter::push(std::span<const float> interleaved, int rate, int channels) {
  if (interleaved.empty()) return;
  State& state = *state_;
  if (!state.meter) state.open(rate, channels);
  GV_CHECK(rate == state.rate && channels == state.channels);
  GV_CHECK(interleaved.size() % static_cast<std::size_t>(channels) == 0);
  while (!interleaved.empty()) {
    if (state.pending.empty() && interleaved.size() >= state.block) {
      state.add_block(interleaved.first(state.block));
      interleaved = interleaved.subspan(state.block);
      continue;
    }
    const std::size_t taken = std::min(interleaved.size(), state.block - state.pending.size());
    const auto part = interleaved.first(taken);
    state.pending.insert(state.pending.end(), part.begin(), part.end());
    interleaved = interleaved.subspan(taken);
    if (state.pending.size() == state.block) {
      state.add_block(state.pending);
      state.pending.clear();
    }
  }
}

LoudnessResult LoudnessMeter::finish() {
  State& state = *state_;
  LoudnessResult result;
  if (!state.meter) return result;
  if (!state.pending.empty()) state.add(state.pending);  // counts for the peaks
  state.pending.clear();
  const std::vector<double> momentary = state.sliding(kMomentary);
  for (const double lufs : momentary) result.momentary_lufs.push_back(static_cast<float>(lufs));
  if (momentary.size() < kMomentary) return result;
  const auto silent = std::count_if(momentary.begin() + (kMomentary - 1), momentary.end(),
                                    [&](double lufs) { return lufs < state.config.silence_lufs; });
  result.silence_ratio =
      static_cast<double>(silent) / static_cast<double>(momentary.size() - (kMomentary - 1));
  result.loudness = state.totals();
  return result;
}

}  // namespace gv::audio

#include "io/media/sound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"

namespace gv::media {
namespace {

constexpr int kMusicRate = 22'050;
constexpr int kSpeechRate = 16'000;
constexpr int kChannelsMax = 8;
constexpr int kRateMin = 1'000;
constexpr int kRateMax = 768'000;
constexpr std::int64_t kBlockMax = 4096;
constexpr double kHardGap = 0.1;  // seconds

struct Form {
  AVSampleFormat format;
  int rate;
  int channels;
};

/// A resampler between two forms whose channels have the usual layout; null where there is none.
ResamplerPtr resampler(AVChannelLayout& from_layout, const Form& from, const Form& to,
                       bool high_quality) {
  AVChannelLayout to_layout{};
  if (from.channels == to.channels) {
    av().av_channel_layout_copy(&to_layout, &from_layout);
  } else {
    av().av_channel_layout_default(&to_layout, to.channels);
  }
  SwrContext* context = nullptr;
  const int error = av().swr_alloc_set_opts2(&context, &to_layout, to.format, to.rate, &from_layout,
                                             from.format, from.rate, 0, nullptr);
  av().av_channel_layout_uninit(&to_layout);
  ResamplerPtr made(context);
  if (error < 0) return nullptr;
  // The mean of the channels, never above full scale; its default for floats adds 3 dB.
  av().av_opt_set(context, "rematrix_maxval", "1.0", 0);
  if (high_quality) av().av_opt_set_int(context, "resampler", SWR_ENGINE_SOXR, 0);
  if (av().swr_init(context) >= 0) return made;
  return nullptr;
}

/// Interleaved floats of the usual layout to mono.
ResamplerPtr mono_resampler(int rate, int channels, int to_rate) {
  AVChannelLayout layout{};
  av().av_channel_layout_default(&layout, channels);
  const Form from{AV_SAMPLE_FMT_FLT, rate, channels};
  const Form to{AV_SAMPLE_FMT_FLT, to_rate, 1};
  auto made = resampler(layout, from, to, true);
  if (!made) made = resampler(layout, from, to, false);
  av().av_channel_layout_uninit(&layout);
  return made;
}

/// Feeds `frames` (0 with null input: the end) and appends what comes out.
Result<void> convert(SwrContext& context, const std::uint8_t** input, int frames, int channels,
                     std::vector<float>& output) {
  const int most = av().swr_get_out_samples(&context, frames);
  if (most < 0) return fail(ErrorCode::DecodeFailed, "sound", "cannot be resampled");
  const auto before = output.size();
  const auto width = static_cast<std::size_t>(channels);
  output.resize(before + static_cast<std::size_t>(most) * width);
  auto* out = reinterpret_cast<std::uint8_t*>(output.data() + before);
  const int made = av().swr_convert(&context, &out, most, input, frames);
  if (made < 0) return fail(ErrorCode::DecodeFailed, "sound", "cannot be resampled");
  output.resize(before + static_cast<std::size_t>(made) * width);
  return {};
}

tl::unexpected<Error> unusable(int rate, int channels) {
  return fail(ErrorCode::DecodeFailed, "sound",
              fmt::format("{} channels at {} Hz cannot be read; rates of {} to {} Hz are accepted",
                          channels, rate, kRateMin, kRateMax));
}

/// Damaged floats may be NaN, infinite or huge.
void make_sane(std::span<float> samples) {
  for (auto& sample : samples) {
    if (!(sample >= -16.0F && sample <= 16.0F)) sample = 0.0F;
  }
}

}  // namespace

double SoundTrack::seconds() const {
  return rate_ == 0 ? 0.0 : static_cast<double>(position_) / rate_;
}

Result<void> SoundTrack::start(const AVFrame& frame) {
  const int channels = frame.ch_layout.nb_channels;
  if (frame.sample_rate < kRateMin || frame.sample_rate > kRateMax || channels < 1) {
    return unusable(frame.sample_rate, channels);
  }
  channels_ = channels > kChannelsMax ? 2 : channels;
  to_22k_ = mono_resampler(frame.sample_rate, channels_, kMusicRate);
  to_16k_ = mono_resampler(frame.sample_rate, channels_, kSpeechRate);
  if (!to_22k_ || !to_16k_) return unusable(frame.sample_rate, channels);
  rate_ = frame.sample_rate;
  block_frames_ = std::min<std::int64_t>(kBlockMax, (rate_ + 9) / 10);
  pending_.rate = rate_;
  pending_.channels = channels_;
  return {};
}

Result<void> SoundTrack::to_native(const AVFrame& frame) {
  const int channels = frame.ch_layout.nb_channels;
  if (!to_float_ || frame.format != from_format_ || frame.sample_rate != from_rate_ ||
      channels != from_channels_) {
    if (frame.sample_rate < kRateMin || frame.sample_rate > kRateMax || channels < 1) {
      return unusable(frame.sample_rate, channels);
    }
    // A layout without names cannot be mixed; it is then read in the usual order.
    AVChannelLayout layout{};
    const bool named = frame.ch_layout.order == AV_CHANNEL_ORDER_NATIVE;
    if (named) {
      av().av_channel_layout_copy(&layout, &frame.ch_layout);
    } else {
      av().av_channel_layout_default(&layout, channels);
    }
    to_float_ =
        resampler(layout, {static_cast<AVSampleFormat>(frame.format), frame.sample_rate, channels},
                  {AV_SAMPLE_FMT_FLT, rate_, channels_}, false);
    av().av_channel_layout_uninit(&layout);
    if (!to_float_) return unusable(frame.sample_rate, channels);
    from_format_ = frame.format;
    from_rate_ = frame.sample_rate;
    from_channels_ = channels;
  }
  converted_.clear();
  GV_TRY(convert(*to_float_, const_cast<const std::uint8_t**>(frame.extended_data),
                 frame.nb_samples, channels_, converted_));
  make_sane(converted_);
  return {};
}

Result<void> SoundTrack::add(const AVFrame& frame, std::optional<double> t_s) {
  if (frame.nb_samples <= 0) return {};
  if (!started()) GV_TRY(start(frame));
  GV_TRY(to_native(frame));
  if (t_s && !origin_s_) origin_s_ = *t_s;
  std::span<const float> samples = converted_;
  if (t_s) {
    const double off_s = (*t_s - *origin_s_) - seconds();
    const bool first = position_ == 0;
    const bool gap = first ? off_s != 0.0 : std::abs(off_s) > kHardGap;
    if (gap && off_s > 0.0 && off_s <= gap_max_s_) {
      GV_TRY(append_silence(std::llround(off_s * rate_)));
    } else if (gap && off_s < 0.0) {
      const auto cut =
          std::min(static_cast<double>(samples.size()), std::round(-off_s * rate_) * channels_);
      samples = samples.subspan(static_cast<std::size_t>(cut));
    }
  }
  return append(samples);
}

Result<void> SoundTrack::append_silence(std::int64_t frames) {
  const std::vector<float> silence(static_cast<std::size_t>(block_frames_ * channels_), 0.0F);
  while (frames > 0) {
    const auto part = std::min(frames, block_frames_);
    GV_TRY(append(std::span(silence).first(static_cast<std::size_t>(part * channels_))));
    frames -= part;
  }
  return {};
}

Result<void> SoundTrack::append(std::span<const float> native) {
  const auto width = static_cast<std::size_t>(channels_);
  while (!native.empty()) {
    const auto room = static_cast<std::size_t>(block_frames_) * width - pending_.native.size();
    const auto part = native.first(std::min(room, native.size()));
    pending_.native.insert(pending_.native.end(), part.begin(), part.end());
    native = native.subspan(part.size());
    position_ += static_cast<std::int64_t>(part.size() / width);
    if (part.size() == room) GV_TRY(flush_block());
  }
  return {};
}

Result<void> SoundTrack::flush_block() {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(pending_.native.data());
  const auto width = static_cast<std::size_t>(channels_);
  const auto frames = static_cast<int>(pending_.native.size() / width);
  GV_TRY(convert(*to_22k_, &bytes, frames, 1, pending_.mono_22k));
  GV_TRY(convert(*to_16k_, &bytes, frames, 1, pending_.mono_16k));
  Sound next;
  next.rate = rate_;
  next.channels = channels_;
  next.at_native = pending_.at_native + frames;
  next.at_22k = pending_.at_22k + static_cast<std::int64_t>(pending_.mono_22k.size());
  next.at_16k = pending_.at_16k + static_cast<std::int64_t>(pending_.mono_16k.size());
  ready_.push_back(std::exchange(pending_, std::move(next)));
  return {};
}

Result<void> SoundTrack::finish() {
  if (!started()) return {};
  if (!pending_.native.empty()) GV_TRY(flush_block());
  GV_TRY(convert(*to_22k_, nullptr, 0, 1, pending_.mono_22k));
  GV_TRY(convert(*to_16k_, nullptr, 0, 1, pending_.mono_16k));
  if (pending_.mono_22k.empty() && pending_.mono_16k.empty()) return {};
  ready_.push_back(std::move(pending_));
  return {};
}

}  // namespace gv::media

#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/media/libav.h"
#include "io/media/source.h"

namespace gv::media {

/// Turns decoded sound into one gapless stream in three forms, whose sample 0 lies at the first
/// picture.
///
/// What was recorded before that moment is cut, a late start and gaps above 0.1 s become silence,
/// overlaps above 0.1 s are cut. Smaller disagreements of the time stamps are rounding and ignored.
/// More than 8 channels are mixed down to two. Resampling: soxr where FFmpeg has it, no dither.
/// Not thread-safe.
class SoundTrack {
 public:
  /// `origin_s`: the time of the first picture on the clock of the stream; none: the first sound is
  /// the origin. `gap_max_s`: no silence longer than this is filled in.
  SoundTrack(std::optional<double> origin_s, double gap_max_s)
      : origin_s_(origin_s), gap_max_s_(gap_max_s) {}

  /// `t_s`: time of the first sample on the clock of the stream, none where unknown.
  /// Errors: DecodeFailed: a form of sound that cannot be resampled.
  [[nodiscard]] Result<void> add(const AVFrame& frame, std::optional<double> t_s);
  /// Ends the stream: what the resamplers hold back comes out.
  [[nodiscard]] Result<void> finish();

  /// Whole blocks ready to be taken, oldest first.
  [[nodiscard]] std::deque<Sound>& ready() { return ready_; }
  /// Seconds of sound so far.
  [[nodiscard]] double seconds() const;
  [[nodiscard]] bool started() const { return rate_ > 0; }

 private:
  [[nodiscard]] Result<void> start(const AVFrame& frame);
  [[nodiscard]] Result<void> to_native(const AVFrame& frame);
  [[nodiscard]] Result<void> append(std::span<const float> native);
  [[nodiscard]] Result<void> append_silence(std::int64_t frames);
  [[nodiscard]] Result<void> flush_block();

  std::optional<double> origin_s_;
  double gap_max_s_;
  int rate_{0};
  int channels_{0};
  std::int64_t block_frames_{0};
  std::int64_t position_{0};  ///< sample frames appended so far
  ResamplerPtr to_float_;
  int from_format_{-1};  ///< what to_float_ converts from
  int from_rate_{0};
  int from_channels_{0};
  ResamplerPtr to_22k_;
  ResamplerPtr to_16k_;
  std::vector<float> converted_;  ///< the last decoded frame, interleaved
  Sound pending_;
  std::deque<Sound> ready_;
};

}  // namespace gv::media

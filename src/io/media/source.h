#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/image.h"
#include "base/result.h"
#include "io/media/probe.h"

namespace gv::media {

/// One decoded frame in small, upright; the fields are those of `vision::FrameView`.
struct Frame {
  std::int64_t index{0};  ///< 0-based, display order
  double t{0.0};          ///< seconds from the first frame
  double dt{0.0};         ///< seconds since the previous frame that counts; 0 for the first
  bool dup{false};        ///< shows the same picture as the one before it
  Image l320;
  Image c320;
  Image a64;
  Image t48;
};

/// The next stretch of sound, at most 4,096 sample frames and about 0.1 s, in three forms; the
/// fields are those of `audio::SoundView`. Each form is gapless: it goes on where the last stretch
/// ended, starting at 0, which is t = 0 of the frames. The two mono forms lag the native one by
/// the delay of the resampler (some ms) until the last stretch.
struct Sound {
  std::int64_t at_22k{0};
  std::int64_t at_16k{0};
  std::int64_t at_native{0};
  std::vector<float> mono_22k;
  std::vector<float> mono_16k;
  std::vector<float> native;  ///< `channels` interleaved at `rate`
  int rate{0};                ///< Hz
  int channels{0};            ///< 1 to 8
};

/// The file is over. `warnings`: size_changed, decode_errors, pts_repaired, audio_unreadable,
/// truncated.
struct End {
  std::int64_t decoded{0};
  std::int64_t dup{0};
  std::int64_t pts_repaired{0};
  std::int64_t decode_errors{0};
  double covered_s{0.0};  ///< from the first to the end of the last decoded frame
  double sound_s{0.0};    ///< length of the sound given out
  bool truncated{false};  ///< less came than was announced; only with `salvage`
  bool vfr{false};        ///< over all frames; `ProbeResult` judges by the first 2,000
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(End, (),
                      (decoded, dup, pts_repaired, decode_errors, covered_s, sound_s, truncated,
                       vfr, warnings))

using Event = std::variant<Frame, Sound, End>;

/// Longer side of the pictures that `Source::sample` makes.
inline constexpr int kSampleSideMin = 16;
inline constexpr int kSampleSideMax = 960;

/// One media file as a sequence of events. Not thread-safe.
class Source {
 public:
  virtual ~Source() = default;

  [[nodiscard]] virtual const ProbeResult& probe() const = 0;

  /// The next event; after `End` there is none. What comes, and in what order, depends on the file
  /// alone: sound follows frames in the order in which the file stores them, whatever the speed and
  /// the number of threads.
  ///
  /// Errors (the source is then of no more use): DecodeFailed: nothing could be decoded, or the
  /// decoding process died. Truncated: less than 95 % of the announced time came (without
  /// `salvage`). Stalled, TimedOut, Cancelled, LimitDuration, LimitResolution, LimitMemory.
  [[nodiscard]] virtual Result<Event> next() = 0;

  /// An upright BGR picture of a frame, longer side at most `longer_side` (in [16, 960]), by area
  /// average. The last `held_frames` frames that `next` returned can be asked for.
  ///
  /// Errors: InvalidInput: that frame is not held, or the side is out of range.
  [[nodiscard]] virtual Result<Image> sample(std::int64_t index, int longer_side) = 0;

  /// How many of the last frames are kept at full size: at least 5, at most 8.
  [[nodiscard]] virtual int held_frames() const = 0;
};

struct SourceOptions {
  Limits limits;
  int decoder_threads{2};  ///< >= 1; changes speed, never results
  bool salvage{false};     ///< analyse what a truncated file holds
  bool audio_only{false};  ///< leave the pictures; t = 0 is the first sound
  bool want_audio{true};
  bool want_sha256{true};  ///< else ProbeResult.sha256 is empty
  bool probe_only{false};  ///< `next` will not be called
  std::stop_token cancel;  ///< looked at once per event and while waiting
};

/// Opens `path` and decodes in this process: for files of one's own and for tests.
///
/// Errors: those of `probe`, and Truncated without `salvage`.
[[nodiscard]] Result<std::unique_ptr<Source>> open(const std::string& path,
                                                   const SourceOptions& options = {});

/// The same, with all reading of the file's content in a restricted child process: no network, no
/// files, bounded memory and processor time. `decoder_executable` is started as
/// `decoder_executable __decode` and must call `run_decoder_child`. A child that dies costs this
/// file only (DecodeFailed). The calling thread must outlive the source: the system ends the child
/// with the thread that started it.
///
/// Errors: as `open`; NotAvailable: the executable cannot be started.
[[nodiscard]] Result<std::unique_ptr<Source>> open_in_child(
    const std::string& path, const SourceOptions& options,
    const std::string& decoder_executable = "/proc/self/exe");

/// What the child process runs: call it from `main` for the first argument `__decode`, before
/// anything else. Returns the exit status.
int run_decoder_child(int argc, char** argv);

}  // namespace gv::media

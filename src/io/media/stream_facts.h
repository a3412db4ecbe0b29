#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/media/demuxer.h"
#include "io/media/probe.h"

namespace gv::media {

/// 9:16, 4:5, 1:1, 4:3, 16:9 or 21:9, whichever is nearest and within 3 %; else "other".
[[nodiscard]] std::string_view aspect_label(double ratio);

/// The clockwise turn that a display matrix asks for. None: its angle is no multiple of 90 degrees
/// (more than 2 degrees off). `theta_deg` is counter-clockwise, as FFmpeg gives it; NaN is none.
[[nodiscard]] std::optional<int> rotation_of(double theta_deg);

/// What the packets of the video stream say about time, over at most 2,000 packets or 32 MiB.
struct PacketFacts {
  std::int64_t frames{0};  ///< packets that hold something
  bool whole{false};       ///< the end of the file was reached
  std::optional<std::int64_t> first_pts;
  double interval_s{0.0};  ///< median; 0 below two frames
  double fps{0.0};         ///< mean rate; 0 below two frames
  double span_s{0.0};      ///< first to last frame, its length included
  bool vfr{false};
};

/// Reads packets from where `demuxer` stands: give it one of its own.
[[nodiscard]] PacketFacts scan_packets(Demuxer& demuxer);

/// Fills everything that needs no decoded frame; `video` by `demuxer.video()`, unless that is null.
/// Errors: LimitDuration; LimitResolution above limits.fps or limits.pixels.
[[nodiscard]] Result<ProbeResult> describe(const InputFile& file, const Demuxer& demuxer,
                                           const PacketFacts& packets, const Limits& limits,
                                           bool audio_only);

/// How long the video stream announces to be, seconds. None: it says nothing of its own (the
/// container's duration may be that of the sound).
[[nodiscard]] std::optional<double> announced_video_s(const AVStream& stream);

/// Corrects what only a decoded frame shows: pixel format, size, rotation, colours, interlacing,
/// first time stamp.
void describe_frame(const AVFrame& frame, const Demuxer& demuxer, ProbeResult& probe);

}  // namespace gv::media

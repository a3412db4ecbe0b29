#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"

namespace gv::media {

/// What one file may cost. Priors, all of them.
struct Limits {
  std::int64_t size_bytes{4LL << 30};
  double duration_s{3600.0};
  std::int64_t pixels{33'200'000};  ///< of one frame: 8K
  double fps{240.0};
  double open_s{10.0};                   ///< wall clock until the first frame is decoded
  double stall_s{20.0};                  ///< wall clock of waiting for one decoded frame or sound
  double total_min_s{60.0};              ///< whole work on the file: max(total_min_s,
  double total_per_s{4.0};               ///< total_per_s * duration)
  std::int64_t memory_bytes{2LL << 30};  ///< address space of the decoding process
};
BOOST_DESCRIBE_STRUCT(Limits, (),
                      (size_bytes, duration_s, pixels, fps, open_s, stall_s, total_min_s,
                       total_per_s, memory_bytes))

/// Names as FFmpeg writes them ("bt709", "smpte2084", "tv"); "unknown" where the file is silent.
struct ColorInfo {
  std::string primaries;
  std::string transfer;
  std::string matrix;
  std::string range;
};
BOOST_DESCRIBE_STRUCT(ColorInfo, (), (primaries, transfer, matrix, range))

struct VideoInfo {
  std::string codec;    ///< "h264"
  std::string profile;  ///< "High", empty when the codec has none
  std::string pix_fmt;  ///< "yuv420p"
  int bit_depth{8};
  int width{0};  ///< stored, before sample aspect and rotation
  int height{0};
  std::string sar{"1:1"};  ///< shape of a stored pixel
  int rotation_deg{0};     ///< clockwise turn that shows the picture upright: 0, 90, 180, 270
  int display_w{0};        ///< after sample aspect and rotation
  int display_h{0};
  std::string aspect_label;  ///< 9:16, 4:5, 1:1, 4:3, 16:9, 21:9, other
  double fps_nominal{0.0};
  double fps_avg{0.0};
  bool vfr{false};
  std::optional<std::int64_t> frame_count_est;
  ColorInfo color;
  bool hdr{false};          ///< PQ or HLG
  bool tone_mapped{false};  ///< the planes are: whenever `hdr`
  bool interlaced{false};
};
BOOST_DESCRIBE_STRUCT(VideoInfo, (),
                      (codec, profile, pix_fmt, bit_depth, width, height, sar, rotation_deg,
                       display_w, display_h, aspect_label, fps_nominal, fps_avg, vfr,
                       frame_count_est, color, hdr, tone_mapped, interlaced))

struct AudioInfo {
  std::string codec;
  int rate{0};  ///< Hz
  int channels{0};
  std::string layout;  ///< "stereo"
  double duration_s{0.0};
};
BOOST_DESCRIBE_STRUCT(AudioInfo, (), (codec, rate, channels, layout, duration_s))

/// What a media file is. `warnings` are words of a fixed list: many_video_streams,
/// many_audio_streams, odd_rotation, frame_rate_unknown, truncated, audio_unreadable,
/// av_length_mismatch.
struct ProbeResult {
  std::string container;    ///< "mp4", "webm", "png"
  std::string format_long;  ///< "QuickTime / MOV"
  std::int64_t size_bytes{0};
  std::string sha256;                 ///< 64 hex digits of the whole file
  double duration_s{0.0};             ///< by the container; 0 for a still
  std::int64_t start_pts{0};          ///< of the first presented frame, in units of time_base
  std::string time_base;              ///< "1/12800" seconds
  double start_offset_s{0.0};         ///< first frame after the start of the container
  std::optional<VideoInfo> video;     ///< none with audio_only
  std::optional<AudioInfo> audio;     ///< none: the file is silent
  bool is_still{false};               ///< one picture
  bool attached_picture_only{false};  ///< sound with a cover picture
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ProbeResult, (),
                      (container, format_long, size_bytes, sha256, duration_s, start_pts, time_base,
                       start_offset_s, video, audio, is_still, attached_picture_only, warnings))

/// Reads what `path` is, and decodes its first frame to know that it can be. The content decides,
/// not the extension; only the demuxers of the list in demuxer.cpp are tried, and nothing but
/// `path` is opened. Runs in this process: for files of unknown origin use `open_in_child`.
///
/// Errors: NotFound, UnusableInput (no permission), EmptyFile, UnsupportedMedia (names what it is),
/// ForbiddenFormat (playlists), NoVideoStream, LimitSize, LimitDuration, LimitResolution,
/// LimitMemory, Truncated (its index is missing), DecodeFailed, Stalled (above limits.open_s),
/// NotAvailable (no FFmpeg). A shorter file than its header announces is the warning `truncated`.
[[nodiscard]] Result<ProbeResult> probe(const std::string& path, const Limits& limits = {});

}  // namespace gv::media

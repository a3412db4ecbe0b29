#include "io/media/stream_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>

#include <fmt/format.h>

#include "io/media/sniff.h"

namespace gv::media {
namespace {

constexpr double kFpsUnknown = 25.0;

double as_double(AVRational ratio) {
  return ratio.den == 0 ? 0.0 : static_cast<double>(ratio.num) / ratio.den;
}

std::string name_or_unknown(const char* name) { return name == nullptr ? "unknown" : name; }

double duration_of(const Demuxer& demuxer, const PacketFacts& packets) {
  const auto& context = demuxer.context();
  if (context.duration > 0) return static_cast<double>(context.duration) / AV_TIME_BASE;
  return packets.whole ? packets.span_s : 0.0;
}

/// A frame rate that can serve as one: within the limit, or else what the packets show.
double nominal_fps(const Demuxer& demuxer, const PacketFacts& packets, const Limits& limits,
                   std::vector<std::string>& warnings) {
  const double guessed =
      as_double(av().av_guess_frame_rate(&demuxer.context(), demuxer.video(), nullptr));
  const double shown = packets.interval_s > 0.0 ? 1.0 / packets.interval_s : 0.0;
  for (const double fps : {guessed, shown, packets.fps}) {
    if (fps > 0.0 && fps <= limits.fps) return fps;
  }
  warnings.emplace_back("frame_rate_unknown");
  return kFpsUnknown;
}

ColorInfo color_of(AVColorPrimaries primaries, AVColorTransferCharacteristic transfer,
                   AVColorSpace matrix, AVColorRange range) {
  return {name_or_unknown(av().av_color_primaries_name(primaries)),
          name_or_unknown(av().av_color_transfer_name(transfer)),
          name_or_unknown(av().av_color_space_name(matrix)),
          name_or_unknown(av().av_color_range_name(range))};
}

void set_pixels(int format, VideoInfo& video) {
  const auto* facts = av().av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format));
  if (facts == nullptr) return;
  video.pix_fmt = facts->name;
  video.bit_depth = facts->comp[0].depth;
}

void set_transfer(AVColorTransferCharacteristic transfer, VideoInfo& video) {
  video.hdr = transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
  video.tone_mapped = video.hdr;
}

/// Display size and label from stored size, sample aspect and rotation.
void set_display(AVRational sar, VideoInfo& video) {
  if (sar.num <= 0 || sar.den <= 0) sar = {1, 1};
  const int common = std::gcd(sar.num, sar.den);
  sar = {sar.num / common, sar.den / common};
  video.sar = fmt::format("{}:{}", sar.num, sar.den);
  const double wide = std::max(1.0, std::round(video.width * as_double(sar)));
  video.display_w = static_cast<int>(std::min(wide, 1e9));
  video.display_h = video.height;
  if (video.rotation_deg % 180 != 0) std::swap(video.display_w, video.display_h);
  video.aspect_label = aspect_label(
      video.display_h == 0 ? 0.0 : static_cast<double>(video.display_w) / video.display_h);
}

void set_rotation(const std::int32_t* matrix, ProbeResult& probe) {
  if (matrix == nullptr) return;
  const auto turn = rotation_of(av().av_display_rotation_get(matrix));
  probe.video->rotation_deg = turn.value_or(0);
  const bool warned = std::ranges::find(probe.warnings, "odd_rotation") != probe.warnings.end();
  if (!turn && !warned) probe.warnings.emplace_back("odd_rotation");
}

const std::int32_t* matrix_of(const AVStream& stream) {
  return reinterpret_cast<const std::int32_t*>(
      av().av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr));
}

bool is_interlaced(AVFieldOrder order) {
  return order == AV_FIELD_TT || order == AV_FIELD_BB || order == AV_FIELD_TB ||
         order == AV_FIELD_BT;
}

void describe_video(const Demuxer& demuxer, const PacketFacts& packets, const Limits& limits,
                    ProbeResult& probe) {
  auto* stream = demuxer.video();
  const auto& codec = *stream->codecpar;
  auto& video = probe.video.emplace();
  video.codec = av().avcodec_get_name(codec.codec_id);
  const char* profile = av().avcodec_profile_name(codec.codec_id, codec.profile);
  video.profile = profile == nullptr ? "" : profile;
  set_pixels(codec.format, video);
  video.width = codec.width;
  video.height = codec.height;
  set_rotation(matrix_of(*stream), probe);
  set_display(av().av_guess_sample_aspect_ratio(&demuxer.context(), stream, nullptr), video);
  video.fps_nominal = nominal_fps(demuxer, packets, limits, probe.warnings);
  video.fps_avg = packets.fps > 0.0 ? packets.fps : video.fps_nominal;
  video.vfr = packets.vfr;
  if (packets.whole) {
    video.frame_count_est = packets.frames;
  } else if (stream->nb_frames > 0) {
    video.frame_count_est = stream->nb_frames;
  } else if (probe.duration_s > 0.0) {
    video.frame_count_est = std::llround(std::min(probe.duration_s, 1e7) * video.fps_avg);
  }
  video.color =
      color_of(codec.color_primaries, codec.color_trc, codec.color_space, codec.color_range);
  set_transfer(codec.color_trc, video);
  video.interlaced = is_interlaced(codec.field_order);
}

void describe_audio(const AVStream& stream, ProbeResult& probe) {
  const auto& codec = *stream.codecpar;
  auto& audio = probe.audio.emplace();
  audio.codec = av().avcodec_get_name(codec.codec_id);
  audio.rate = codec.sample_rate;
  audio.channels = codec.ch_layout.nb_channels;
  std::array<char, 128> text{};
  if (av().av_channel_layout_describe(&codec.ch_layout, text.data(), text.size()) > 0) {
    audio.layout = text.data();
  }
  audio.duration_s = stream.duration > 0
                         ? static_cast<double>(stream.duration) * as_double(stream.time_base)
                         : probe.duration_s;
}

/// The moment at which the container starts, in seconds of its own clock: arbitrary in broadcast
/// streams, never after 0 elsewhere.
double container_start_s(const Demuxer& demuxer) {
  const auto start = demuxer.context().start_time;
  if (start == AV_NOPTS_VALUE) return 0.0;
  const double seconds = static_cast<double>(start) / AV_TIME_BASE;
  return demuxer.is_broadcast() ? seconds : std::min(0.0, seconds);
}

void set_start(const Demuxer& demuxer, std::int64_t pts, ProbeResult& probe) {
  const auto base = demuxer.video()->time_base;
  probe.start_pts = pts;
  probe.time_base = fmt::format("{}/{}", base.num, base.den);
  const double start = static_cast<double>(pts) * as_double(base) - container_start_s(demuxer);
  probe.start_offset_s = std::max(0.0, start);
}

Result<void> check_times(const ProbeResult& probe, const Limits& limits, const std::string& name) {
  if (probe.duration_s > limits.duration_s) {
    return fail(ErrorCode::LimitDuration, name,
                fmt::format("lasts {:.1f} s; at most {:g} s are accepted", probe.duration_s,
                            limits.duration_s),
                "cut it, or raise the limit of the duration");
  }
  if (probe.video && probe.video->fps_avg > limits.fps) {
    return fail(ErrorCode::LimitResolution, name,
                fmt::format("has {:.1f} frames per second; at most {:g} are accepted",
                            probe.video->fps_avg, limits.fps));
  }
  return {};
}

}  // namespace

std::string_view aspect_label(double ratio) {
  struct Known {
    double ratio;
    std::string_view label;
  };
  static constexpr std::array kKnown = {Known{9.0 / 16.0, "9:16"}, Known{0.8, "4:5"},
                                        Known{1.0, "1:1"},         Known{4.0 / 3.0, "4:3"},
                                        Known{16.0 / 9.0, "16:9"}, Known{21.0 / 9.0, "21:9"}};
  const auto off = [&](const Known& known) { return std::abs(ratio / known.ratio - 1.0); };
  const auto nearest = std::ranges::min_element(kKnown, {}, off);
  return off(*nearest) <= 0.03 ? nearest->label : "other";
}

std::optional<int> rotation_of(double theta_deg) {
  if (!std::isfinite(theta_deg)) return std::nullopt;
  const double quarters = std::round(-theta_deg / 90.0);
  if (std::abs(-theta_deg - quarters * 90.0) > 2.0) return std::nullopt;
  return ((static_cast<int>(quarters) % 4 + 4) % 4) * 90;
}

Result<ProbeResult> describe(const InputFile& file, const Demuxer& demuxer,
                             const PacketFacts& packets, const Limits& limits, bool audio_only) {
  ProbeResult probe;
  probe.container = demuxer.container();
  const char* format = demuxer.context().iformat->long_name;
  probe.format_long = format == nullptr ? "" : format;
  probe.size_bytes = file.size();
  probe.warnings = demuxer.warnings();
  const auto announced = announced_bytes(file);
  if (announced && *announced > file.size()) probe.warnings.emplace_back("truncated");
  const bool has_video = demuxer.video() != nullptr && !audio_only;
  const bool one_frame = packets.whole && packets.frames == 1;
  probe.is_still = has_video && (demuxer.is_image() || one_frame);
  probe.duration_s = probe.is_still ? 0.0 : duration_of(demuxer, packets);
  probe.attached_picture_only = demuxer.video() == nullptr && demuxer.has_cover();
  if (has_video) {
    describe_video(demuxer, packets, limits, probe);
    set_start(demuxer, packets.first_pts.value_or(0), probe);
  }
  if (demuxer.audio() != nullptr) describe_audio(*demuxer.audio(), probe);
  GV_TRY(check_times(probe, limits, file.name()));
  if (has_video && probe.audio && !probe.is_still) {
    const double video_s = announced_video_s(*demuxer.video()).value_or(probe.duration_s);
    if (std::abs(probe.audio->duration_s - video_s) > 0.5) {
      probe.warnings.emplace_back("av_length_mismatch");
    }
  }
  return probe;
}

std::optional<double> announced_video_s(const AVStream& stream) {
  if (stream.duration > 0) {
    return static_cast<double>(stream.duration) * as_double(stream.time_base);
  }
  // Matroska keeps it as a tag: "00:00:12.480000000".
  const auto* tag = av().av_dict_get(stream.metadata, "DURATION", nullptr, 0);
  int hours = 0;
  int minutes = 0;
  double seconds = 0.0;
  if (tag == nullptr || std::sscanf(tag->value, "%d:%d:%lf", &hours, &minutes, &seconds) != 3) {
    return std::nullopt;
  }
  const double whole = hours * 3600.0 + minutes * 60.0 + seconds;
  return whole > 0.0 && std::isfinite(whole) ? std::optional(whole) : std::nullopt;
}

void describe_frame(const AVFrame& frame, const Demuxer& demuxer, ProbeResult& probe) {
  auto& video = *probe.video;
  set_pixels(frame.format, video);
  video.width = frame.width;
  video.height = frame.height;
  if (matrix_of(*demuxer.video()) == nullptr) {
    const auto* side = av().av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (side != nullptr) set_rotation(reinterpret_cast<const std::int32_t*>(side->data), probe);
  }
  auto copy = frame.sample_aspect_ratio;
  if (copy.num <= 0) {
    copy = av().av_guess_sample_aspect_ratio(&demuxer.context(), demuxer.video(), nullptr);
  }
  set_display(copy, video);
  video.color =
      color_of(frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range);
  set_transfer(frame.color_trc, video);
  video.interlaced = video.interlaced || frame.interlaced_frame != 0;
  if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
    set_start(demuxer, frame.best_effort_timestamp, probe);
  }
}

}  // namespace gv::media

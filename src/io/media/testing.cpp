#include "io/media/testing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace gv::media {
namespace {

constexpr int kTicks = 90'000;  // per second, of frame times

struct FreeMuxer {
  void operator()(AVFormatContext* context) const {
    avio_closep(&context->pb);
    avformat_free_context(context);
  }
};
struct FreeEncoder {
  void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreeImage {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreeData {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeScaler {
  void operator()(SwsContext* context) const { sws_freeContext(context); }
};
using Muxer = std::unique_ptr<AVFormatContext, FreeMuxer>;
using Encoder = std::unique_ptr<AVCodecContext, FreeEncoder>;
using Picture = std::unique_ptr<AVFrame, FreeImage>;
using Data = std::unique_ptr<AVPacket, FreeData>;
using Scaler = std::unique_ptr<SwsContext, FreeScaler>;

tl::unexpected<Error> refused(const std::string& what, int error = 0) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return fail(ErrorCode::InvalidInput, "clip", fmt::format("{} is refused: {}", what, text.data()));
}

Result<const AVCodec*> encoder_named(const std::string& name) {
  const auto* codec = avcodec_find_encoder_by_name(name.c_str());
  if (codec == nullptr) {
    return fail(ErrorCode::NotAvailable, "clip", fmt::format("there is no encoder \"{}\"", name));
  }
  return codec;
}

/// One encoder and its stream in the file.
struct Track {
  Encoder encoder;
  AVStream* stream{nullptr};
};

class ClipWriter {
 public:
  explicit ClipWriter(const ClipOptions& options) : options_(options) {}

  Result<void> write(const std::string& path, int frames, const DrawFrame& draw) {
    const Image first = draw(0);
    GV_TRY(open_muxer(path));
    GV_TRY(add_video(first));
    for (const auto& sound : options_.sounds) GV_TRY(add_sound(sound));
    if (const int error = avio_open(&muxer_->pb, path.c_str(), AVIO_FLAG_WRITE); error < 0) {
      return refused(path, error);
    }
    AVDictionary* how = nullptr;
    if (options_.index_first) av_dict_set(&how, "movflags", "faststart", 0);
    const int begun = avformat_write_header(muxer_.get(), &how);
    av_dict_free(&how);
    if (begun < 0) return refused("the container", begun);
    for (int i = 0; i < frames; ++i) {
      GV_TRY(write_frame(i == 0 ? first : draw(i), i));
      GV_TRY(write_sound_until(time_of(i)));
    }
    GV_TRY(encode(video_, nullptr));
    GV_TRY(write_sound_until(1e9));
    for (auto& sound : sounds_) GV_TRY(encode(sound, nullptr));
    if (const int error = av_write_trailer(muxer_.get()); error < 0)
      return refused("the end", error);
    return {};
  }

 private:
  Result<void> open_muxer(const std::string& path) {
    AVFormatContext* context = nullptr;
    const int error = avformat_alloc_output_context2(&context, nullptr, nullptr, path.c_str());
    if (error < 0) return fail(ErrorCode::NotAvailable, "clip", "there is no muxer for " + path);
    muxer_.reset(context);
    muxer_->flags |= AVFMT_FLAG_BITEXACT;
    return {};
  }

  double time_of(int index) const {
    const auto i = static_cast<std::size_t>(index);
    const double regular = static_cast<double>(index) * options_.fps_den / options_.fps_num;
    return options_.start_s + (i < options_.times_s.size() ? options_.times_s[i] : regular);
  }

  /// AVI and GIF know no time stamps, only a frame rate.
  bool counts_frames() const {
    const std::string_view format = muxer_->oformat->name;
    return format == "avi" || format == "image2" || options_.codec == "mpeg1video" ||
           options_.codec == "mpeg2video" || options_.codec == "mpeg4" ||
           options_.codec == "libtheora";
  }

  Result<void> add_video(const Image& first) {
    GV_TRY(const auto* codec, encoder_named(options_.codec));
    video_.encoder.reset(avcodec_alloc_context3(codec));
    auto& encoder = *video_.encoder;
    encoder.width = first.width;
    encoder.height = first.height;
    encoder.pix_fmt = av_get_pix_fmt(options_.pix_fmt.c_str());
    encoder.framerate = {options_.fps_num, options_.fps_den};
    encoder.time_base =
        counts_frames() ? AVRational{options_.fps_den, options_.fps_num} : AVRational{1, kTicks};
    if (counts_frames() && !options_.times_s.empty()) encoder.time_base = {1, 1000};
    encoder.sample_aspect_ratio = {options_.sar_num, options_.sar_den};
    encoder.gop_size = options_.gop;
    encoder.max_b_frames = options_.b_frames;
    encoder.thread_count = 1;
    encoder.color_range = options_.full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    if (!options_.matrix.empty()) {
      encoder.colorspace =
          static_cast<AVColorSpace>(av_color_space_from_name(options_.matrix.c_str()));
    }
    if (!options_.transfer.empty()) {
      encoder.color_trc = static_cast<AVColorTransferCharacteristic>(
          av_color_transfer_from_name(options_.transfer.c_str()));
    }
    if (options_.interlaced)
      encoder.flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
    if (options_.codec == "libx264") {
      av_opt_set(encoder.priv_data, "preset", options_.preset.c_str(), 0);
      if (options_.bit_rate > 0) {
        encoder.bit_rate = options_.bit_rate;
      } else {
        av_opt_set(encoder.priv_data, "crf",
                   options_.quality.empty() ? "18" : options_.quality.c_str(), 0);
      }
    } else if (options_.codec.starts_with("mpeg")) {
      const double scale = options_.quality.empty() ? 3.0 : std::stod(options_.quality);
      encoder.flags |= AV_CODEC_FLAG_QSCALE;
      encoder.global_quality = static_cast<int>(FF_QP2LAMBDA * scale);
    }
    GV_TRY(open_track(video_, codec));
    if (options_.rotation_deg != 0) set_rotation();
    if (options_.as_cover) video_.stream->disposition = AV_DISPOSITION_ATTACHED_PIC;
    return {};
  }

  Result<void> open_track(Track& track, const AVCodec* codec) {
    if ((muxer_->oformat->flags & AVFMT_GLOBALHEADER) != 0) {
      track.encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    track.encoder->flags |= AV_CODEC_FLAG_BITEXACT;
    track.encoder->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;
    if (const int error = avcodec_open2(track.encoder.get(), codec, nullptr); error < 0) {
      return refused(codec->name, error);
    }
    track.stream = avformat_new_stream(muxer_.get(), nullptr);
    avcodec_parameters_from_context(track.stream->codecpar, track.encoder.get());
    track.stream->time_base = track.encoder->time_base;
    track.stream->avg_frame_rate = track.encoder->framerate;
    track.stream->sample_aspect_ratio = track.encoder->sample_aspect_ratio;
    return {};
  }

  void set_rotation() {
    auto* matrix = reinterpret_cast<std::int32_t*>(av_stream_new_side_data(
        video_.stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
    av_display_rotation_set(matrix, options_.rotation_deg);
  }

  Result<void> add_sound(const ClipSound& sound) {
    GV_TRY(const auto* codec, encoder_named(sound.codec));
    auto& track = sounds_.emplace_back();
    track.encoder.reset(avcodec_alloc_context3(codec));
    track.encoder->sample_rate = sound.rate;
    track.encoder->sample_fmt =
        codec->sample_fmts != nullptr ? codec->sample_fmts[0] : AV_SAMPLE_FMT_FLT;
    track.encoder->time_base = {1, sound.rate};
    track.encoder->bit_rate = 128'000;
    av_channel_layout_default(&track.encoder->ch_layout, sound.channels);
    written_.push_back(0);
    return open_track(track, codec);
  }

  Result<void> write_frame(const Image& image, int index) {
    Picture frame(av_frame_alloc());
    const auto& encoder = *video_.encoder;
    frame->width = encoder.width;
    frame->height = encoder.height;
    frame->format = encoder.pix_fmt;
    frame->color_range = encoder.color_range;
    frame->sample_aspect_ratio = encoder.sample_aspect_ratio;
    if (av_frame_get_buffer(frame.get(), 0) < 0) return refused("the size of the frames");
    GV_TRY(draw_into(image, *frame));
    frame->interlaced_frame = options_.interlaced ? 1 : 0;
    frame->top_field_first = frame->interlaced_frame;
    frame->quality = encoder.global_quality;
    const double units = time_of(index) * encoder.time_base.den / encoder.time_base.num;
    frame->pts = std::llround(units);
    return encode(video_, frame.get());
  }

  Result<void> draw_into(const Image& image, AVFrame& frame) {
    const auto from = image.channels == 3 ? AV_PIX_FMT_BGR24 : AV_PIX_FMT_GRAY8;
    const auto to = static_cast<AVPixelFormat>(frame.format);
    if (!scaler_) {
      scaler_.reset(sws_getContext(
          image.width, image.height, from, frame.width, frame.height, to,
          SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP,
          nullptr, nullptr, nullptr));
      if (!scaler_) return refused(options_.pix_fmt);
      const int table = options_.matrix == "bt709" ? SWS_CS_ITU709 : SWS_CS_ITU601;
      sws_setColorspaceDetails(scaler_.get(), sws_getCoefficients(table), 1,
                               sws_getCoefficients(table), options_.full_range ? 1 : 0, 0, 1 << 16,
                               1 << 16);
    }
    const std::uint8_t* data[] = {image.pixels.data()};
    const int stride[] = {static_cast<int>(image.stride())};
    sws_scale(scaler_.get(), data, stride, 0, image.height, frame.data, frame.linesize);
    return {};
  }

  /// Sound is written as far as the pictures are, so that both lie side by side in the file.
  Result<void> write_sound_until(double t) {
    for (std::size_t i = 0; i < sounds_.size(); ++i) {
      const auto& sound = options_.sounds[i];
      const auto width = static_cast<std::int64_t>(sound.channels);
      const auto total = static_cast<std::int64_t>(sound.samples.size()) / width;
      const int size = sounds_[i].encoder->frame_size;
      const std::int64_t block = size > 0 ? size : 1024;
      while (written_[i] < total &&
             sound.start_s + static_cast<double>(written_[i]) / sound.rate <= t) {
        const auto count = std::min(block, total - written_[i]);
        GV_TRY(write_block(sounds_[i], sound, written_[i], count));
        written_[i] += count;
      }
    }
    return {};
  }

  Result<void> write_block(Track& track, const ClipSound& sound, std::int64_t at,
                           std::int64_t count) {
    Picture frame(av_frame_alloc());
    frame->nb_samples = static_cast<int>(count);
    frame->format = track.encoder->sample_fmt;
    frame->sample_rate = sound.rate;
    av_channel_layout_copy(&frame->ch_layout, &track.encoder->ch_layout);
    if (av_frame_get_buffer(frame.get(), 0) < 0) return refused("a block of sound");
    frame->pts = at + std::llround(sound.start_s * sound.rate);
    for (std::int64_t i = 0; i < count; ++i) {
      for (int c = 0; c < sound.channels; ++c) {
        const float value = sound.samples[static_cast<std::size_t>((at + i) * sound.channels + c)];
        const auto interleaved = i * sound.channels + c;
        if (frame->format == AV_SAMPLE_FMT_FLTP) {
          reinterpret_cast<float*>(frame->data[c])[i] = value;
        } else if (frame->format == AV_SAMPLE_FMT_FLT) {
          reinterpret_cast<float*>(frame->data[0])[interleaved] = value;
        } else {
          reinterpret_cast<std::int16_t*>(frame->data[0])[interleaved] =
              static_cast<std::int16_t>(std::lround(value * 32767.0F));
        }
      }
    }
    return encode(track, frame.get());
  }

  Result<void> encode(Track& track, const AVFrame* frame) {
    if (const int error = avcodec_send_frame(track.encoder.get(), frame); error < 0) {
      return refused("a frame", error);
    }
    const Data packet(av_packet_alloc());
    while (avcodec_receive_packet(track.encoder.get(), packet.get()) >= 0) {
      av_packet_rescale_ts(packet.get(), track.encoder->time_base, track.stream->time_base);
      packet->stream_index = track.stream->index;
      if (const int error = av_interleaved_write_frame(muxer_.get(), packet.get()); error < 0) {
        return refused("a packet", error);
      }
    }
    return {};
  }

  const ClipOptions& options_;
  Muxer muxer_;
  Scaler scaler_;  ///< of the pictures: all of one size
  Track video_;
  std::vector<Track> sounds_;
  std::vector<std::int64_t> written_;
};

}  // namespace

Result<void> write_clip(const std::string& path, int frames, const DrawFrame& draw,
                        const ClipOptions& options) {
  av_log_set_level(AV_LOG_QUIET);
  return ClipWriter(options).write(path, frames, draw);
}

}  // namespace gv::media

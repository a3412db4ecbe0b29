#pragma once

// FFmpeg's headers, and its functions as a table that is filled at first use. Linking the libraries
// would cost every start of the program about 40 ms (they pull in 130 others); loading them late
// leaves that to the processes that decode.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

#include "base/result.h"

#define GV_LIBAV_UTIL(X)        \
  X(av_channel_layout_copy)     \
  X(av_channel_layout_default)  \
  X(av_channel_layout_describe) \
  X(av_channel_layout_uninit)   \
  X(av_color_primaries_name)    \
  X(av_color_range_name)        \
  X(av_color_space_name)        \
  X(av_color_transfer_name)     \
  X(av_dict_free)               \
  X(av_dict_get)                \
  X(av_dict_set)                \
  X(av_display_rotation_get)    \
  X(av_frame_alloc)             \
  X(av_frame_free)              \
  X(av_frame_get_buffer)        \
  X(av_frame_get_side_data)     \
  X(av_frame_move_ref)          \
  X(av_frame_unref)             \
  X(av_free)                    \
  X(av_freep)                   \
  X(av_get_pix_fmt_name)        \
  X(av_log_set_level)           \
  X(av_malloc)                  \
  X(av_max_alloc)               \
  X(av_opt_set)                 \
  X(av_opt_set_int)             \
  X(av_pix_fmt_desc_get)        \
  X(av_strerror)

#define GV_LIBAV_CODEC(X)          \
  X(av_packet_alloc)               \
  X(av_packet_free)                \
  X(av_packet_unref)               \
  X(avcodec_alloc_context3)        \
  X(avcodec_find_decoder)          \
  X(avcodec_free_context)          \
  X(avcodec_get_name)              \
  X(avcodec_open2)                 \
  X(avcodec_parameters_to_context) \
  X(avcodec_profile_name)          \
  X(avcodec_receive_frame)         \
  X(avcodec_send_packet)

#define GV_LIBAV_FORMAT(X)        \
  X(av_guess_frame_rate)          \
  X(av_guess_sample_aspect_ratio) \
  X(av_probe_input_format3)       \
  X(av_read_frame)                \
  X(av_stream_get_side_data)      \
  X(avformat_alloc_context)       \
  X(avformat_close_input)         \
  X(avformat_find_stream_info)    \
  X(avformat_open_input)          \
  X(avio_alloc_context)           \
  X(avio_context_free)

#define GV_LIBAV_SCALE(X) \
  X(sws_freeContext)      \
  X(sws_getCachedContext) \
  X(sws_getCoefficients)  \
  X(sws_scale)            \
  X(sws_setColorspaceDetails)

#define GV_LIBAV_RESAMPLE(X) \
  X(swr_alloc_set_opts2)     \
  X(swr_convert)             \
  X(swr_free)                \
  X(swr_get_out_samples)     \
  X(swr_init)

namespace gv::media {

#define GV_LIBAV_FIELD(name) decltype(&::name) name{nullptr};
struct Libav {
  GV_LIBAV_UTIL(GV_LIBAV_FIELD)
  GV_LIBAV_CODEC(GV_LIBAV_FIELD)
  GV_LIBAV_FORMAT(GV_LIBAV_FIELD)
  GV_LIBAV_SCALE(GV_LIBAV_FIELD)
  GV_LIBAV_RESAMPLE(GV_LIBAV_FIELD)
};
#undef GV_LIBAV_FIELD

/// Loads the libraries once per process; later calls are free. Thread-safe.
/// Errors: NotAvailable: a library or a function of it is missing.
[[nodiscard]] Result<void> load_libav();

/// The functions. Calling this before a successful load is a bug.
[[nodiscard]] const Libav& av();

/// What FFmpeg says about an error number: "Invalid data found when processing input".
[[nodiscard]] std::string av_text(int error);

struct FreeFormat {
  void operator()(AVFormatContext* context) const { av().avformat_close_input(&context); }
};
struct FreeCodec {
  void operator()(AVCodecContext* context) const { av().avcodec_free_context(&context); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av().av_packet_free(&packet); }
};
struct FreeFrame {
  void operator()(AVFrame* frame) const { av().av_frame_free(&frame); }
};
struct FreeScaler {
  void operator()(SwsContext* context) const { av().sws_freeContext(context); }
};
struct FreeResampler {
  void operator()(SwrContext* context) const { av().swr_free(&context); }
};
using FormatPtr = std::unique_ptr<AVFormatContext, FreeFormat>;
using CodecPtr = std::unique_ptr<AVCodecContext, FreeCodec>;
using PacketPtr = std::unique_ptr<AVPacket, FreePacket>;
using FramePtr = std::unique_ptr<AVFrame, FreeFrame>;
using ScalerPtr = std::unique_ptr<SwsContext, FreeScaler>;
using ResamplerPtr = std::unique_ptr<SwrContext, FreeResampler>;

}  // namespace gv::media

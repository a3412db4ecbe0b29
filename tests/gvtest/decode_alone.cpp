#include "decode_alone.h"

#include <ctime>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gv::gvtest {
namespace {

struct CloseInput {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct FreeDecoder {
  void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreeFrame {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

tl::unexpected<Error> unusable(const std::string& path) {
  return fail(ErrorCode::UnusableInput, path, "cannot be decoded");
}

}  // namespace

Result<DecodeCost> decode_alone(const std::string& path) {
  DecodeCost cost{.cpu_s = -seconds_of(CLOCK_PROCESS_CPUTIME_ID),
                  .wall_s = -seconds_of(CLOCK_MONOTONIC)};
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) return unusable(path);
  const std::unique_ptr<AVFormatContext, CloseInput> input(opened);
  if (avformat_find_stream_info(opened, nullptr) < 0) return unusable(path);
  const AVCodec* codec = nullptr;
  const int video = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  if (video < 0) return unusable(path);
  const std::unique_ptr<AVCodecContext, FreeDecoder> decoder(avcodec_alloc_context3(codec));
  avcodec_parameters_to_context(decoder.get(), opened->streams[video]->codecpar);
  decoder->thread_count = 1;
  if (avcodec_open2(decoder.get(), codec, nullptr) < 0) return unusable(path);

  const std::unique_ptr<AVFrame, FreeFrame> frame(av_frame_alloc());
  const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
  const auto drain = [&] {
    while (avcodec_receive_frame(decoder.get(), frame.get()) >= 0) ++cost.frames;
  };
  while (av_read_frame(opened, packet.get()) >= 0) {
    if (packet->stream_index == video) {
      avcodec_send_packet(decoder.get(), packet.get());
      drain();
    }
    av_packet_unref(packet.get());
  }
  avcodec_send_packet(decoder.get(), nullptr);
  drain();
  cost.pixels = std::int64_t{decoder->width} * decoder->height;
  cost.video_s = static_cast<double>(opened->duration) / AV_TIME_BASE;
  cost.cpu_s += seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  cost.wall_s += seconds_of(CLOCK_MONOTONIC);
  if (cost.frames == 0) return unusable(path);
  return cost;
}

}  // namespace gv::gvtest

#include "loop_clip.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

extern "C" {
#include <libavformat/avformat.h>
}

namespace gv::gvtest {
namespace {

struct CloseInput {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct CloseOutput {
  void operator()(AVFormatContext* context) const {
    avio_closep(&context->pb);
    avformat_free_context(context);
  }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
using Input = std::unique_ptr<AVFormatContext, CloseInput>;
using Output = std::unique_ptr<AVFormatContext, CloseOutput>;

Result<Input> open(const std::string& path) {
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) {
    return fail(ErrorCode::UnusableInput, path, "cannot be read");
  }
  Input input(opened);
  if (avformat_find_stream_info(opened, nullptr) < 0) {
    return fail(ErrorCode::UnusableInput, path, "has no streams");
  }
  return input;
}

Result<Output> create(const std::string& path, const AVFormatContext& like) {
  AVFormatContext* created = nullptr;
  if (avformat_alloc_output_context2(&created, nullptr, nullptr, path.c_str()) < 0) {
    return fail(ErrorCode::UnusableInput, path, "there is no muxer for it");
  }
  Output output(created);
  for (unsigned i = 0; i < like.nb_streams; ++i) {
    AVStream* stream = avformat_new_stream(created, nullptr);
    avcodec_parameters_copy(stream->codecpar, like.streams[i]->codecpar);
    stream->codecpar->codec_tag = 0;
    stream->time_base = like.streams[i]->time_base;
  }
  if (avio_open(&created->pb, path.c_str(), AVIO_FLAG_WRITE) < 0 ||
      avformat_write_header(created, nullptr) < 0) {
    return fail(ErrorCode::UnusableInput, path, "cannot be written");
  }
  return output;
}

/// Copies one run, its times later by `offset`, in units of AV_TIME_BASE. `newest` is the last
/// decoding time of each stream: the sound of a run ends a little behind its pictures, and what
/// would come before that is left out.
Result<void> copy_run(const std::string& from, std::int64_t offset, AVFormatContext& output,
                      std::vector<std::int64_t>& newest) {
  GV_TRY(const Input input, open(from));
  const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
  while (av_read_frame(input.get(), packet.get()) >= 0) {
    const auto index = static_cast<std::size_t>(packet->stream_index);
    const AVRational unit = input->streams[index]->time_base;
    const std::int64_t shift = av_rescale_q(offset, AV_TIME_BASE_Q, unit);
    packet->pts += shift;
    packet->dts += shift;
    packet->pos = -1;
    if (packet->dts <= newest[index]) {
      av_packet_unref(packet.get());
      continue;
    }
    newest[index] = packet->dts;
    av_packet_rescale_ts(packet.get(), unit, output.streams[index]->time_base);
    if (av_interleaved_write_frame(&output, packet.get()) < 0) {
      return fail(ErrorCode::UnusableInput, output.url, "cannot be written");
    }
  }
  return {};
}

}  // namespace

Result<void> loop_clip(const std::string& from, int times, const std::string& to) {
  GV_TRY(const Input first, open(from));
  GV_TRY(const Output output, create(to, *first));
  std::vector<std::int64_t> newest(first->nb_streams, std::numeric_limits<std::int64_t>::min());
  for (int run = 0; run < times; ++run) {
    GV_TRY(copy_run(from, run * first->duration, *output, newest));
  }
  if (av_write_trailer(output.get()) < 0) {
    return fail(ErrorCode::UnusableInput, to, "cannot be written");
  }
  return {};
}

}  // namespace gv::gvtest

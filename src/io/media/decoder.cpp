#include "io/media/decoder.h"

#include <cerrno>
#include <utility>

#include <fmt/format.h>

namespace gv::media {

Result<Decoder> Decoder::open(const AVStream& stream, int threads, const Limits& limits,
                              const std::string& where) {
  const auto& parameters = *stream.codecpar;
  const auto* codec = av().avcodec_find_decoder(parameters.codec_id);
  const char* name = av().avcodec_get_name(parameters.codec_id);
  if (codec == nullptr) {
    return fail(ErrorCode::DecodeFailed, where,
                fmt::format("uses the codec \"{}\", for which there is no decoder", name));
  }
  CodecPtr context(av().avcodec_alloc_context3(codec));
  int error = av().avcodec_parameters_to_context(context.get(), &parameters);
  context->pkt_timebase = stream.time_base;
  context->thread_count = threads;
  context->max_pixels = limits.pixels;
  if (error >= 0) error = av().avcodec_open2(context.get(), codec, nullptr);
  if (error < 0) {
    return fail(ErrorCode::DecodeFailed, where,
                fmt::format("the decoder of \"{}\" refuses it: {}", name, av_text(error)));
  }
  return Decoder(std::move(context));
}

bool Decoder::send(const AVPacket* packet, std::int64_t ordinal) {
  context_->reordered_opaque = ordinal;
  const int error = av().avcodec_send_packet(context_.get(), packet);
  return error >= 0 || error == AVERROR_EOF;
}

Decoder::Got Decoder::receive(AVFrame& frame) {
  av().av_frame_unref(&frame);
  const int error = av().avcodec_receive_frame(context_.get(), &frame);
  if (error >= 0) return Got::Frame;
  if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return Got::Nothing;
  return error == AVERROR(ENOMEM) ? Got::NoMemory : Got::Damaged;
}

}  // namespace gv::media

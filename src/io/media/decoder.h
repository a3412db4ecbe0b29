#pragma once

#include "base/result.h"
#include "io/media/libav.h"
#include "io/media/probe.h"

namespace gv::media {

/// The codec of one stream: packets in, frames out. Not thread-safe.
class Decoder {
 public:
  /// Errors: DecodeFailed: no decoder for it, or it refuses the stream's parameters.
  [[nodiscard]] static Result<Decoder> open(const AVStream& stream, int threads,
                                            const Limits& limits, const std::string& where);

  /// Hands over a packet, which must not be empty; null: no more will come. `ordinal` comes back
  /// with the frame of the packet. False: the packet is damaged.
  [[nodiscard]] bool send(const AVPacket* packet, std::int64_t ordinal);

  enum class Got { Frame, Nothing, Damaged, NoMemory };
  /// The next frame, if one is ready.
  [[nodiscard]] Got receive(AVFrame& frame);

 private:
  explicit Decoder(CodecPtr context) : context_(std::move(context)) {}

  CodecPtr context_;
};

}  // namespace gv::media

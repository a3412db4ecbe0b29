#include <algorithm>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "io/media/decoder.h"
#include "io/media/demuxer.h"
#include "io/media/planes.h"
#include "io/media/source.h"
#include "io/media/testing.h"

namespace gv::media {
namespace {

/// A frame of the given size, textured.
FramePtr textured(int width, int height, AVPixelFormat format) {
  FramePtr frame(av().av_frame_alloc());
  frame->width = width;
  frame->height = height;
  frame->format = format;
  if (av().av_frame_get_buffer(frame.get(), 0) < 0) return nullptr;
  for (int plane = 0; plane < 3; ++plane) {
    if (frame->data[plane] == nullptr) continue;
    const int rows = plane == 0 ? height : height / 2;
    for (int y = 0; y < rows; ++y) {
      for (int x = 0; x < frame->linesize[plane]; ++x) {
        frame->data[plane][y * frame->linesize[plane] + x] =
            static_cast<std::uint8_t>(x * 7 + y * 13 + plane);
      }
    }
  }
  return frame;
}

void planes(benchmark::State& state, int width, int height, AVPixelFormat format) {
  if (!load_libav()) return state.SkipWithError("no FFmpeg");
  const auto frame = textured(width, height, format);
  PlaneMaker maker({width, height, 1.0, 0});
  SmallPlanes small;
  if (!maker.make(*frame, small) || std::max(small.l320.width, small.l320.height) != 320 ||
      small.t48.width != 48) {
    return state.SkipWithError("wrong sizes");
  }
  for (auto _ : state) benchmark::DoNotOptimize(maker.make(*frame, small));
}
BENCHMARK_CAPTURE(planes, smoke_yuv420p_640, 640, 360, AV_PIX_FMT_YUV420P)->Name("planes/smoke");
BENCHMARK_CAPTURE(planes, yuv420p_1080, 1920, 1080, AV_PIX_FMT_YUV420P)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planes, nv12_1080, 1920, 1080, AV_PIX_FMT_NV12)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planes, yuv420p_square, 1080, 1080, AV_PIX_FMT_YUV420P)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planes, yuv420p_four_fifths, 1080, 1350, AV_PIX_FMT_YUV420P)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planes, ten_bit_1080, 1920, 1080, AV_PIX_FMT_YUV420P10LE)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planes, yuv420p_2160, 3840, 2160, AV_PIX_FMT_YUV420P)
    ->Unit(benchmark::kMillisecond);

void sample_960(benchmark::State& state) {
  if (!load_libav()) return state.SkipWithError("no FFmpeg");
  const auto frame = textured(1920, 1080, AV_PIX_FMT_YUV420P);
  PlaneMaker maker({1920, 1080, 1.0, 0});
  for (auto _ : state) benchmark::DoNotOptimize(maker.sample(*frame, 960));
}
BENCHMARK(sample_960)->Unit(benchmark::kMillisecond);

/// 2 s of 1080p30 H.264 that moves.
const std::string& hd_clip() {
  static const TempFolder folder;
  static const std::string path = [] {
    const auto made = folder / "hd.mp4";
    const Image wide = wave_image(1920 + 8 * 60, 1080, 0, 3);
    const auto draw = [&](int index) {
      Image image(1920, 1080, 3);
      for (int y = 0; y < 1080; ++y) {
        const auto* from = wide.row(y) + 3 * 8 * index;
        std::copy(from, from + 3 * 1920, image.row(y));
      }
      return image;
    };
    return write_clip(made, 60, draw, {.codec = "libx264", .quality = "23"}) ? made : std::string{};
  }();
  return path;
}

void decode_alone(benchmark::State& state) {
  const auto& path = hd_clip();
  for (auto _ : state) {
    const Limits limits;
    const auto file = InputFile::open(path, limits);
    Deadline deadline(60.0);
    const auto demuxer = Demuxer::open(*file, limits, deadline);
    auto decoder = Decoder::open(*(*demuxer)->video(), 1, limits, path);
    const PacketPtr packet(av().av_packet_alloc());
    const FramePtr frame(av().av_frame_alloc());
    int frames = 0;
    bool more = true;
    while (more) {
      more = (*demuxer)->read(*packet) == Demuxer::Read::Packet;
      (void)decoder->send(more ? packet.get() : nullptr, 0);
      while (decoder->receive(*frame) == Decoder::Got::Frame) ++frames;
    }
    if (frames != 60) return state.SkipWithError("wrong number of frames");
  }
}
BENCHMARK(decode_alone)->Unit(benchmark::kMillisecond);

void events_of(benchmark::State& state, Source& source) {
  int frames = 0;
  while (true) {
    const auto event = source.next();
    if (!event) return state.SkipWithError("failed");
    if (std::holds_alternative<Frame>(*event)) ++frames;
    if (std::holds_alternative<End>(*event)) break;
  }
  if (frames != 60) state.SkipWithError("wrong number of frames");
}

void decode_and_planes(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = open(hd_clip(), {.decoder_threads = 1});
    events_of(state, **source);
  }
}
BENCHMARK(decode_and_planes)->Unit(benchmark::kMillisecond);

void decode_in_child(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = open_in_child(hd_clip(), {.decoder_threads = 1}, GV_MEDIA_DECODER);
    if (!source) return state.SkipWithError("no child");
    events_of(state, **source);
  }
}
BENCHMARK(decode_in_child)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace gv::media

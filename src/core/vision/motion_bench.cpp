#include <cmath>

#include <benchmark/benchmark.h>

#include "core/vision/face_motion.h"
#include "core/vision/motion.h"
#include "core/vision/test_texture.h"

namespace gv::vision {
namespace {

/// A pan of 2 pixels a frame, there and back, so that frames can be fed for ever.
std::vector<Image> pan_frames(int width, int height) {
  std::vector<Image> frames;
  for (int i = 0; i < 8; ++i) {
    frames.push_back(texture(width, height, {.dx = 2.0 * (i < 4 ? i : 8 - i)}));
  }
  return frames;
}

void motion_of(benchmark::State& state, int width, int height, FlowMethod method) {
  const std::vector<Image> frames = pan_frames(width, height);
  MotionAnalyzer analyzer({.method = method});
  std::int64_t index = 0;
  const auto feed = [&] {
    const Image& plane = frames[static_cast<std::size_t>(index) % frames.size()];
    analyzer.on_frame(frame_of(plane, index, static_cast<double>(index) / 30.0));
    ++index;
  };
  feed();
  feed();
  const double truth = 2.0 * 1080.0 / std::min(width, height);
  if (method != FlowMethod::FrameDiff &&
      std::abs(analyzer.newest()->mean_energy - truth) > 0.1 * truth) {
    return state.SkipWithError("wrong energy");
  }
  for (auto _ : state) feed();
}

void dis_estimate(benchmark::State& state) {
  const std::vector<Image> frames = pan_frames(320, 180);
  FlowEstimator dis(FlowMethod::Dis);
  FlowField field;
  for (auto _ : state) dis.estimate(frames[0], frames[1], field);
}

void flow_measure(benchmark::State& state) {
  const std::vector<Image> frames = pan_frames(320, 180);
  FlowEstimator dis(FlowMethod::Dis);
  FlowField field;
  dis.estimate(frames[0], frames[1], field);
  for (auto _ : state) benchmark::DoNotOptimize(measure(field, 6.0));
}

void camera_fit(benchmark::State& state) {
  const std::vector<Image> frames = pan_frames(320, 180);
  FlowEstimator dis(FlowMethod::Dis);
  FlowField field;
  dis.estimate(frames[0], frames[1], field);
  if (state.range(0) != 0) {  // vectors that agree on nothing: all samples are tried
    for (std::size_t i = 0; i < field.vectors.size(); ++i) {
      field.vectors[i] = static_cast<float>((i * 7919) % 201) / 10.0F;
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(fit_camera(field, 1));
}

void coarse(benchmark::State& state) {
  FlowField field{.width = 320, .height = 180};
  field.energy.assign(57'600, 1.0F);
  for (auto _ : state) benchmark::DoNotOptimize(coarse_energy(field));
}

BENCHMARK_CAPTURE(motion_of, dis, 64, 48, FlowMethod::Dis)->Name("motion_small/smoke");
BENCHMARK_CAPTURE(motion_of, dis, 320, 180, FlowMethod::Dis)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(motion_of, farneback, 320, 180, FlowMethod::Farneback)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(motion_of, frame_diff, 320, 180, FlowMethod::FrameDiff)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(motion_of, block, 320, 180, FlowMethod::Block)->Unit(benchmark::kMillisecond);
BENCHMARK(dis_estimate)->Unit(benchmark::kMillisecond);
BENCHMARK(flow_measure)->Unit(benchmark::kMillisecond);
BENCHMARK(camera_fit)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(coarse)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::vision

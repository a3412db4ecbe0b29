#include <algorithm>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/vision/testing_clips.h"
#include "core/vision/visual.h"

namespace gv::vision {
namespace {

constexpr int kFrames = 64;

// A slow pan over one texture, at the size of a 16:9 video.
std::vector<testing::Planes> pan(int width, int height) {
  const Image wide = testing::texture(2 * width, height, 1);
  std::vector<testing::Planes> frames;
  for (int i = 0; i < kFrames; ++i) {
    Image picture(width, height, 3);
    for (int y = 0; y < height; ++y) std::copy_n(wide.row(y) + 9 * i, 3 * width, picture.row(y));
    frames.push_back(testing::planes_of(picture));
  }
  return frames;
}

void differences(benchmark::State& state) {
  const auto frames = pan(320, 180);
  FrameComparer comparer;
  std::size_t i = 0;
  for (auto _ : state) {
    const testing::Planes& now = frames[i++ % frames.size()];
    benchmark::DoNotOptimize(comparer.next(now.bgr, now.luma));
  }
}
BENCHMARK(differences)->Name("differences/320x180")->Unit(benchmark::kMillisecond);

void dissolve_search(benchmark::State& state) {
  const auto frames = pan(320, 180);
  DissolveFinder finder({}, 30.0);
  std::size_t i = 0;
  for (auto _ : state) finder.next(frames[i++ % frames.size()].a64);
  if (finder.candidates().size() > i) state.SkipWithError("a pan is no dissolve");
}
BENCHMARK(dissolve_search)->Name("dissolve_search/a64")->Unit(benchmark::kMillisecond);

void shots(benchmark::State& state) {
  const auto frames = pan(320, 180);
  const auto run = [&](ShotDetector& detector, testing::Projector& projector, std::size_t i) {
    projector.show(frames[i % frames.size()],
                   [&](const FrameView& frame) { detector.on_frame(frame); });
  };
  ShotDetector checked(30.0);
  testing::Projector first;
  for (std::size_t i = 0; i < frames.size(); ++i) run(checked, first, i);
  if (checked.finish(kFrames / 30.0).shots.size() != 1) state.SkipWithError("a pan is one shot");
  ShotDetector detector(30.0);
  testing::Projector projector;
  std::size_t i = 0;
  for (auto _ : state) run(detector, projector, i++);
}
BENCHMARK(shots)->Name("shots/smoke")->Unit(benchmark::kMillisecond);

void visual_sample(benchmark::State& state) {
  const Image c640 = testing::texture(640, 360, 1);
  const Image c320 = testing::texture(320, 180, 1);
  std::int64_t frame = 0;
  for (auto _ : state) {
    VisualAnalyzer analyzer({640, 360}, 1);
    analyzer.on_sample({.frame = frame++, .c640 = c640, .c320 = c320});
    benchmark::DoNotOptimize(analyzer.times());
  }
}
BENCHMARK(visual_sample)->Name("visual_sample/640x360")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::vision

#include "watch.h"

#include "core/audio/analyzer.h"

namespace gv::gvtest {
namespace {

using vision::DetectorKind;

vision::FrameView view_of(const media::Frame& frame) {
  return {.index = frame.index,
          .t = frame.t,
          .dt = frame.dt,
          .dup = frame.dup,
          .l320 = frame.l320,
          .c320 = frame.c320,
          .a64 = frame.a64,
          .t48 = frame.t48};
}

audio::SoundView view_of(const media::Sound& sound) {
  return {.at_22k = sound.at_22k,
          .at_16k = sound.at_16k,
          .at_native = sound.at_native,
          .mono_22k = sound.mono_22k,
          .mono_16k = sound.mono_16k,
          .native = sound.native,
          .rate = sound.rate,
          .channels = sound.channels};
}

/// The analyzers of one file.
class Watch {
 public:
  Watch(media::Source& source, const WatchOptions& options) : source_(source), options_(options) {
    found_.probe = source.probe();
    if (found_.probe.video) found_.fps = found_.probe.video->fps_avg;
    if (found_.fps <= 0.0) found_.fps = 30.0;
    if (options.shots) detectors_.try_emplace(DetectorKind::MedianRatio, found_.fps);
    for (const DetectorKind kind : options.peers) {
      detectors_.try_emplace(kind, found_.fps,
                             vision::ShotConfig{.detector = kind, .find_dissolves = false});
    }
  }

  Result<void> run() {
    while (true) {
      GV_TRY(const media::Event event, source_.next());
      if (const auto* frame = std::get_if<media::Frame>(&event)) {
        GV_TRY(on_frame(view_of(*frame)));
      } else if (const auto* sound = std::get_if<media::Sound>(&event)) {
        if (options_.sound) sound_.on_sound(view_of(*sound));
      } else {
        found_.end = std::get<media::End>(event);
        return {};
      }
    }
  }

  Watched finish() {
    const double duration = found_.end.covered_s;
    for (auto& [kind, detector] : detectors_) {
      auto section = detector.finish(duration);
      if (kind == DetectorKind::MedianRatio) {
        found_.shots = std::move(section);
      } else {
        found_.peers.emplace(kind, std::move(section));
      }
    }
    if (options_.motion) {
      std::vector<std::int64_t> boundaries;
      for (const auto& one : found_.shots.transitions) boundaries.push_back(one.boundary);
      found_.motion = motion_.finish(boundaries, duration);
    }
    if (options_.sound) found_.audio = sound_.finish();
    return std::move(found_);
  }

 private:
  Result<void> on_frame(const vision::FrameView& frame) {
    found_.times.push_back(frame.t);
    for (auto& [kind, detector] : detectors_) detector.on_frame(frame);
    if (options_.motion) motion_.on_frame(frame);
    if (options_.on_frame) GV_TRY(options_.on_frame(source_, frame, motion_.flow()));
    return {};
  }

  media::Source& source_;
  const WatchOptions& options_;
  Watched found_;
  std::map<DetectorKind, vision::ShotDetector> detectors_;
  vision::MotionAnalyzer motion_;
  audio::AudioAnalyzer sound_;
};

}  // namespace

Result<Watched> watch(const std::string& path, const WatchOptions& options) {
  GV_TRY(const auto source, media::open(path, {.limits = kPatient,
                                               .decoder_threads = options.decoder_threads,
                                               .want_audio = options.sound,
                                               .want_sha256 = false}));
  Watch watch(*source, options);
  GV_TRY(watch.run());
  return watch.finish();
}

}  // namespace gv::gvtest

#include <algorithm>
#include <utility>
#include <variant>

#include "adapters/analysis/analyze_file.h"
#include "base/hash.h"
#include "core/audio/analyzer.h"

namespace gv::analysis {
namespace {

class SourceSampler : public app::FrameSampler {
 public:
  explicit SourceSampler(media::Source& source) : source_(source) {}
  Result<Image> sample(std::int64_t index, int longer_side) override {
    return source_.sample(index, longer_side);
  }

 private:
  media::Source& source_;
};

video::Facts facts_of(const media::ProbeResult& probe) {
  video::Facts facts;
  facts.duration_s = probe.duration_s;
  facts.has_audio = probe.audio.has_value();
  if (probe.video) {
    facts.width = probe.video->display_w;
    facts.height = probe.video->display_h;
    facts.aspect_label = probe.video->aspect_label;
    const double fps = probe.video->fps_avg > 0.0 ? probe.video->fps_avg : probe.video->fps_nominal;
    if (fps > 0.0) facts.fps = fps;
  }
  facts.seed = xxh64(probe.sha256);
  return facts;
}

/// Speech recognition needs the whole sound; it is kept only when somebody will listen.
class Listener {
 public:
  explicit Listener(bool keep) : keep_(keep) {}

  void on_sound(const media::Sound& sound) {
    analyzer_.on_sound({.at_22k = sound.at_22k,
                        .at_16k = sound.at_16k,
                        .at_native = sound.at_native,
                        .mono_22k = sound.mono_22k,
                        .mono_16k = sound.mono_16k,
                        .native = sound.native,
                        .rate = sound.rate,
                        .channels = sound.channels});
    if (keep_) speech_.insert(speech_.end(), sound.mono_16k.begin(), sound.mono_16k.end());
  }
  audio::AudioSection finish() { return analyzer_.finish(); }
  [[nodiscard]] const std::vector<float>& speech() const { return speech_; }

 private:
  bool keep_;
  audio::AudioAnalyzer analyzer_;
  std::vector<float> speech_;
};

/// What looks at this file: of sound alone nothing can be told, not even that nobody is seen.
video::Detectors wanted(video::Detectors detectors, const Analyzers& analyzers, bool pictures) {
  if (!pictures) return {};
  if (!analyzers.faces) detectors.faces = nullptr;
  if (!analyzers.objects) detectors.objects = nullptr;
  if (!analyzers.ocr) detectors.text = nullptr;
  return detectors;
}

/// Drives one file from its first event to the measurement.
class Run {
 public:
  Run(media::Source& source, const Plan& plan, const Tools& tools, const Workplace& workplace)
      : source_(source),
        plan_(plan),
        tools_(tools),
        workplace_(workplace),
        facts_(facts_of(source.probe())),
        sampler_(source),
        pictures_(facts_, plan.profile,
                  wanted(tools.detectors, plan.analyzers, source.probe().video.has_value()),
                  sampler_, plan.shot_detector, workplace.keep_sheet),
        listener_(plan.analyzers.asr && tools.transcriber != nullptr) {}

  Result<Measurement> run() {
    const auto ended = drain();
    if (ended) covered_ = end_.covered_s;
    GV_TRY(auto made, measure_rest());
    if (!ended) {
      if (!worth_keeping(ended.error(), made)) return tl::unexpected<Error>(ended.error());
      made.errors.push_back(
          {std::string(to_text(ended.error().code)), "decode", ended.error().message, covered_});
    }
    if (!ended || end_.truncated) made.status = Status::Partial;
    made.source = source_.probe();
    made.end = std::move(end_);
    made.covered_s = covered_;
    made.capabilities = capabilities(made);
    made.tools = names_of(tools_);
    return made;
  }

 private:
  Result<void> drain() {
    for (;;) {
      GV_TRY(auto event, source_.next());
      if (auto* frame = std::get_if<media::Frame>(&event)) {
        GV_TRY(on_frame(std::move(*frame)));
      } else if (const auto* sound = std::get_if<media::Sound>(&event)) {
        listener_.on_sound(*sound);
      } else {
        end_ = std::move(std::get<media::End>(event));
        return {};
      }
    }
  }

  Result<void> on_frame(media::Frame frame) {
    covered_ = frame.t + frame.dt;
    if (workplace_.on_progress && facts_.duration_s > 0.0) {
      workplace_.on_progress({std::min(1.0, covered_ / facts_.duration_s), covered_});
    }
    return pictures_.on_frame({.index = frame.index,
                               .t = frame.t,
                               .dt = frame.dt,
                               .dup = frame.dup,
                               .l320 = std::move(frame.l320),
                               .c320 = std::move(frame.c320),
                               .a64 = std::move(frame.a64),
                               .t48 = std::move(frame.t48)});
  }

  Result<Measurement> measure_rest() {
    GV_TRY(auto pictures, pictures_.finish(covered_));
    Measurement made{.measured = {.facts = facts_, .duration_s = covered_}};
    made.errors = std::exchange(pictures.troubles, {});
    made.measured.pictures = std::move(pictures);
    made.measured.audio = listener_.finish();
    transcribe(made.measured.audio, made.errors);
    return made;
  }

  void transcribe(audio::AudioSection& audio, std::vector<video::Trouble>& troubles) {
    if (!plan_.analyzers.asr || tools_.transcriber == nullptr) return;
    if (!audio.speech) return;
    std::vector<app::SpeechSpan> spans;
    for (const auto& segment : audio.speech->segments) spans.push_back({segment.t0, segment.t1});
    auto transcript = tools_.transcriber->transcribe(listener_.speech(), spans);
    if (transcript) {
      audio.transcript = std::move(*transcript);
    } else {
      troubles.push_back(
          {std::string(to_text(transcript.error().code)), "asr", transcript.error().message, 0.0});
    }
  }

  /// Stopping early keeps what was measured once a shot is over.
  static bool worth_keeping(const Error& error, const Measurement& made) {
    const bool stopped = error.code == ErrorCode::Cancelled || error.code == ErrorCode::Stalled ||
                         error.code == ErrorCode::TimedOut;
    return stopped && made.measured.pictures.shots.shots.size() > 1;
  }

  [[nodiscard]] Capabilities capabilities(const Measurement& made) const {
    Capabilities can;
    const bool has_audio = made.measured.audio.has_audio;
    can.audio = has_audio ? "libav" : "absent";
    const auto name = [](bool wanted, bool absent, bool there, const std::string& backend) {
      if (!wanted) return std::string("off");
      if (absent) return std::string("absent");
      return there ? backend : std::string("unavailable");
    };
    const auto& wanted = plan_.analyzers;
    const auto& there = tools_.detectors;
    const bool blind = !made.source.video;
    can.faces = name(wanted.faces, blind, there.faces != nullptr, tools_.face_backend);
    can.objects = name(wanted.objects, blind, there.objects != nullptr, tools_.object_backend);
    can.ocr = name(wanted.ocr, blind, there.text != nullptr, tools_.text_backend);
    auto* speech = tools_.transcriber;
    can.asr = name(wanted.asr, !has_audio, speech != nullptr,
                   speech != nullptr ? speech->backend().name : "");
    return can;
  }

  media::Source& source_;
  const Plan& plan_;
  const Tools& tools_;
  const Workplace& workplace_;
  video::Facts facts_;
  SourceSampler sampler_;
  video::PictureStage pictures_;
  Listener listener_;
  media::End end_;
  double covered_{0.0};
};

}  // namespace

Result<Measurement> measure_file(const std::string& path, const Plan& plan, const Tools& tools,
                                 const Workplace& workplace) {
  media::SourceOptions options{.limits = plan.limits,
                               .decoder_threads = workplace.decoder_threads,
                               .salvage = plan.salvage,
                               .audio_only = plan.audio_only,
                               .cancel = workplace.cancel};
  GV_TRY(const auto source,
         workplace.decoder_executable.empty()
             ? media::open(path, options)
             : media::open_in_child(path, options, workplace.decoder_executable));
  return Run(*source, plan, tools, workplace).run();
}

}  // namespace gv::analysis

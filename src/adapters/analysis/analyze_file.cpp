#include "adapters/analysis/analyze_file.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/json/object.hpp>

#include "base/hash.h"
#include "core/audio/analyzer.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

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

/// Drives one file from its first event to the document.
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

  Result<Document> run() {
    Document document;
    const auto ended = drain();
    if (!ended) {
      GV_TRY(measure_rest(document, covered_));
      if (!worth_keeping(ended.error(), document)) return tl::unexpected<Error>(ended.error());
      document.errors.push_back(
          {std::string(to_text(ended.error().code)), "decode", ended.error().message, covered_});
      document.status = Status::Partial;
    } else {
      covered_ = end_.covered_s;
      GV_TRY(measure_rest(document, end_.covered_s));
      if (end_.truncated) document.status = Status::Partial;
    }
    describe(document);
    return document;
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

  Result<void> measure_rest(Document& document, double duration) {
    GV_TRY(auto pictures, pictures_.finish(duration));
    auto troubles = std::move(pictures.troubles);
    video::Measured measured{.facts = facts_, .duration_s = duration};
    measured.pictures = std::move(pictures);
    measured.audio = listener_.finish();
    transcribe(measured.audio, troubles);
    static_cast<video::Findings&>(document) = video::interpret(std::move(measured), plan_.aim);
    document.errors = std::move(troubles);
    return {};
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
  static bool worth_keeping(const Error& error, const Document& document) {
    const bool stopped = error.code == ErrorCode::Cancelled || error.code == ErrorCode::Stalled ||
                         error.code == ErrorCode::TimedOut;
    return stopped && document.shots.shots.size() > 1;
  }

  void describe(Document& document) {
    document.source = source_.probe();
    document.profile = plan_.profile;
    document.config_hash = config_hash(plan_);
    document.analysis_id = uuid_v5(cache_key(document.source.sha256, plan_, tools_));
    for (const char* part : {"media", "vision", "audio", "insight"}) {
      document.analyzer_versions.emplace(part, kAnalyzerVersion);
    }
    document.frames.decoded = end_.decoded;
    document.frames.dup = end_.dup;
    document.frames.pts_repaired = end_.pts_repaired;
    document.frames.decode_errors = end_.decode_errors;
    document.frames.covered_s = covered_;
    for (const auto& warning : document.source.warnings) document.warnings.push_back(warning);
    for (const auto& warning : end_.warnings) document.warnings.push_back(warning);
    std::sort(document.warnings.begin(), document.warnings.end());
    document.warnings.erase(std::unique(document.warnings.begin(), document.warnings.end()),
                            document.warnings.end());
    describe_capabilities(document);
  }

  void describe_capabilities(Document& document) const {
    auto& can = document.capabilities;
    can.audio = document.audio.has_audio ? "libav" : "absent";
    const auto name = [](bool wanted, bool absent, bool there, const std::string& backend) {
      if (!wanted) return std::string("off");
      if (absent) return std::string("absent");
      return there ? backend : std::string("unavailable");
    };
    const auto& wanted = plan_.analyzers;
    const auto& there = tools_.detectors;
    const bool blind = !document.source.video;
    can.faces = name(wanted.faces, blind, there.faces != nullptr, tools_.face_backend);
    can.objects = name(wanted.objects, blind, there.objects != nullptr, tools_.object_backend);
    can.ocr = name(wanted.ocr, blind, there.text != nullptr, tools_.text_backend);
    auto* speech = tools_.transcriber;
    can.asr = name(wanted.asr, !document.audio.has_audio, speech != nullptr,
                   speech != nullptr ? speech->backend().name : "");
    if (document.faces) document.faces->backend = can.faces;
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

Analyzers analyzers_of(video::Profile profile) {
  const bool looks = profile != video::Profile::Fast;
  return {.faces = looks, .objects = looks, .ocr = looks, .asr = profile == video::Profile::Deep};
}

std::string config_hash(const Plan& plan) {
  const boost::json::object tree{{"profile", json::to_value(plan.profile)},
                                 {"analyzers", json::to_value(plan.analyzers)},
                                 {"shot_detector", json::to_value(plan.shot_detector)},
                                 {"safety_terms", json::to_value(plan.aim.safety_terms)},
                                 {"limits", json::to_value(plan.limits)},
                                 {"goal", boost::json::string(plan.aim.goal)},
                                 {"story", json::to_value(plan.aim.story)},
                                 {"story_s", plan.aim.story_s},
                                 {"salvage", plan.salvage},
                                 {"audio_only", plan.audio_only}};
  return sha256_hex(json::canonical(tree));
}

std::string cache_key(const std::string& sha256, const Plan& plan, const Tools& tools) {
  std::string text = sha256 + "|" + config_hash(plan) + "|" + kAnalyzerVersion + "|" +
                     tools.face_backend + "|" + tools.object_backend + "|" + tools.text_backend;
  text += "|" + tools.speech_backend;
  for (const auto& hash : tools.weight_hashes) text += "|" + hash;
  return sha256_hex(text);
}

Result<Document> analyze_file(const std::string& path, const Plan& plan, const Tools& tools,
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

#include "cli/video_analysis.h"

#include <utility>

#include <boost/json/value.hpp>

#include "adapters/analysis/document.h"
#include "cli/progress_line.h"
#include "core/vision/single_thread.h"
#include "io/json/described.h"

namespace gv::cli {
namespace {

/// "faces,ocr".
Result<analysis::Analyzers> analyzers_of(const std::string& text, video::Profile profile) {
  if (text.empty()) return analysis::analyzers_of(profile);
  GV_TRY(const auto names, list_option("--analyzers", text));
  return analysis::analyzers_named(names, profile, "--analyzers");
}

Result<vision::DetectorKind> detector_of(const std::string& text) {
  const boost::json::value name(text);
  vision::DetectorKind kind{};
  if (json::read_into(json::Field(name), kind)) return kind;
  return fail(ErrorCode::InvalidInput, "--shot-detector",
              "must be median_ratio, content, adaptive, threshold, hash, histogram or ffscene, "
              "got \"" +
                  text + "\"");
}

Result<void> check_goal(const std::string& goal) {
  if (insight::cta_for_goal(goal).known_goal) return {};
  return fail(ErrorCode::InvalidInput, "--goal",
              "must be sales, leads, signups, downloads or awareness, got \"" + goal + "\"");
}

}  // namespace

void add_video_options(CLI::App& command, VideoOptions& options) {
  command.add_option("FILE", options.files, "Videos, or folders of videos");
  command.add_option("--profile", options.profile, "fast, standard or deep")
      ->type_name("NAME")
      ->capture_default_str();
  command
      .add_option("--analyzers", options.analyzers,
                  "Only these of faces, objects, ocr and asr (default: those of the profile)")
      ->type_name("LIST");
  command
      .add_option("--shot-detector", options.shot_detector,
                  "median_ratio, or as others do: content, adaptive, threshold, hash, histogram, "
                  "ffscene")
      ->type_name("NAME")
      ->capture_default_str();
  command.add_option("--goal", options.goal, "sales, leads, signups, downloads or awareness")
      ->type_name("NAME")
      ->capture_default_str();
  command.add_option("--face-weights", options.face_weights, "YOLOv8-face or YuNet, ONNX")
      ->type_name("FILE");
  command.add_option("--object-weights", options.object_weights, "YOLOv8 of COCO, ONNX")
      ->type_name("FILE");
  command.add_option("--threads", options.threads, "Of the decoder; changes nothing but time")
      ->type_name("N");
  command.add_flag("--salvage", options.salvage, "Use what a damaged file still holds");
  command.add_flag("--audio-only", options.audio_only, "Listen, do not look");
  command.add_flag("--no-cache", options.no_cache, "Look again, even if nothing changed");
}

Result<VideoAnalysis> VideoAnalysis::create(const Session& session, const VideoOptions& options,
                                            VideoSettings settings) {
  vision::keep_opencv_single_threaded();
  analysis::Plan plan;
  GV_TRY(plan.profile, analysis::profile_named(options.profile, "--profile"));
  GV_TRY(plan.analyzers, analyzers_of(options.analyzers, plan.profile));
  GV_TRY(plan.shot_detector, detector_of(options.shot_detector));
  GV_TRY(check_goal(options.goal));
  plan.aim.goal = options.goal;
  plan.aim.safety_terms = settings.video.safety_terms;
  plan.salvage = options.salvage;
  plan.audio_only = options.audio_only;
  VideoAnalysis made(session, std::move(plan), {options.face_weights, options.object_weights},
                     std::move(settings));
  made.use_cache_ = !options.no_cache;
  if (!options.threads.empty()) {
    GV_TRY(const auto threads, whole_option("--threads", options.threads, 1, 64));
    made.threads_ = static_cast<int>(threads);
  }
  return made;
}

VideoAnalysis::VideoAnalysis(const Session& session, analysis::Plan plan, VideoToolPaths paths,
                             VideoSettings settings)
    : session_(&session),
      plan_(std::move(plan)),
      tools_(std::make_unique<VideoTools>(plan_.analyzers, std::move(paths), std::move(settings))),
      cache_(analysis::Cache::default_folder()) {}

std::optional<Analysed> VideoAnalysis::stored(const std::string& path,
                                              const std::string& sha256) const {
  auto json = cache_.document(analysis::cache_key(sha256, plan_, tools_->names()));
  if (!json) return std::nullopt;
  auto document = analysis::from_json(*json, path);
  if (!document || document->status != analysis::Status::Complete) return std::nullopt;
  return Analysed{
      .path = path, .document = *std::move(document), .json = *std::move(json), .from_cache = true};
}

std::optional<analysis::Measurement> VideoAnalysis::measured(const std::string& sha256) const {
  const auto text = cache_.measurement(analysis::measurement_key(sha256, plan_, tools_->names()));
  if (!text) return std::nullopt;
  auto measurement = analysis::measurement_from(*text);
  if (!measurement) return std::nullopt;
  return *std::move(measurement);
}

Result<analysis::Measurement> VideoAnalysis::measure(const std::string& path,
                                                     const Interrupt& interrupt,
                                                     bool with_pictures) {
  const auto& tools = tools_->open();
  if (!std::exchange(told_, true)) {
    for (const auto& trouble : tools_->troubles()) note(*session_, "note: " + trouble);
  }
  ProgressLine line(path, session_->globals.quiet);
  return analysis::measure_file(
      path, plan_, tools,
      {.decoder_executable = "/proc/self/exe",
       .decoder_threads = threads_,
       .cancel = interrupt.token(),
       .on_progress = [&](const analysis::Progress& at) { line.show(at.fraction); },
       .keep_sheet = with_pictures});
}

Result<void> VideoAnalysis::keep(const std::string& path,
                                 const analysis::Measurement& measurement) {
  // A stage that failed, as when a server was down, may do better next time.
  const bool whole = measurement.status == analysis::Status::Complete && measurement.errors.empty();
  if (!use_cache_ || !whole) return {};
  const auto& sha256 = measurement.source.sha256;
  GV_TRY(cache_.store_measurement(analysis::measurement_key(sha256, plan_, tools_->names()),
                                  analysis::measurement_text(measurement)));
  return cache_.remember_sha256(path, sha256);
}

Result<void> VideoAnalysis::keep(const Analysed& analysed) {
  const auto& document = analysed.document;
  const bool whole = document.status == analysis::Status::Complete && document.errors.empty();
  if (!use_cache_ || !whole) return {};
  const auto key = analysis::cache_key(document.source.sha256, plan_, tools_->names());
  return cache_.store_document(key, analysed.json);
}

Analysed VideoAnalysis::interpreted(const std::string& path,
                                    analysis::Measurement measurement) const {
  auto document = analysis::document_of(std::move(measurement), plan_);
  if (session_->globals.now) document.created_at = format_time(*session_->globals.now);
  Analysed analysed{.path = path, .document = std::move(document)};
  analysed.json = analysis::to_json(analysed.document);
  return analysed;
}

Result<Analysed> VideoAnalysis::of(const std::string& path, const Interrupt& interrupt,
                                   bool with_pictures) {
  const bool may_reuse = use_cache_ && !with_pictures;
  const auto sha256 = may_reuse ? cache_.known_sha256(path) : std::nullopt;
  if (sha256) {
    if (auto known = stored(path, *sha256)) return *std::move(known);
  }
  auto measurement = sha256 ? measured(*sha256) : std::nullopt;
  Result<void> kept;
  if (!measurement) {
    GV_TRY(measurement, measure(path, interrupt, with_pictures));
    kept = keep(path, *measurement);
  }
  auto analysed = interpreted(path, *std::move(measurement));
  if (kept) kept = keep(analysed);
  if (!kept) note(*session_, "note: the result is not kept: " + to_string(kept.error()));
  return analysed;
}

}  // namespace gv::cli

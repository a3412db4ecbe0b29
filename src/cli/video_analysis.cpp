#include "cli/video_analysis.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <boost/json/value.hpp>

#include "adapters/analysis/document.h"
#include "cli/progress_line.h"
#include "core/vision/single_thread.h"
#include "io/json/described.h"

namespace gv::cli {
namespace {

Result<video::Profile> profile_of(const std::string& text) {
  if (text == "fast") return video::Profile::Fast;
  if (text == "standard") return video::Profile::Standard;
  if (text == "deep") return video::Profile::Deep;
  return fail(ErrorCode::InvalidInput, "--profile",
              "must be fast, standard or deep, got \"" + text + "\"");
}

/// "faces,ocr": those and no others of what may be chosen.
Result<analysis::Analyzers> analyzers_of(const std::string& text, video::Profile profile) {
  if (text.empty()) return analysis::analyzers_of(profile);
  GV_TRY(const auto names, list_option("--analyzers", text));
  analysis::Analyzers chosen{.faces = false, .objects = false, .ocr = false, .asr = false};
  const std::array<std::pair<std::string_view, bool*>, 4> known{{{"faces", &chosen.faces},
                                                                 {"objects", &chosen.objects},
                                                                 {"ocr", &chosen.ocr},
                                                                 {"asr", &chosen.asr}}};
  for (const auto& name : names) {
    const auto found = std::ranges::find(known, name, &std::pair<std::string_view, bool*>::first);
    if (found == known.end()) {
      return fail(ErrorCode::InvalidInput, "--analyzers",
                  "must be of faces, objects, ocr and asr, got \"" + name + "\"",
                  "shots, motion, looks and sound are always measured");
    }
    *found->second = true;
  }
  if (profile == video::Profile::Fast && (chosen.faces || chosen.objects || chosen.ocr)) {
    return fail(ErrorCode::InvalidInput, "--analyzers",
                "faces, objects and ocr need --profile standard or deep, got fast");
  }
  return chosen;
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
  GV_TRY(plan.profile, profile_of(options.profile));
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

std::optional<Analysed> VideoAnalysis::stored(const std::string& path) const {
  const auto sha256 = cache_.known_sha256(path);
  if (!sha256) return std::nullopt;
  auto json = cache_.document(analysis::cache_key(*sha256, plan_, tools_->names()));
  if (!json) return std::nullopt;
  auto document = analysis::from_json(*json, path);
  if (!document || document->status != analysis::Status::Complete) return std::nullopt;
  return Analysed{
      .path = path, .document = *std::move(document), .json = *std::move(json), .from_cache = true};
}

void VideoAnalysis::store(const Analysed& analysed) {
  // A stage that failed, as when a server was down, may do better next time.
  if (analysed.document.status != analysis::Status::Complete) return;
  if (!analysed.document.errors.empty()) return;
  const auto& sha256 = analysed.document.source.sha256;
  auto stored = cache_.store(analysis::cache_key(sha256, plan_, tools_->names()), analysed.json);
  if (stored) stored = cache_.remember_sha256(analysed.path, sha256);
  if (!stored) note(*session_, "note: the result is not kept: " + to_string(stored.error()));
}

Result<Analysed> VideoAnalysis::of(const std::string& path, const Interrupt& interrupt,
                                   bool with_pictures) {
  if (use_cache_ && !with_pictures) {
    if (auto known = stored(path)) return *std::move(known);
  }
  const auto& tools = tools_->open();
  if (!std::exchange(told_, true)) {
    for (const auto& trouble : tools_->troubles()) note(*session_, "note: " + trouble);
  }
  ProgressLine line(path, session_->globals.quiet);
  GV_TRY(auto document,
         analysis::analyze_file(
             path, plan_, tools,
             {.decoder_executable = "/proc/self/exe",
              .decoder_threads = threads_,
              .cancel = interrupt.token(),
              .on_progress = [&](const analysis::Progress& at) { line.show(at.fraction); },
              .keep_sheet = with_pictures}));
  if (session_->globals.now) document.created_at = format_time(*session_->globals.now);
  Analysed analysed{.path = path, .document = std::move(document)};
  analysed.json = analysis::to_json(analysed.document);
  if (use_cache_) store(analysed);
  return analysed;
}

}  // namespace gv::cli

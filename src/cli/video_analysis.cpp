#include "cli/video_analysis.h"

#include <utility>

#include "adapters/analysis/document.h"
#include "cli/progress_line.h"
#include "core/vision/single_thread.h"

namespace gv::cli {
namespace {

Result<video::Profile> profile_of(const std::string& text) {
  if (text == "fast") return video::Profile::Fast;
  if (text == "standard") return video::Profile::Standard;
  if (text == "deep") return video::Profile::Deep;
  return fail(ErrorCode::InvalidInput, "--profile",
              "must be fast, standard or deep, got \"" + text + "\"");
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

Result<VideoAnalysis> VideoAnalysis::create(const Session& session, const VideoOptions& options) {
  vision::keep_opencv_single_threaded();
  analysis::Plan plan;
  GV_TRY(plan.profile, profile_of(options.profile));
  GV_TRY(check_goal(options.goal));
  plan.aim.goal = options.goal;
  plan.salvage = options.salvage;
  plan.audio_only = options.audio_only;
  VideoAnalysis made(session, plan, {options.face_weights, options.object_weights});
  made.use_cache_ = !options.no_cache;
  if (!options.threads.empty()) {
    GV_TRY(const auto threads, whole_option("--threads", options.threads, 1, 64));
    made.threads_ = static_cast<int>(threads);
  }
  return made;
}

VideoAnalysis::VideoAnalysis(const Session& session, analysis::Plan plan, VideoToolPaths paths)
    : session_(&session),
      plan_(std::move(plan)),
      tools_(std::make_unique<VideoTools>(plan_.profile, std::move(paths))),
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
  if (analysed.document.status != analysis::Status::Complete) return;
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
  GV_TRY(auto document, analysis::analyze_file(path, plan_, tools,
                                               {.decoder_executable = "/proc/self/exe",
                                                .decoder_threads = threads_,
                                                .cancel = interrupt.token(),
                                                .on_progress = [&](const analysis::Progress& at) {
                                                  line.show(at.fraction);
                                                }}));
  if (session_->globals.now) document.created_at = format_time(*session_->globals.now);
  Analysed analysed{.path = path, .document = std::move(document)};
  analysed.json = analysis::to_json(analysed.document);
  if (use_cache_) store(analysed);
  return analysed;
}

}  // namespace gv::cli

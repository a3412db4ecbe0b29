#include "adapters/analysis/video_analyzer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>

#include "adapters/analysis/shot_list.h"
#include "io/jpeg/jpeg.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {
namespace {

/// The data of a job.
struct TaskRecord {
  std::string asset_id;
  std::string profile;
  std::optional<std::vector<std::string>> analyzers;
  bool salvage{false};
};
BOOST_DESCRIBE_STRUCT(TaskRecord, (), (asset_id, profile, analyzers, salvage))

std::int64_t ms_of(double seconds) { return std::llround(seconds * 1000.0); }

/// The place of the picture of a shot, from 1; 0: there is none.
int picture_of(const Document& document, std::int64_t shot) {
  const auto& thumbnails = document.visual.thumbnails;
  const auto found = std::ranges::find(thumbnails, shot, &vision::Thumbnail::shot);
  return found == thumbnails.end() ? 0 : static_cast<int>(found - thumbnails.begin()) + 1;
}

void add_clips(const Document& document, app::AnalysisResult& result) {
  if (!document.clips) return;
  for (const auto& clip : document.clips->ranked) {
    const boost::json::object features{{"terms", json::to_value(clip.terms)},
                                       {"flags", json::to_value(clip.flags)},
                                       {"shot", clip.shot}};
    result.clips.push_back({.asset_id = document.asset_id.value_or(""),
                            .start_ms = ms_of(clip.t0),
                            .end_ms = ms_of(clip.t1),
                            .rank = static_cast<int>(clip.rank),
                            .score = clip.score,
                            .features = json::compact(features)});
    result.clip_pictures.push_back(picture_of(document, clip.shot));
  }
}

Result<app::AnalysisResult> result_of(const Document& document) {
  app::AnalysisResult result{.status = document.status == Status::Complete
                                           ? app::AnalysisStatus::Complete
                                           : app::AnalysisStatus::Partial,
                             .analysis_id = document.analysis_id,
                             .document = to_json(document),
                             .summary = json::compact(summary_tree(document))};
  for (const auto& image : document.thumbnail_images) {
    GV_TRY(auto bytes, jpeg::encode(image));
    result.pictures.push_back(std::move(bytes));
  }
  add_clips(document, result);
  return result;
}

}  // namespace

Result<Plan> VideoAnalyzer::plan_of(const app::AnalysisOrder& order) const {
  Plan plan{.aim = aim_, .salvage = order.salvage};
  GV_TRY(plan.profile, profile_named(order.profile, "profile"));
  plan.analyzers = analyzers_of(plan.profile);
  if (order.analyzers) {
    GV_TRY(plan.analyzers, analyzers_named(*order.analyzers, plan.profile, "analyzers"));
  }
  return plan;
}

Result<app::AnalysisKey> VideoAnalyzer::key_of(const app::AnalysisTask& task) {
  GV_TRY(const auto plan, plan_of(task.order));
  return app::AnalysisKey{.asset_id = task.asset_id,
                          .analyzer = "video",
                          .version = kAnalyzerVersion,
                          .params_hash = cache_key({}, plan, toolbox_.names(plan.analyzers))};
}

std::string VideoAnalyzer::job_data_of(const app::AnalysisTask& task) {
  const auto& order = task.order;
  return json::compact(
      json::to_value(TaskRecord{task.asset_id, order.profile, order.analyzers, order.salvage}));
}

Result<app::AnalysisTask> VideoAnalyzer::task_of(std::string_view job_data) {
  GV_TRY(const auto tree, json::parse(job_data, "job"));
  TaskRecord record;
  GV_TRY(json::read_into(json::Field(tree), record));
  if (record.asset_id.empty()) return fail(ErrorCode::InvalidInput, "asset_id", "is missing");
  return app::AnalysisTask{.asset_id = std::move(record.asset_id),
                           .order = {.profile = std::move(record.profile),
                                     .analyzers = std::move(record.analyzers),
                                     .salvage = record.salvage}};
}

Result<app::AnalysisResult> VideoAnalyzer::analyze(const std::string& path,
                                                   const AccountId& account,
                                                   const app::AnalysisTask& task,
                                                   const std::function<void(double)>& on_progress,
                                                   const std::stop_token& stop) {
  GV_TRY(const auto plan, plan_of(task.order));
  GV_TRY(auto document,
         analyze_file(path, plan, toolbox_.open(plan.analyzers),
                      {.decoder_executable = decoder_executable_,
                       .cancel = stop,
                       .on_progress = [&](const Progress& at) { on_progress(at.fraction); },
                       .keep_sheet = false}));
  document.account_id = account.text();
  document.asset_id = task.asset_id;
  document.created_at = format_time(clock_.now());
  return result_of(document);
}

Result<std::string> VideoAnalyzer::shot_list(std::string_view document,
                                             const std::string& clip_name, app::ShotListForm form) {
  GV_TRY(const auto read, from_json(document, "analysis"));
  return analysis::shot_list(read, clip_name, form);
}

}  // namespace gv::analysis

#include "app/assets/analyze_asset.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/assets/asset_files.h"
#include "app/assets/heartbeat.h"

namespace gv::app {
namespace {

constexpr Millis kExpireMin{1'800'000};

bool is_live(JobState state) {
  return state != JobState::Completed && state != JobState::Failed && state != JobState::Cancelled;
}

/// Of the job of one asset; none: there was none, or it is deleted.
Result<std::optional<Asset>> usable(Assets& assets, Transaction& transaction,
                                    const std::string& id) {
  GV_TRY(auto asset, assets.find(transaction, id));
  if (asset && asset->status != AssetStatus::Ready) {
    return fail(ErrorCode::Refused, "asset_id",
                "This file was rejected and cannot be analysed: " + asset->error.value_or(""));
  }
  return asset;
}

}  // namespace

Result<AskedAnalysis> AnalyzeAsset::ask(const AccountScope& scope, const AnalysisTask& task) {
  GV_TRY(const auto key, ports_.analyzer.key_of(task));
  const auto job_id = new_id(ports_.random, ports_.clock.now());
  return ports_.store.write(
      scope, [&](Transaction& transaction) { return ask_in(transaction, task, key, job_id); });
}

Result<AskedAnalysis> AnalyzeAsset::ask_in(Transaction& transaction, const AnalysisTask& task,
                                           const AnalysisKey& key, const std::string& job_id) {
  GV_TRY(const auto asset, usable(ports_.assets, transaction, task.asset_id));
  if (!asset) {
    return fail(ErrorCode::NotFound, "asset_id", "There is no asset \"" + task.asset_id + "\".");
  }
  GV_TRY(auto known, ports_.analyses.find(transaction, key));
  if (known && known->status == AnalysisStatus::Complete) return AskedAnalysis{*std::move(known)};
  if (known && known->job_id) {
    GV_TRY(const auto job, ports_.jobs.find(transaction, *known->job_id));
    if (job && is_live(job->state)) return AskedAnalysis{{}, *known->job_id, job->state};
  }
  GV_TRY(enqueue(transaction, task, key, job_id, *asset));
  return AskedAnalysis{{}, job_id, JobState::Created};
}

Result<void> AnalyzeAsset::enqueue(Transaction& transaction, const AnalysisTask& task,
                                   const AnalysisKey& key, const std::string& job_id,
                                   const Asset& asset) {
  const std::array jobs{
      NewJob{.id = job_id,
             .name = std::string(kAnalysisQueue),
             .data = ports_.analyzer.job_data_of(task),
             .retry_limit = 2,
             .backoff = Millis(15'000),
             .expire_in = std::max(kExpireMin, 4 * Millis(asset.facts.duration_ms.value_or(0))),
             .singleton_key = key.asset_id + ":" + key.params_hash,
             .ordering_key = key.asset_id}};
  GV_TRY(const auto added, ports_.jobs.enqueue(transaction, jobs));
  if (!added[0]) {
    return fail(ErrorCode::Unavailable, "asset_id", "Somebody else is asking for the same.");
  }
  return ports_.analyses.put(transaction, {.key = key, .job_id = job_id});
}

Result<JobEffects> AnalyzeAsset::work(const AccountScope& scope, const Job& job,
                                      const JobPulse& pulse) {
  GV_TRY(const auto task, ports_.analyzer.task_of(job.data));
  GV_TRY(auto key, ports_.analyzer.key_of(task));
  GV_TRY(const auto asset, ports_.store.read(scope, [&](Transaction& transaction) {
    return usable(ports_.assets, transaction, task.asset_id);
  }));
  if (!asset) {
    return JobEffects([](Transaction&) { return std::optional<std::string>(); });
  }
  const TimePoint began = ports_.clock.now();
  GV_TRY(auto result, see(scope, job, task, *asset, pulse));
  const auto artifact = artifact_key(scope.account(), task.asset_id, key.params_hash);
  GV_TRY(auto clips, keep_files(artifact, result));
  Analysis analysis{.key = std::move(key),
                    .status = result.status,
                    .summary = std::move(result.summary),
                    .artifact_key = artifact,
                    .work_ms = (ports_.clock.now() - began).count()};
  return JobEffects([this, analysis = std::move(analysis), clips = std::move(clips)](
                        Transaction& transaction) { return record(transaction, analysis, clips); });
}

Result<AnalysisResult> AnalyzeAsset::see(const AccountScope& scope, const Job& job,
                                         const AnalysisTask& task, const Asset& asset,
                                         const JobPulse& pulse) {
  const auto beat = [&](double progress) -> Result<void> {
    GV_TRY(pulse());
    return ports_.store.write_shared([&](SharedTransaction& transaction) {
      return ports_.jobs.set_progress(transaction, job.lease, progress, "analysing");
    });
  };
  Heartbeat heartbeat(beat, beat_);
  const std::stop_callback on_end(ending_.get_token(), [&] { heartbeat.stop(); });
  auto result = ports_.analyzer.analyze(
      ports_.objects.path_of(asset.storage_key), scope.account(), task,
      [&](double progress) { heartbeat.tell(progress); }, heartbeat.stopped());
  if (ending_.stop_requested()) {
    return fail(ErrorCode::Cancelled, "job " + job.lease.id, "the server ends");
  }
  if (heartbeat.stopped().stop_requested()) {
    return fail(ErrorCode::Conflict, "job " + job.lease.id, "was taken away or cancelled");
  }
  return result;
}

/// The files lie under names that follow from the key alone: doing it again makes the same ones.
Result<std::vector<Clip>> AnalyzeAsset::keep_files(const std::string& artifact,
                                                   AnalysisResult& result) {
  GV_TRY(ports_.objects.put(document_key(artifact), result.document));
  int place = 0;
  for (const auto& picture : result.pictures) {
    GV_TRY(ports_.objects.put(picture_key(artifact, ++place), picture));
  }
  auto clips = std::move(result.clips);
  for (std::size_t i = 0; i < clips.size(); ++i) {
    clips[i].id = new_id(ports_.random, ports_.clock.now());
    const int shown = result.clip_pictures[i];
    if (shown > 0) clips[i].thumb_key = picture_key(artifact, shown);
  }
  return clips;
}

Result<std::optional<std::string>> AnalyzeAsset::record(Transaction& transaction,
                                                        const Analysis& analysis,
                                                        const std::vector<Clip>& clips) {
  const auto& asset_id = analysis.key.asset_id;
  GV_TRY(const auto asset, ports_.assets.find(transaction, asset_id));
  if (!asset) return std::optional<std::string>();  // deleted meanwhile
  GV_TRY(ports_.analyses.put(transaction, analysis));
  GV_TRY(ports_.analyses.replace_clips(transaction, asset_id, clips));
  return std::optional("{\"asset_id\":\"" + asset_id + "\",\"status\":\"" +
                       std::string(to_text(analysis.status)) + "\"}");
}

}  // namespace gv::app

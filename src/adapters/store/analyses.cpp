#include "adapters/store/analyses.h"

#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

#define GV_ANALYSIS_COLUMNS                                                                    \
  "asset_id, analyzer, analyzer_version, params_hash, status, summary, artifact_key, cpu_ms, " \
  "created_at"
#define GV_CLIP_COLUMNS "id, asset_id, start_ms, end_ms, rank, score, features, thumb_key"

namespace gv::store {
namespace {

const sql::Statement kPut{
    "asset_analyses.put",
    "INSERT INTO asset_analyses (account_id, " GV_ANALYSIS_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
    "ON CONFLICT (account_id, asset_id, analyzer, analyzer_version, params_hash) DO UPDATE SET "
    "status = excluded.status, summary = excluded.summary, artifact_key = excluded.artifact_key, "
    "cpu_ms = excluded.cpu_ms, created_at = excluded.created_at"};
const sql::Statement kFind{"asset_analyses.find",
                           "SELECT " GV_ANALYSIS_COLUMNS
                           " FROM asset_analyses WHERE account_id = $1 AND asset_id = $2 AND "
                           "analyzer = $3 AND analyzer_version = $4 AND params_hash = $5"};
const sql::Statement kLatest{
    "asset_analyses.latest",
    "SELECT " GV_ANALYSIS_COLUMNS
    " FROM asset_analyses WHERE account_id = $1 AND asset_id = $2 AND status <> 'queued' "
    "ORDER BY created_at DESC, params_hash LIMIT 1"};
const sql::Statement kAddClip{"clips.add", "INSERT INTO clips (account_id, " GV_CLIP_COLUMNS
                                           ", status, created_at) VALUES ($1, $2, $3, $4, $5, $6, "
                                           "$7, $8, $9, 'ready', $10)"};
const sql::Statement kRemoveClips{"clips.remove",
                                  "DELETE FROM clips WHERE account_id = $1 AND asset_id = $2"};
const sql::Statement kClipsByRank{"clips.by_rank",
                                  "SELECT " GV_CLIP_COLUMNS
                                  " FROM clips WHERE account_id = $1 AND asset_id = $2 "
                                  "ORDER BY rank, start_ms, id"};
const sql::Statement kClipsByStart{"clips.by_start",
                                   "SELECT " GV_CLIP_COLUMNS
                                   " FROM clips WHERE account_id = $1 AND asset_id = $2 "
                                   "ORDER BY start_ms, id"};

/// A queued one has no findings yet, but a job.
std::string summary_of(const app::Analysis& analysis) {
  if (!analysis.job_id) return analysis.summary;
  return json::compact(boost::json::object{{"job_id", boost::json::string(*analysis.job_id)}});
}

std::optional<std::string> job_of(std::string_view summary) {
  const auto tree = json::parse(summary, "asset_analyses.summary");
  GV_CHECK(tree && tree->is_object());
  const auto* const id = tree->get_object().if_contains("job_id");
  if (id == nullptr) return std::nullopt;
  return std::string(std::string_view(id->as_string()));
}

app::Analysis analysis_of(const sql::Row& row) {
  const auto status = app::parse_analysis_status(row.text(4), "asset_analyses.status");
  GV_CHECK(status.has_value());
  const bool queued = *status == app::AnalysisStatus::Queued;
  return {.key = {.asset_id = row.get<std::string>(0),
                  .analyzer = row.get<std::string>(1),
                  .version = row.get<std::string>(2),
                  .params_hash = row.get<std::string>(3)},
          .status = *status,
          .job_id = queued ? job_of(row.text(5)) : std::nullopt,
          .summary = queued ? std::string("{}") : row.get<std::string>(5),
          .artifact_key = row.get<std::optional<std::string>>(6),
          .work_ms = row.get<std::optional<std::int64_t>>(7),
          .created_at = row.time(8)};
}

app::Clip clip_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .asset_id = row.get<std::string>(1),
          .start_ms = row.integer(2),
          .end_ms = row.integer(3),
          .rank = row.get<int>(4),
          .score = row.real(5),
          .features = row.get<std::string>(6),
          .thumb_key = row.get<std::optional<std::string>>(7)};
}

}  // namespace

Result<void> Analyses::put(app::Transaction& transaction, const app::Analysis& analysis) {
  const auto& key = analysis.key;
  const auto summary = summary_of(analysis);
  GV_TRY(connection_of(transaction)
             .execute(kPut, {account_of(transaction), key.asset_id, key.analyzer, key.version,
                             key.params_hash, app::to_text(analysis.status), summary,
                             analysis.artifact_key, analysis.work_ms, transaction.now()}));
  return {};
}

Result<std::optional<app::Analysis>> Analyses::find(app::Transaction& transaction,
                                                    const app::AnalysisKey& key) {
  return connection_of(transaction)
      .first(kFind,
             {account_of(transaction), key.asset_id, key.analyzer, key.version, key.params_hash},
             analysis_of);
}

Result<std::optional<app::Analysis>> Analyses::latest(app::Transaction& transaction,
                                                      std::string_view asset_id) {
  return connection_of(transaction)
      .first(kLatest, {account_of(transaction), asset_id}, analysis_of);
}

Result<void> Analyses::replace_clips(app::Transaction& transaction, std::string_view asset_id,
                                     std::span<const app::Clip> clips) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(connection.execute(kRemoveClips, {account, asset_id}));
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& clip : clips) {
    rows.push_back({account, clip.id, asset_id, clip.start_ms, clip.end_ms, clip.rank, clip.score,
                    clip.features, clip.thumb_key, transaction.now()});
  }
  GV_TRY(connection.execute_many(kAddClip, rows));
  return {};
}

Result<std::vector<app::Clip>> Analyses::clips(app::Transaction& transaction,
                                               std::string_view asset_id, bool by_rank) {
  return connection_of(transaction)
      .all(by_rank ? kClipsByRank : kClipsByStart, {account_of(transaction), asset_id}, clip_of);
}

}  // namespace gv::store

#include "adapters/store/decisions.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

#define GV_RUN_COLUMNS                                                                     \
  "id, trigger, clock_at, seed, inputs_hash, config_version, models, total_budget_minor, " \
  "num_ads, status, duration_us, created_at"
#define GV_DECISION_COLUMNS                                                                \
  "id, run_id, ad_id, budget_unit, decision, finality, reason_code, reason, explanation, " \
  "gates, actions, priority, confidence, current_budget_minor, recommended_budget_minor, " \
  "metrics, status, created_at, expires_at, shares_unit, unit_budget_minor"
/// Pages go from new to old; $2 and $3 are the last row of the page before.
#define GV_PAGE \
  "(created_at < $2 OR (created_at = $2 AND id < $3)) ORDER BY created_at DESC, id DESC LIMIT $4"

namespace gv::store {
namespace {

const sql::Statement kAddRun{"decision_runs.add",
                             "INSERT INTO decision_runs (account_id, " GV_RUN_COLUMNS
                             ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
const sql::Statement kAddDecision{
    "decisions.add", "INSERT INTO decisions (account_id, " GV_DECISION_COLUMNS
                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
                     "$16, $17, $18, $19, $20, $21, $22)"};
const sql::Statement kRun{"decision_runs.find",
                          "SELECT " GV_RUN_COLUMNS
                          " FROM decision_runs WHERE account_id = $1 AND id = $2"};
const sql::Statement kRuns{"decision_runs.list",
                           "SELECT " GV_RUN_COLUMNS
                           " FROM decision_runs WHERE account_id = $1 AND " GV_PAGE};
const sql::Statement kDecision{"decisions.find",
                               "SELECT " GV_DECISION_COLUMNS
                               " FROM decisions WHERE account_id = $1 AND id = $2"};
#define GV_DECISIONS "SELECT " GV_DECISION_COLUMNS " FROM decisions WHERE account_id = $1 AND "
/// $5 may be NULL: of every kind.
#define GV_OF_KIND "decision = COALESCE($5, decision) AND "
const sql::Statement kList{"decisions.list", GV_DECISIONS GV_OF_KIND GV_PAGE};
const sql::Statement kListOfRun{"decisions.list_of_run",
                                GV_DECISIONS GV_OF_KIND "run_id = $6 AND " GV_PAGE};
const sql::Statement kListOfAd{"decisions.list_of_ad",
                               GV_DECISIONS GV_OF_KIND "ad_id = $6 AND " GV_PAGE};
const sql::Statement kListOfBoth{"decisions.list_of_run_and_ad",
                                 GV_DECISIONS GV_OF_KIND "run_id = $6 AND ad_id = $7 AND " GV_PAGE};

const sql::Statement kSetDecisionStatus{
    "decisions.set_status", "UPDATE decisions SET status = $3 WHERE account_id = $1 AND id = $2"};

const sql::Statement kKeepInputs{
    "decision_inputs.add",
    "INSERT INTO decision_inputs (account_id, run_id, document) VALUES ($1, $2, $3)"};
const sql::Statement kInputs{
    "decision_inputs.find",
    "SELECT document FROM decision_inputs WHERE account_id = $1 AND run_id = $2"};

const sql::Statement kOldPreviews{
    "decision_runs.old_previews",
    "SELECT id FROM decision_runs WHERE account_id = $1 AND status = 'preview' "
    "AND created_at < $2 ORDER BY created_at, id LIMIT $3"};
const sql::Statement kRemoveInputs{"decision_inputs.remove",
                                   "DELETE FROM decision_inputs WHERE account_id = $1 "
                                   "AND run_id = $2"};
const sql::Statement kRemoveDecisions{
    "decisions.remove", "DELETE FROM decisions WHERE account_id = $1 AND run_id = $2"};
const sql::Statement kRemoveRun{"decision_runs.remove",
                                "DELETE FROM decision_runs WHERE account_id = $1 AND id = $2"};

/// Later than every row: the start of the first page.
const app::DecisionCursor kNewest{TimePoint{Millis{253'402'300'799'000}},
                                  "ffffffff-ffff-ffff-ffff-ffffffffffff"};

app::DecisionRun run_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .trigger = row.get<std::string>(1),
          .clock_at = row.time(2),
          .seed = row.integer(3),
          .inputs_hash = row.get<std::string>(4),
          .config_version = row.integer(5),
          .models = row.get<std::string>(6),
          .total_budget_minor = row.get<std::optional<std::int64_t>>(7),
          .num_ads = row.get<int>(8),
          .status = row.get<std::string>(9),
          .duration_us = row.get<std::optional<std::int64_t>>(10),
          .created_at = row.time(11)};
}

app::DecisionRecord decision_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .run_id = row.get<std::string>(1),
          .ad_id = row.get<std::string>(2),
          .budget_unit = row.get<std::optional<std::string>>(3),
          .decision = row.get<std::string>(4),
          .finality = row.get<std::optional<std::string>>(5),
          .reason_code = row.get<std::string>(6),
          .reason = row.get<std::string>(7),
          .explanation = row.get<std::string>(8),
          .gates = row.get<std::string>(9),
          .actions = row.get<std::string>(10),
          .metrics = row.get<std::string>(15),
          .priority = row.get<int>(11),
          .confidence = row.real(12),
          .current_budget_minor = row.integer(13),
          .recommended_budget_minor = row.integer(14),
          .shares_unit = row.boolean(19),
          .unit_budget_minor = row.get<std::optional<std::int64_t>>(20),
          .status = row.get<std::string>(16),
          .created_at = row.time(17),
          .expires_at = row.time(18)};
}

std::vector<sql::Param> row_of(const std::string& account, TimePoint now,
                               const app::DecisionRecord& decision) {
  return {account,
          decision.id,
          decision.run_id,
          decision.ad_id,
          decision.budget_unit,
          decision.decision,
          decision.finality,
          decision.reason_code,
          decision.reason,
          decision.explanation,
          decision.gates,
          decision.actions,
          decision.priority,
          decision.confidence,
          decision.current_budget_minor,
          decision.recommended_budget_minor,
          decision.metrics,
          decision.status,
          now,
          decision.expires_at,
          decision.shares_unit,
          decision.unit_budget_minor};
}

const sql::Statement& list_statement(const app::DecisionFilter& filter) {
  if (filter.run_id && filter.ad_id) return kListOfBoth;
  if (filter.run_id) return kListOfRun;
  return filter.ad_id ? kListOfAd : kList;
}

}  // namespace

Result<void> Decisions::record(app::Transaction& transaction, const app::DecisionRun& run,
                               std::span<const app::DecisionRecord> decisions) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(connection.execute(
      kAddRun, {account, run.id, run.trigger, run.clock_at, run.seed, run.inputs_hash,
                run.config_version, run.models, run.total_budget_minor, run.num_ads, run.status,
                run.duration_us, transaction.now()}));
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& decision : decisions) {
    rows.push_back(row_of(account, transaction.now(), decision));
  }
  GV_TRY(connection.execute_many(kAddDecision, rows));
  return {};
}

Result<std::optional<app::DecisionRun>> Decisions::run(app::Transaction& transaction,
                                                       std::string_view id) {
  return connection_of(transaction).first(kRun, {account_of(transaction), id}, run_of);
}

Result<std::vector<app::DecisionRun>> Decisions::runs(
    app::Transaction& transaction, const std::optional<app::DecisionCursor>& before, int limit) {
  const auto& from = before ? *before : kNewest;
  return connection_of(transaction)
      .all(kRuns, {account_of(transaction), from.created_at, from.id, limit}, run_of);
}

Result<std::optional<app::DecisionRecord>> Decisions::decision(app::Transaction& transaction,
                                                               std::string_view id) {
  return connection_of(transaction).first(kDecision, {account_of(transaction), id}, decision_of);
}

Result<std::vector<app::DecisionRecord>> Decisions::list(app::Transaction& transaction,
                                                         const app::DecisionFilter& filter) {
  const auto& from = filter.before ? *filter.before : kNewest;
  std::vector<sql::Param> params{account_of(transaction), from.created_at, from.id, filter.limit,
                                 filter.decision};
  if (filter.run_id) params.emplace_back(*filter.run_id);
  if (filter.ad_id) params.emplace_back(*filter.ad_id);
  return connection_of(transaction).all(list_statement(filter), params, decision_of);
}

Result<void> Decisions::set_status(app::Transaction& transaction, std::string_view id,
                                   std::string_view status) {
  GV_TRY(connection_of(transaction)
             .execute(kSetDecisionStatus, {account_of(transaction), id, status}));
  return {};
}

Result<void> Decisions::keep_inputs(app::Transaction& transaction, std::string_view run_id,
                                    std::string_view document) {
  GV_TRY(
      connection_of(transaction).execute(kKeepInputs, {account_of(transaction), run_id, document}));
  return {};
}

Result<std::optional<std::string>> Decisions::inputs(app::Transaction& transaction,
                                                     std::string_view run_id) {
  return connection_of(transaction)
      .first(kInputs, {account_of(transaction), run_id},
             [](const sql::Row& row) { return row.get<std::string>(0); });
}

Result<std::int64_t> Decisions::remove_previews(app::Transaction& transaction, TimePoint before,
                                                int limit) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto ids,
         connection.all(kOldPreviews, {account, before, limit},
                        [](const sql::Row& row) { return row.get<std::string>(0); }));
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& id : ids) rows.push_back({account, id});
  GV_TRY(connection.execute_many(kRemoveInputs, rows));
  GV_TRY(connection.execute_many(kRemoveDecisions, rows));
  return connection.execute_many(kRemoveRun, rows);
}

}  // namespace gv::store

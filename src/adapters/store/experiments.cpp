#include "adapters/store/experiments.h"

#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "adapters/store/learning_facts.h"
#include "base/money.h"
#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

#define GV_EXPERIMENT_COLUMNS \
  "id, name, kind, status, metric, config, created_at, started_at, ended_at, winner_variant"
#define GV_VARIANT_COLUMNS                                                                      \
  "variant_id, metadata, impressions, clicks, conversions, spend_minor, revenue_minor, alpha, " \
  "beta, updated_seq, created_at, trials, successes, events, evidence_trials, "                 \
  "evidence_successes, evidence_value"

namespace gv::store {
namespace {

using boost::json::object;

const sql::Statement kFindExperiment{"experiments.find",
                                     "SELECT " GV_EXPERIMENT_COLUMNS
                                     " FROM experiments WHERE account_id = $1 AND id = $2"};
const sql::Statement kListExperiments{"experiments.list",
                                      "SELECT id FROM experiments WHERE account_id = $1 "
                                      "AND id > $2 ORDER BY id LIMIT $3"};
const sql::Statement kPutExperiment{
    "experiments.put",
    "INSERT INTO experiments (account_id, " GV_EXPERIMENT_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (account_id, id) "
    "DO UPDATE SET name = excluded.name, status = excluded.status, config = excluded.config, "
    "ended_at = excluded.ended_at, winner_variant = excluded.winner_variant"};
const sql::Statement kVariantsOf{"experiment_variants.of_experiment",
                                 "SELECT " GV_VARIANT_COLUMNS
                                 " FROM experiment_variants WHERE account_id = $1 "
                                 "AND experiment_id = $2 ORDER BY variant_id"};
const sql::Statement kExperimentOf{
    "experiment_variants.experiment",
    "SELECT experiment_id FROM experiment_variants WHERE account_id = $1 AND variant_id = $2 "
    "AND experiment_id IS NOT NULL"};
const sql::Statement kPutVariant{
    "experiment_variants.put",
    "INSERT INTO experiment_variants (account_id, experiment_id, " GV_VARIANT_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19) ON CONFLICT (account_id, variant_id) DO UPDATE SET metadata = excluded.metadata, "
    "impressions = excluded.impressions, clicks = excluded.clicks, "
    "conversions = excluded.conversions, spend_minor = excluded.spend_minor, "
    "revenue_minor = excluded.revenue_minor, alpha = excluded.alpha, beta = excluded.beta, "
    "updated_seq = excluded.updated_seq, trials = excluded.trials, "
    "successes = excluded.successes, events = excluded.events, "
    "evidence_trials = excluded.evidence_trials, "
    "evidence_successes = excluded.evidence_successes, evidence_value = excluded.evidence_value"};

/// Before every UUID.
constexpr std::string_view kNoId = "00000000-0000-0000-0000-000000000000";

std::string config_of(const app::StoredExperiment& experiment) {
  const auto& prior = experiment.state.value_prior;
  object config{{"budget_minor", experiment.budget_minor},
                {"value_mean_minor", prior.mean_minor},
                {"value_phi", prior.phi},
                {"value_strength", prior.strength}};
  if (experiment.state.decayed_on) {
    config["decayed_on"] = experiment.state.decayed_on->time_since_epoch().count();
  }
  // The promotion is the fact that was logged, as it was logged.
  if (experiment.promotion) config["promotion"] = event_of_fact(*experiment.promotion).payload;
  return json::compact(config);
}

Result<void> read_experiment_config(const std::string& text, app::StoredExperiment& out) {
  GV_TRY(const auto tree, json::parse(text, "experiments.config"));
  const json::Field root(tree, "config");
  const auto number = [&](const char* key) -> Result<double> {
    GV_TRY(const auto member, root.member(key));
    return member.number();
  };
  GV_TRY(const auto budget, root.member("budget_minor"));
  GV_TRY(out.budget_minor, budget.whole());
  GV_TRY(out.state.value_prior.mean_minor, number("value_mean_minor"));
  GV_TRY(out.state.value_prior.phi, number("value_phi"));
  GV_TRY(out.state.value_prior.strength, number("value_strength"));
  GV_TRY(const auto day, root.member_if("decayed_on"));
  if (day) {
    GV_TRY(const auto days, day->whole());
    out.state.decayed_on = std::chrono::sys_days(std::chrono::days(days));
  }
  GV_TRY(const auto promotion, root.member_if("promotion"));
  if (!promotion) return {};
  GV_TRY(const auto payload, promotion->text());
  GV_TRY(auto fact,
         fact_of_event(
             {.type = "learning.event", .source = "learning", .payload = std::string(payload)}));
  if (fact) out.promotion = std::get<app::VariantPromoted>(*std::move(fact));
  return {};
}

struct ExperimentRow {
  app::StoredExperiment experiment;
  std::string metric;
  std::string config;
};

ExperimentRow experiment_row(const sql::Row& row) {
  ExperimentRow out;
  auto& state = out.experiment.state;
  state.id = ab::ExperimentId(row.get<std::string>(0));
  state.closed = row.text(3) == "closed";
  state.started_at = row.get<std::optional<TimePoint>>(7).value_or(row.time(6));
  out.experiment.name = row.get<std::string>(1);
  out.experiment.created_at = row.time(6);
  out.experiment.ended_at = row.get<std::optional<TimePoint>>(8);
  out.metric = row.get<std::string>(4);
  out.config = row.get<std::string>(5);
  return out;
}

Result<ab::Metadata> metadata_in(std::string_view text) {
  GV_TRY(const auto tree, json::parse(text, "experiment_variants.metadata"));
  GV_TRY(const auto members, json::Field(tree, "metadata").members());
  ab::Metadata metadata;
  for (const auto& [key, member] : members) {
    GV_TRY(const auto value, member.text());
    metadata[std::string(key)] = std::string(value);
  }
  return metadata;
}

std::string metadata_text(const ab::Metadata& metadata) {
  object members;
  for (const auto& [key, value] : metadata) members[key] = value;
  return json::compact(members);
}

Result<void> add_variant(const sql::Row& row, app::StoredExperiment& out) {
  const ab::VariantId id(row.get<std::string>(0));
  ab::Variant variant;
  GV_TRY(variant.metadata, metadata_in(row.text(1)));
  variant.totals = {.trials = row.integer(11),
                    .successes = row.real(12),
                    .value_minor = row.integer(6),
                    .cost_minor = row.integer(5),
                    .events = row.integer(13)};
  variant.evidence = {
      .trials = row.real(14), .successes = row.real(15), .value_minor = row.real(16)};
  out.state.variants.emplace(id, std::move(variant));
  out.records.emplace(id, app::VariantRecord{row.integer(9), row.time(10)});
  return {};
}

/// What a success is depends on the metric: a click, or a conversion of a click.
struct Counts {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t conversions{0};
};

Counts counts_of(const ab::Totals& totals, ab::Metric metric) {
  const std::int64_t successes = round_half_away(totals.successes);
  if (metric == ab::Metric::Ctr) return {totals.trials, successes, 0};
  return {0, totals.trials, successes};
}

}  // namespace

Result<std::optional<app::StoredExperiment>> Experiments::find(app::Transaction& transaction,
                                                               std::string_view id) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(auto row, connection.first(kFindExperiment, {account, id}, experiment_row));
  if (!row) return std::optional<app::StoredExperiment>();
  auto& experiment = row->experiment;
  GV_TRY(experiment.state.metric, ab::parse_metric(row->metric, "experiments.metric"));
  GV_TRY(read_experiment_config(row->config, experiment));
  GV_TRY(connection.each(kVariantsOf, {account, id},
                         [&](const sql::Row& one) { return add_variant(one, experiment); }));
  return std::optional(std::move(experiment));
}

Result<std::optional<std::string>> Experiments::of_variant(app::Transaction& transaction,
                                                           std::string_view variant_id) {
  return connection_of(transaction)
      .first(kExperimentOf, {account_of(transaction), variant_id},
             [](const sql::Row& row) { return row.get<std::string>(0); });
}

Result<std::vector<std::string>> Experiments::list(app::Transaction& transaction,
                                                   std::string_view after, int limit) {
  return connection_of(transaction)
      .all(kListExperiments, {account_of(transaction), after.empty() ? kNoId : after, limit},
           [](const sql::Row& row) { return row.get<std::string>(0); });
}

Result<void> Experiments::put(app::Transaction& transaction,
                              const app::StoredExperiment& experiment) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  const auto& state = experiment.state;
  const auto config = config_of(experiment);
  std::optional<std::string> winner;
  if (experiment.promotion) winner = experiment.promotion->variant_id;
  GV_TRY(connection.execute(
      kPutExperiment, {account, state.id.text(), experiment.name, "variants",
                       state.closed ? "closed" : "running", ab::to_text(state.metric), config,
                       experiment.created_at, state.started_at, experiment.ended_at, winner}));
  for (const auto& [id, variant] : state.variants) {
    const auto& record = experiment.records.at(id);
    const auto metadata = metadata_text(variant.metadata);
    const auto& totals = variant.totals;
    const auto& evidence = variant.evidence;
    const auto counts = counts_of(totals, state.metric);
    GV_TRY(connection.execute(
        kPutVariant, {account, state.id.text(), id.text(), metadata, counts.impressions,
                      counts.clicks, counts.conversions, totals.cost_minor, totals.value_minor,
                      1.0 + evidence.successes, 1.0 + (evidence.trials - evidence.successes),
                      record.seq, record.created_at, totals.trials, totals.successes, totals.events,
                      evidence.trials, evidence.successes, evidence.value_minor}));
  }
  return {};
}

}  // namespace gv::store

#include "adapters/run_file/run_documents.h"

#include <map>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/run_file/decision_json.h"
#include "adapters/run_file/run_file.h"
#include "app/ports/unit_name.h"
#include "base/hash.h"
#include "core/decide/explain.h"
#include "io/json/difference.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::run_file {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::size_t kDifferencesMax = 20;

/// Budgets of units, which are not in the decisions of ads that share one.
class UnitBudgets {
 public:
  UnitBudgets(const app::RunInputs& inputs, const decide::CyclePlan& plan) {
    for (const auto& unit : inputs.cycle.units) configured_[unit.id] = unit.daily_budget_minor;
    for (const auto& unit : plan.units) decided_[unit.unit] = &unit;
  }

  void write_to(const decide::Decision& decision, app::DecisionRecord& record) const {
    const auto& unit = *decided_.at(decision.unit);
    record.current_budget_minor = unit.current_budget_minor;
    record.recommended_budget_minor = unit.recommended_budget_minor;
    record.shares_unit = !decision.current_budget_minor;
    const bool of_platform =
        decision.unit.text() != record.ad_id && app::unit_named(decision.unit.text());
    if (of_platform) record.unit_budget_minor = configured_.at(decision.unit);
  }

 private:
  std::map<BudgetUnitId, std::int64_t> configured_;
  std::map<BudgetUnitId, const decide::UnitDecision*> decided_;
};

app::DecisionRecord record_of(const decide::Decision& decision, const app::RunInputs& inputs,
                              const UnitBudgets& units, const std::string& run_id) {
  const auto told = to_json(decision, inputs);
  const object explanation{{"text", told.at("explanation")},
                           {"policy_driven", told.at("policy_driven")},
                           {"triggered", told.at("triggered")}};
  app::DecisionRecord record{
      .id = uuid_v5(inputs.cycle.account.text() + "|" + run_id + "|" + decision.unit.text() + "|" +
                    decision.ad.platform + ":" + decision.ad.ad_id.text()),
      .run_id = run_id,
      .ad_id = decision.ad.platform + ":" + decision.ad.ad_id.text(),
      .budget_unit = decision.unit.text(),
      .decision = std::string(decide::to_text(decision.type)),
      .reason_code = std::string(decide::to_text(decision.reason)),
      .reason = decide::reason_line(decision),
      .explanation = json::compact(explanation),
      .gates = json::compact(told.at("gates")),
      .actions = json::compact(told.at("actions")),
      .metrics = json::compact(told.at("metrics")),
      .priority = decision.priority,
      .confidence = decision.confidence};
  units.write_to(decision, record);
  const auto& finality = told.at("finality");
  if (finality.is_string()) record.finality = std::string(finality.as_string());
  return record;
}

Result<object> contents_of(const app::DecisionRecord& record) {
  object out{{"run_id", record.run_id},
             {"ad_id", record.ad_id},
             {"budget_unit", record.budget_unit.value_or("")},
             {"decision", record.decision},
             {"finality", record.finality.value_or("")},
             {"reason_code", record.reason_code},
             {"reason", record.reason},
             {"priority", record.priority},
             {"confidence", record.confidence},
             {"current_budget_minor", record.current_budget_minor},
             {"recommended_budget_minor", record.recommended_budget_minor},
             {"shares_unit", record.shares_unit}};
  if (record.unit_budget_minor) out["unit_budget_minor"] = *record.unit_budget_minor;
  GV_TRY(out["explanation"], json::parse(record.explanation, "explanation"));
  GV_TRY(out["gates"], json::parse(record.gates, "gates"));
  GV_TRY(out["actions"], json::parse(record.actions, "actions"));
  GV_TRY(out["metrics"], json::parse(record.metrics, "metrics"));
  return out;
}

Result<value> all_contents(std::span<const app::DecisionRecord> records) {
  object out;
  for (const auto& record : records) {
    GV_TRY(out[record.id], contents_of(record));
  }
  return value(std::move(out));
}

}  // namespace

std::string RunDocuments::write(const app::RunInputs& inputs, std::string_view config) const {
  std::string text;
  write_run(inputs, config, "null", [&](std::string_view piece) { text += piece; });
  return text;
}

Result<app::RecordedInputs> RunDocuments::read(std::string_view document) const {
  GV_TRY(auto saved, read_run(document, "run"));
  // The effective configuration is a document of a configuration, plus the currency.
  GV_TRY(auto config, json::parse(saved.config, "config"));
  if (config.is_object()) config.get_object().erase("currency");
  return app::RecordedInputs{std::move(saved.inputs), json::compact(config), saved.intact};
}

std::vector<app::DecisionRecord> RunDocuments::decisions(const app::RunInputs& inputs,
                                                         const decide::CyclePlan& plan,
                                                         const std::string& run_id) const {
  std::vector<app::DecisionRecord> records;
  records.reserve(plan.decisions.size());
  const UnitBudgets units(inputs, plan);
  for (const auto& decision : plan.decisions) {
    records.push_back(record_of(decision, inputs, units, run_id));
  }
  return records;
}

Result<std::vector<app::RunDifference>> RunDocuments::differences(
    std::span<const app::DecisionRecord> recorded,
    std::span<const app::DecisionRecord> recomputed) const {
  GV_TRY(const auto before, all_contents(recorded));
  GV_TRY(const auto after, all_contents(recomputed));
  std::vector<json::Difference> found;
  json::find_differences(before, after, "", kDifferencesMax, found);
  std::vector<app::RunDifference> out;
  for (auto& one : found) {
    out.push_back({std::move(one.path), std::move(one.recorded), std::move(one.recomputed)});
  }
  return out;
}

}  // namespace gv::run_file

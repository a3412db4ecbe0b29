#include "cli/decision_json.h"

#include <string>

#include "base/hash.h"
#include "base/time.h"
#include "cli/left_out.h"
#include "core/decide/explain.h"

namespace gv::cli {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

template <class Enum>
array names_of(const decide::Set<Enum>& set, int count) {
  array names;
  for (int i = 0; i < count; ++i) {
    const auto item = static_cast<Enum>(i);
    if (set.contains(item)) names.emplace_back(decide::to_text(item));
  }
  return names;
}

constexpr int kActions = 6;
constexpr int kReasons = static_cast<int>(decide::ReasonCode::WithinBand) + 1;

value finality_of(const std::optional<belief::Finality>& finality) {
  if (!finality) return nullptr;
  return *finality == belief::Finality::Final ? "final" : "provisional";
}

}  // namespace

object to_json(const decide::Metrics& m) {
  return {{"impressions", m.impressions},
          {"clicks", m.clicks},
          {"ctr", number(m.ctr)},
          {"ctr_lo", number(m.ctr_lo)},
          {"ctr_hi", number(m.ctr_hi)},
          {"spend_minor", m.spend_minor},
          {"deals", number(m.deals)},
          {"n_eff", number(m.n_eff)},
          {"maturity", number(m.maturity)},
          {"deal_rate", number(m.deal_rate)},
          {"deal_value_minor", number(m.deal_value_minor)},
          {"cash_roas", number(m.score.cash_roas)},
          {"pipeline_roas", number(m.score.pipeline_roas)},
          {"roas_mean", number(m.roas.mean)},
          {"roas_q05", number(m.roas.q05)},
          {"roas_median", number(m.roas.median)},
          {"roas_q95", number(m.roas.q95)},
          {"p_target", number(m.roas.p_target)},
          {"p_below_protect", number(m.roas.p_below_protect)},
          {"p_below_min", number(m.roas.p_below_min)},
          {"p_scale", number(m.roas.p_scale)},
          {"p_band", number(m.roas.p_band)},
          {"p_best", number(m.p_best)},
          {"e_value", number(m.e.combined)},
          {"w_ctr", number(m.score.w_ctr)},
          {"w_roas", number(m.score.w_roas)},
          {"blend", number(m.score.blend)},
          {"decay", number(m.score.decay)},
          {"dna", number(m.score.dna)},
          {"pattern", number(m.score.pattern)},
          {"score", number(m.score.score)},
          {"frequency", or_null(m.frequency)},
          {"severity", m.severity},
          {"age_hours", number(m.age_hours)},
          {"delay_mean_days", number(m.delay_mean_days)},
          {"marginal_roas_current", number(m.marginal_current)},
          {"marginal_roas_recommended", number(m.marginal_recommended)},
          {"marginal_roas_elsewhere", or_null(m.marginal_elsewhere)},
          {"waste_prevented_minor", number(m.waste_prevented_minor)},
          {"value_known", m.value_known},
          {"target_roas", number(m.target_roas)},
          {"protect_roas", number(m.protect_roas)},
          {"scale_roas", number(m.scale_roas)},
          {"confidence_threshold", number(m.confidence_threshold)}};
}

object to_json(const decide::Decision& d, const app::RunInputs& inputs) {
  const auto& cycle = inputs.cycle;
  return {{"decision_id", uuid_v5(cycle.account.text() + "|" + cycle.cycle_id + "|" +
                                  d.unit.text() + "|" + d.ad.ad_id.text())},
          {"ad_id", d.ad.ad_id.text()},
          {"budget_unit_id", d.unit.text()},
          {"type", decide::to_text(d.type)},
          {"finality", finality_of(d.finality)},
          {"reason_code", decide::to_text(d.reason)},
          {"reason", decide::reason_line(d)},
          {"explanation", decide::explanation(d, inputs.currency)},
          {"confidence", number(d.confidence)},
          {"policy_driven", d.policy_driven},
          {"current_budget_minor", or_null(d.current_budget_minor)},
          {"recommended_budget_minor", or_null(d.recommended_budget_minor)},
          {"priority", d.priority},
          {"actions", names_of(d.actions, kActions)},
          {"gates", names_of(d.gates, decide::kGates)},
          {"triggered", names_of(d.triggered, kReasons)},
          {"metrics", to_json(d.metrics)}};
}

object run_json(const app::RunInputs& inputs) {
  return {{"id", app::run_id(inputs)},
          {"seed", static_cast<std::int64_t>(inputs.cycle.seed)},
          {"now", format_time(inputs.cycle.now)},
          {"config_hash", inputs.config_hash},
          {"inputs_hash", inputs.inputs_hash}};
}

void write_run_members(const app::RunInputs& inputs, const app::DecidedRun& run, JsonOut& out) {
  const auto& plan = run.plan;
  out.member("run", run_json(inputs));
  out.member("currency", value(inputs.currency.code()));
  out.member("total_budget_minor", plan.total_budget_minor);
  out.member("reserve_minor", plan.reserve_minor);
  out.begin_list("units");
  for (const auto& unit : plan.units) {
    out.item(object{{"budget_unit_id", unit.unit.text()},
                    {"current_budget_minor", unit.current_budget_minor},
                    {"recommended_budget_minor", unit.recommended_budget_minor},
                    {"type", decide::to_text(unit.type)},
                    {"reason_code", decide::to_text(unit.reason)}});
  }
  out.end_list();
  out.begin_list("recommendations");
  for (const auto& decision : plan.decisions) out.item(to_json(decision, inputs));
  out.end_list();
  out.begin_list("ineligible");
  for (const auto& ad : ineligible_ads(plan)) {
    out.item(object{{"ad_id", ad.ad_id}, {"reason_code", ad.code}});
  }
  out.end_list();
  out.begin_list("rejected");
  for (const auto& ad : rejected_ads(inputs, plan)) {
    out.item(object{{"ad_id", ad.ad_id}, {"code", ad.code}, {"reason", ad.reason}});
  }
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : inputs.notes) out.item(value(text));
  for (const auto& text : plan.warnings) out.item(value(text));
  out.end_list();
}

}  // namespace gv::cli

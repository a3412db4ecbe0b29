#include "adapters/run_file/decision_json.h"

#include <cmath>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "base/hash.h"
#include "core/decide/explain.h"

namespace gv::run_file {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

value finite_or_null(double number) {
  if (!std::isfinite(number)) return nullptr;
  return number;
}

template <class T>
value or_null(const std::optional<T>& optional) {
  if (!optional) return nullptr;
  return *optional;
}

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
          {"ctr", finite_or_null(m.ctr)},
          {"ctr_lo", finite_or_null(m.ctr_lo)},
          {"ctr_hi", finite_or_null(m.ctr_hi)},
          {"spend_minor", m.spend_minor},
          {"deals", finite_or_null(m.deals)},
          {"n_eff", finite_or_null(m.n_eff)},
          {"maturity", finite_or_null(m.maturity)},
          {"deal_rate", finite_or_null(m.deal_rate)},
          {"deal_value_minor", finite_or_null(m.deal_value_minor)},
          {"cash_roas", finite_or_null(m.score.cash_roas)},
          {"pipeline_roas", finite_or_null(m.score.pipeline_roas)},
          {"roas_mean", finite_or_null(m.roas.mean)},
          {"roas_q05", finite_or_null(m.roas.q05)},
          {"roas_median", finite_or_null(m.roas.median)},
          {"roas_q95", finite_or_null(m.roas.q95)},
          {"p_target", finite_or_null(m.roas.p_target)},
          {"p_below_protect", finite_or_null(m.roas.p_below_protect)},
          {"p_below_min", finite_or_null(m.roas.p_below_min)},
          {"p_scale", finite_or_null(m.roas.p_scale)},
          {"p_band", finite_or_null(m.roas.p_band)},
          {"p_best", finite_or_null(m.p_best)},
          {"e_value", finite_or_null(m.e.combined)},
          {"w_ctr", finite_or_null(m.score.w_ctr)},
          {"w_roas", finite_or_null(m.score.w_roas)},
          {"blend", finite_or_null(m.score.blend)},
          {"decay", finite_or_null(m.score.decay)},
          {"dna", finite_or_null(m.score.dna)},
          {"pattern", finite_or_null(m.score.pattern)},
          {"score", finite_or_null(m.score.score)},
          {"frequency", or_null(m.frequency)},
          {"severity", m.severity},
          {"age_hours", finite_or_null(m.age_hours)},
          {"delay_mean_days", finite_or_null(m.delay_mean_days)},
          {"marginal_roas_current", finite_or_null(m.marginal_current)},
          {"marginal_roas_recommended", finite_or_null(m.marginal_recommended)},
          {"marginal_roas_elsewhere", or_null(m.marginal_elsewhere)},
          {"waste_prevented_minor", finite_or_null(m.waste_prevented_minor)},
          {"value_known", m.value_known},
          {"target_roas", finite_or_null(m.target_roas)},
          {"protect_roas", finite_or_null(m.protect_roas)},
          {"scale_roas", finite_or_null(m.scale_roas)},
          {"confidence_threshold", finite_or_null(m.confidence_threshold)}};
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
          {"confidence", finite_or_null(d.confidence)},
          {"policy_driven", d.policy_driven},
          {"current_budget_minor", or_null(d.current_budget_minor)},
          {"recommended_budget_minor", or_null(d.recommended_budget_minor)},
          {"priority", d.priority},
          {"actions", names_of(d.actions, kActions)},
          {"gates", names_of(d.gates, decide::kGates)},
          {"triggered", names_of(d.triggered, kReasons)},
          {"metrics", to_json(d.metrics)}};
}

}  // namespace gv::run_file

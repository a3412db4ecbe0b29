#include "cli/decision_json.h"

#include <string>

#include "base/time.h"
#include "cli/left_out.h"

namespace gv::cli {
namespace {

using boost::json::object;
using boost::json::value;

}  // namespace

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

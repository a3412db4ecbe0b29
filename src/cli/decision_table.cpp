#include "cli/decision_table.h"

#include <map>
#include <string>

#include <fmt/format.h>

#include "base/money.h"
#include "base/text.h"
#include "base/time.h"
#include "cli/left_out.h"
#include "cli/table.h"
#include "core/decide/explain.h"

namespace gv::cli {
namespace {

using OptionalMinor = std::optional<std::int64_t>;

std::string amount(const OptionalMinor& minor, Currency currency) {
  return minor ? format_major(*minor, currency) : "shared";
}

std::string change(const OptionalMinor& from, const OptionalMinor& to) {
  if (!from || !to) return "";
  if (*from == *to) return "0 %";
  if (*from == 0) return "new";
  return fmt::format("{:+.0f} %",
                     100.0 * (static_cast<double>(*to) / static_cast<double>(*from) - 1.0));
}

void write_sums(const app::RunInputs& inputs, const decide::CyclePlan& plan, const Sink& sink) {
  std::int64_t current = 0;
  std::int64_t recommended = 0;
  for (const auto& unit : plan.units) {
    current += unit.current_budget_minor;
    recommended += unit.recommended_budget_minor;
  }
  sink(fmt::format("\n{}: now {}, recommended {}", counted(plan.units.size(), "budget unit"),
                   money(current, inputs.currency), money(recommended, inputs.currency)));
  if (plan.reserve_minor > 0) {
    sink(fmt::format(" + reserve {}", money(plan.reserve_minor, inputs.currency)));
  }
  sink(fmt::format(" = total {}\n", money(plan.total_budget_minor, inputs.currency)));
  if (plan.reserve_reason) {
    sink("the reserve is what no budget may take now; more creatives would make room for it\n");
  }
}

void write_left_out(const app::RunInputs& inputs, const decide::CyclePlan& plan, const Sink& sink) {
  const auto line = [&](const std::string& text) { sink(printable(text) + "\n"); };
  for (const auto& ad : ineligible_ads(plan)) {
    line(fmt::format("ineligible: {} ({})", ad.ad_id, ad.reason));
  }
  for (const auto& ad : rejected_ads(inputs, plan)) {
    line(fmt::format("rejected: {} ({})", ad.ad_id, ad.reason));
  }
  for (const auto& text : inputs.notes) line("note: " + text);
  for (const auto& text : plan.warnings) line("note: " + text);
}

/// The budgets that no row of the ads shows, because several ads share them.
void write_shared_units(const app::RunInputs& inputs, const decide::CyclePlan& plan,
                        const Sink& sink) {
  std::map<BudgetUnitId, std::size_t> ads;
  for (const auto& d : plan.decisions) {
    if (!d.recommended_budget_minor) ++ads[d.unit];
  }
  Table table({"shared unit", "ads", "decision", "now", "recommended", "change"});
  for (const auto& unit : plan.units) {
    const auto shared = ads.find(unit.unit);
    if (shared == ads.end()) continue;
    table.row({unit.unit.text(), std::to_string(shared->second),
               std::string(decide::to_text(unit.type)),
               format_major(unit.current_budget_minor, inputs.currency),
               format_major(unit.recommended_budget_minor, inputs.currency),
               change(unit.current_budget_minor, unit.recommended_budget_minor)});
  }
  if (table.empty()) return;
  sink("\n");
  table.print(sink);
}

}  // namespace

std::string money(std::int64_t minor, Currency currency) {
  return format_major(minor, currency) + " " + std::string(currency.code());
}

void write_run_table(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink) {
  const auto& plan = run.plan;
  sink(fmt::format("run {}  {}\n\n", run.id, format_time(inputs.cycle.now).substr(0, 16) + "Z"));
  Table table({"ad", "unit", "decision", "now", "recommended", "change", "confidence", "why"});
  for (const auto& d : plan.decisions) {
    table.row({d.ad.ad_id.text(), d.unit.text(), std::string(decide::to_text(d.type)),
               amount(d.current_budget_minor, inputs.currency),
               amount(d.recommended_budget_minor, inputs.currency),
               change(d.current_budget_minor, d.recommended_budget_minor),
               fmt::format("{:.0f} %", 100.0 * d.confidence), decide::reason_line(d)});
  }
  table.print(sink);
  write_shared_units(inputs, plan, sink);
  write_sums(inputs, plan, sink);
  write_left_out(inputs, plan, sink);
}

void write_run_csv(const app::RunInputs& inputs, const app::DecidedRun& run, const Sink& sink) {
  const auto& plan = run.plan;
  const std::string currency(inputs.currency.code());
  const auto plain = [&](const OptionalMinor& minor) {
    return minor ? format_major_plain(*minor, inputs.currency) : std::string();
  };
  std::map<BudgetUnitId, const decide::UnitDecision*> units;
  for (const auto& unit : plan.units) units[unit.unit] = &unit;
  Table table({"ad_id", "budget_unit_id", "type", "reason_code", "confidence", "current_budget",
               "recommended_budget", "unit_current_budget", "unit_recommended_budget", "currency",
               "roas_mean", "roas_q05", "roas_q95", "reason"});
  for (const auto& d : plan.decisions) {
    const auto& roas = d.metrics.roas;
    const auto& unit = *units.at(d.unit);
    table.row({d.ad.ad_id.text(), d.unit.text(), std::string(decide::to_text(d.type)),
               std::string(decide::to_text(d.reason)), fixed(d.confidence, 4),
               plain(d.current_budget_minor), plain(d.recommended_budget_minor),
               plain(unit.current_budget_minor), plain(unit.recommended_budget_minor), currency,
               fixed(roas.mean, 4), fixed(roas.q05, 4), fixed(roas.q95, 4),
               decide::reason_line(d)});
  }
  const auto left_out = [&](const char* type, const LeftOutAd& ad) {
    table.row({ad.ad_id, "", type, ad.code, "", "", "", "", "", currency, "", "", "", ad.reason});
  };
  for (const auto& ad : ineligible_ads(plan)) left_out("ineligible", ad);
  for (const auto& ad : rejected_ads(inputs, plan)) left_out("rejected", ad);
  table.csv(sink);
}

}  // namespace gv::cli

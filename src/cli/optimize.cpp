#include <memory>
#include <string>

#include <fmt/format.h>

#include "app/optimize_budgets.h"
#include "base/money.h"
#include "base/text.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/decision_table.h"
#include "cli/table.h"
#include "cli/threads.h"

namespace gv::cli {
namespace {

using boost::json::object;
using boost::json::value;

struct Options {
  AccountOptions account;
  std::string days{"7"};
};

object to_json(const allocate::Outlook& o) {
  return {{"mean", number(o.mean)}, {"p10", number(o.low)}, {"p90", number(o.high)}};
}

object to_json(const allocate::PlanOutlook& plan) {
  return {{"spend_minor", number(plan.spend)},
          {"value_minor", to_json(plan.value)},
          {"roas", plan.roas ? value(to_json(*plan.roas)) : value(nullptr)}};
}

object to_json(const allocate::PlanComparison& comparison) {
  return {{"current", to_json(comparison.current)},
          {"recommended", to_json(comparison.proposed)},
          {"p_improvement", number(comparison.improvement_probability)}};
}

object to_json(const allocate::OptimizerReport& r) {
  return {{"overall_roas", or_null(r.overall_roas)},
          {"total_spend_minor", r.total_spend_minor},
          {"total_revenue_minor", r.total_revenue_minor},
          {"ad_count", r.ad_count},
          {"distribution", object{{"learning", r.learning},
                                  {"winner", r.winners},
                                  {"stable", r.stable},
                                  {"underperforming", r.underperforming},
                                  {"loser", r.losers}}},
          {"potential_savings_minor", r.potential_savings_minor},
          {"scaling_opportunity_minor", r.scaling_opportunity_minor},
          {"recommendations_count", r.recommendations_count}};
}

void write_json(const app::RunInputs& inputs, const app::OptimizedBudgets& out_plan,
                const Sink& sink) {
  const auto& plan = out_plan.plan;
  JsonOut out(sink);
  out.member("run", run_json(inputs));
  out.member("currency", value(inputs.currency.code()));
  out.member("reserve_minor", plan.reserve_minor);
  out.member("report", to_json(plan.report));
  out.begin_list("units");
  for (const auto& unit : plan.units) {
    out.item(object{{"budget_unit_id", unit.id},
                    {"category", allocate::to_text(unit.category)},
                    {"status", allocate::to_text(unit.status)},
                    {"current_budget_minor", unit.current_minor},
                    {"recommended_budget_minor", unit.recommended_minor},
                    {"expected_loss_minor", unit.expected_loss_minor}});
  }
  out.end_list();
  out.begin_list("recommendations");
  for (const auto& r : plan.recommendations) {
    out.item(object{{"budget_unit_id", r.id},
                    {"category", allocate::to_text(r.category)},
                    {"priority", r.priority},
                    {"current_budget_minor", r.current_minor},
                    {"recommended_budget_minor", r.recommended_minor}});
  }
  out.end_list();
  out.member("outlook", to_json(out_plan.outlook.total));
  out.begin_list("days");
  for (const auto& day : out_plan.outlook.days) out.item(to_json(day));
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : inputs.notes) out.item(value(text));
  out.end_list();
  out.close();
}

/// What the rules make of a unit, for people: the name of its status alone reads as if it were
/// done.
std::string plan_text(const allocate::OptimizedUnit& unit) {
  const auto category = std::string(allocate::to_text(unit.category));
  switch (unit.status) {
    case allocate::OptimizerStatus::Learning:
      return category + ", left alone";
    case allocate::OptimizerStatus::Scaling:
      return category + ", to get more";
    case allocate::OptimizerStatus::Maintaining:
      return category + ", to be kept";
    case allocate::OptimizerStatus::Declining:
      return category + ", to get less";
    case allocate::OptimizerStatus::Paused:
      return category + ", to be paused (see kills)";
  }
  return category;
}

void write_csv(const app::RunInputs& inputs, const app::OptimizedBudgets& optimized,
               const Sink& sink) {
  Table table({"unit", "category", "status", "now", "recommended"});
  for (const auto& unit : optimized.plan.units) {
    table.row({unit.id, std::string(allocate::to_text(unit.category)),
               std::string(allocate::to_text(unit.status)),
               format_major_plain(unit.current_minor, inputs.currency),
               format_major_plain(unit.recommended_minor, inputs.currency)});
  }
  table.csv(sink);
}

void write_table(const app::RunInputs& inputs, const app::OptimizedBudgets& optimized,
                 const Sink& sink) {
  const auto currency = inputs.currency;
  Table table({"unit", "plan", "now", "recommended"});
  for (const auto& unit : optimized.plan.units) {
    table.row({unit.id, plan_text(unit), format_major(unit.current_minor, currency),
               format_major(unit.recommended_minor, currency)});
  }
  table.print(sink);
  const auto& total = optimized.outlook.total;
  sink(fmt::format("\n{}: value {} now, {} as recommended; better with {:.0f} % probability\n",
                   counted(optimized.outlook.days.size(), "day"),
                   money(round_half_away(total.current.value.mean), currency),
                   money(round_half_away(total.proposed.value.mean), currency),
                   100.0 * total.improvement_probability));
  if (optimized.plan.reserve_minor > 0) {
    sink("reserve: " + money(optimized.plan.reserve_minor, currency) + "\n");
  }
}

void print(const Session& session, const app::RunInputs& inputs,
           const app::OptimizedBudgets& optimized) {
  switch (session.globals.output) {
    case OutputForm::Json:
      return write_json(inputs, optimized, standard_output());
    case OutputForm::Csv:
      return write_csv(inputs, optimized, standard_output());
    case OutputForm::Table:
      return write_table(inputs, optimized, standard_output());
  }
}

int run(const Session& session, const Options& options) {
  const auto threads = threads_of(options.account.threads);
  if (!threads) return report(threads.error(), Source::Option);
  const auto days = whole_option("--days", options.days, 1, 90);
  if (!days) return report(days.error(), Source::Option);
  AccountReader reader(session, options.account);
  const auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto& config = account->settings.decision;
  const auto view = app::AccountView::of(account->inputs.cycle, config, parallel_on(*threads));
  if (!view) return report(view.error(), reader.source());
  const auto optimized = app::optimize_budgets(**view, config, static_cast<int>(*days));
  if (!optimized) return report(optimized.error(), reader.source());
  print(session, account->inputs, *optimized);
  return kDone;
}

}  // namespace

void add_optimize(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "optimize", "Move budget from losers to winners by rules that fit on a page",
                  "  geminivideo optimize --ads export.csv --currency USD\n"
                  "  geminivideo optimize --ads export.csv --days 14 --json | jq .outlook\n");
  auto options = std::make_shared<Options>();
  add_account_options(*command, options->account, BudgetOption::None);
  command->add_option("--days", options->days, "Days to look ahead")
      ->type_name("N")
      ->capture_default_str();
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

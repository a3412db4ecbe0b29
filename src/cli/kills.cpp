#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "app/decide_budgets.h"
#include "base/money.h"
#include "base/text.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/decision_table.h"
#include "cli/major_units.h"
#include "cli/table.h"
#include "cli/threads.h"
#include "core/decide/kill_report.h"

namespace gv::cli {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string finality_of(const decide::KillDecision& d) {
  if (!d.finality) return "";
  return *d.finality == belief::Finality::Final ? "final" : "provisional";
}

object to_json(const decide::KillDecision& d) {
  array triggered;
  for (const auto gate : d.triggered) triggered.emplace_back(decide::to_text(gate));
  return {{"ad_id", d.ad.ad_id.text()},
          {"should_kill", d.should_kill},
          {"finality", d.finality ? value(finality_of(d)) : value(nullptr)},
          {"reason", d.reason ? value(decide::to_text(*d.reason)) : value(nullptr)},
          {"triggered", std::move(triggered)},
          {"e_value", number(d.e_value)},
          {"p_below_protect", number(d.p_below_protect)},
          {"confidence", number(d.confidence)},
          {"waste_prevented_minor", d.waste_prevented_minor},
          {"recommendation", d.recommendation},
          {"metrics", cli::to_json(d.metrics)}};
}

void write_json(const app::RunInputs& inputs, const decide::CyclePlan& plan,
                const decide::KillReport& kills, const Sink& sink) {
  JsonOut out(sink);
  out.member("run", run_json(inputs));
  out.member("currency", value(inputs.currency.code()));
  object by_reason;
  for (const auto& [reason, count] : kills.by_reason) by_reason[decide::to_text(reason)] = count;
  out.member("kills", kills.kills);
  out.member("by_reason", by_reason);
  out.member("total_waste_minor", kills.total_waste_minor);
  out.member("highest_waste_ad",
             kills.highest_waste_ad ? value(kills.highest_waste_ad->ad_id.text()) : value(nullptr));
  out.member("mean_confidence", or_null(kills.mean_confidence));
  out.begin_list("decisions");
  for (const auto& d : kills.decisions) out.item(to_json(d));
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : inputs.notes) out.item(value(text));
  for (const auto& text : plan.warnings) out.item(value(text));
  out.end_list();
  out.close();
}

void write_csv(const app::RunInputs& inputs, const decide::KillReport& kills, const Sink& sink) {
  std::string unit(inputs.currency.code());
  std::transform(unit.begin(), unit.end(), unit.begin(),
                 [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  Table table({"ad_id", "kill", "finality", "reason", "waste_prevented_a_week_" + unit, "e_value",
               "p_below_protect", "confidence_pct", "recommendation"});
  for (const auto& d : kills.decisions) {
    table.row({d.ad.ad_id.text(), d.should_kill ? "yes" : "no", finality_of(d),
               d.reason ? std::string(decide::to_text(*d.reason)) : "",
               d.should_kill ? format_major_plain(d.waste_prevented_minor, inputs.currency) : "",
               fmt::format("{:.4g}", d.e_value), fixed(d.p_below_protect, 4),
               fixed(100.0 * d.confidence, 2), d.recommendation});
  }
  table.csv(sink);
}

void write_table(const app::RunInputs& inputs, const decide::KillReport& kills, const Sink& sink) {
  Table table({"ad", "kill", "finality", "reason", "waste prevented a week", "e-value",
               "P(below protect)", "confidence", "recommendation"});
  for (const auto& d : kills.decisions) {
    table.row({d.ad.ad_id.text(), d.should_kill ? "yes" : "no", finality_of(d),
               d.reason ? std::string(decide::to_text(*d.reason)) : "",
               d.should_kill ? money(d.waste_prevented_minor, inputs.currency) : "",
               brief(d.e_value), fixed(d.p_below_protect, 2),
               fmt::format("{:.0f} %", 100.0 * d.confidence), d.recommendation});
  }
  table.print(sink);
  sink(fmt::format("\n{} of {} should end; that keeps {} a week from being lost\n", kills.kills,
                   counted(kills.decisions.size(), "ad"),
                   money(kills.total_waste_minor, inputs.currency)));
  for (const auto& [reason, count] : kills.by_reason) {
    sink(fmt::format("  {}: {}\n", decide::to_text(reason), count));
  }
}

void print(const Session& session, const app::RunInputs& inputs, const decide::CyclePlan& plan,
           const decide::KillReport& kills) {
  switch (session.globals.output) {
    case OutputForm::Json:
      return write_json(inputs, plan, kills, standard_output());
    case OutputForm::Csv:
      return write_csv(inputs, kills, standard_output());
    case OutputForm::Table:
      return write_table(inputs, kills, standard_output());
  }
}

int run(const Session& session, const AccountOptions& options) {
  const auto threads = threads_of(options.threads);
  if (!threads) return report(threads.error(), Source::Option);
  AccountReader reader(session, options);
  auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto decided =
      app::decide_budgets(account->inputs, account->settings.decision,
                          account->settings.fatigue.thresholds, parallel_on(*threads));
  if (!decided) {
    return report(in_major_units(decided.error(), account->inputs.currency), reader.source());
  }
  const auto kills = decide::kill_report(decided->plan);
  print(session, account->inputs, decided->plan, kills);
  return kDone;
}

}  // namespace

void add_kills(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "kills", "List the ads that should end, by the money that saves",
      "  geminivideo kills --ads export.csv --currency USD\n"
      "  geminivideo kills --ads export.csv --json | jq '.decisions[] | select(.should_kill)'\n");
  auto options = std::make_shared<AccountOptions>();
  add_account_options(*command, *options, BudgetOption::Optional);
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

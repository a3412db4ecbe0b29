#include <memory>
#include <string>

#include <fmt/format.h>

#include "app/fatigue_of_ads.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

using boost::json::array;
using boost::json::object;

object to_json(const app::AdFatigue& ad) {
  const auto& a = ad.assessment;
  array rules;
  for (const auto& fired : a.rules) {
    rules.push_back(object{{"rule", fatigue::to_text(fired.rule)},
                           {"level", fired.level},
                           {"value", number(fired.value)},
                           {"threshold", number(fired.threshold)},
                           {"z", or_null(fired.z)}});
  }
  array actions;
  for (const auto& action : a.actions) {
    actions.push_back(
        object{{"remedy", fatigue::to_text(action.remedy)}, {"share", number(action.share)}});
  }
  return {{"ad_id", ad.ad.ad_id.text()},
          {"status", fatigue::to_text(a.status)},
          {"severity", a.severity},
          {"rules", std::move(rules)},
          {"confidence", number(a.confidence)},
          {"reason", a.reason},
          {"days_until_critical", or_null(a.days_until_critical)},
          {"actions", std::move(actions)}};
}

void write_json(const app::RunInputs& inputs, const std::vector<app::AdFatigue>& ads,
                const Sink& sink) {
  JsonOut out(sink);
  out.member("run", run_json(inputs));
  out.begin_list("ads");
  for (const auto& ad : ads) out.item(to_json(ad));
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : inputs.notes) out.item(boost::json::value(text));
  out.end_list();
  out.close();
}

void write_csv(const std::vector<app::AdFatigue>& ads, const Sink& sink) {
  Table table({"ad_id", "status", "severity", "confidence_pct", "days_until_critical", "why"});
  for (const auto& ad : ads) {
    const auto& a = ad.assessment;
    table.row({ad.ad.ad_id.text(), std::string(fatigue::to_text(a.status)),
               std::to_string(a.severity), fixed(100.0 * a.confidence, 2),
               a.days_until_critical ? fixed(*a.days_until_critical, 1) : "", a.reason});
  }
  table.csv(sink);
}

void write_table(const std::vector<app::AdFatigue>& ads, const Sink& sink) {
  Table table({"ad", "status", "severity", "confidence", "days until critical", "why"});
  for (const auto& ad : ads) {
    const auto& a = ad.assessment;
    table.row({ad.ad.ad_id.text(), std::string(fatigue::to_text(a.status)),
               std::to_string(a.severity), fmt::format("{:.0f} %", 100.0 * a.confidence),
               a.days_until_critical ? fixed(*a.days_until_critical, 1) : "-", a.reason});
  }
  table.print(sink);
}

void print(const Session& session, const app::RunInputs& inputs,
           const std::vector<app::AdFatigue>& ads) {
  switch (session.globals.output) {
    case OutputForm::Json:
      return write_json(inputs, ads, standard_output());
    case OutputForm::Csv:
      return write_csv(ads, standard_output());
    case OutputForm::Table:
      return write_table(ads, standard_output());
  }
}

int run(const Session& session, const AccountOptions& options) {
  AccountReader reader(session, options);
  const auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto& cycle = account->inputs.cycle;
  const auto ads =
      app::fatigue_of_ads(cycle.ads, cycle.units, account->settings.fatigue.thresholds);
  if (!ads) return report(ads.error(), reader.source());
  print(session, account->inputs, *ads);
  return kDone;
}

}  // namespace

void add_fatigue(CLI::App& app, Session& session) {
  auto* command = add_command(app, "fatigue", "Tell which creatives are wearing out",
                              "  geminivideo fatigue --ads export.csv\n"
                              "  geminivideo fatigue --ads export.csv --json | "
                              "jq '.ads[] | select(.severity > 1)'\n");
  auto options = std::make_shared<AccountOptions>();
  options->amounts_matter = false;  // fatigue is told by rates
  add_account_options(*command, *options, BudgetOption::None);
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

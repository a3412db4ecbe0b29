#include "core/decide/explain.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/decide_budgets.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/decision_table.h"
#include "cli/major_units.h"
#include "cli/output_form.h"
#include "cli/table.h"
#include "cli/threads.h"

namespace gv::cli {
namespace {

struct Options {
  AccountOptions account;
  std::string ad;
};

Error unknown_ad(const std::string& ad, const app::RunInputs& inputs) {
  std::vector<std::string> names;
  for (const auto& known : inputs.cycle.ads) names.push_back(known.key.ad_id.text());
  const auto closest = nearest(ad, names);
  return {ErrorCode::NotFound, "", "there is no ad \"" + ad + "\" in the file",
          closest ? "did you mean " + std::string(closest->name) + "?" : ""};
}

void explain_decision(const decide::Decision& d, const app::RunInputs& inputs, const Sink& sink) {
  const auto& m = d.metrics;
  sink(fmt::format("{}: {} ({})\n\n{}\n\n", printable(d.ad.ad_id.text()), decide::to_text(d.type),
                   decide::to_text(d.reason), decide::explanation(d, inputs.currency)));
  Table table({"number", "value"});
  table.row({"spend", money(m.spend_minor, inputs.currency)});
  table.row({"impressions / clicks", fmt::format("{} / {}", m.impressions, m.clicks)});
  table.row({"deals", fixed(m.deals, 1)});
  table.row({"share of spend old enough to judge", fixed(100.0 * m.maturity, 0) + " %"});
  table.row({"ROAS, mean (5 % to 95 %)",
             fmt::format("{:.2f} ({:.2f} to {:.2f})", m.roas.mean, m.roas.q05, m.roas.q95)});
  table.row({fmt::format("P(ROAS >= {:.2f})", m.target_roas), fixed(m.roas.p_target)});
  table.row({fmt::format("P(ROAS < {:.2f})", m.protect_roas), fixed(m.roas.p_below_protect)});
  table.row({"e-value against running on", brief(m.e.combined)});
  table.row({"fatigue severity", std::to_string(m.severity)});
  table.print(sink);
}

int print(const Session& session, const Options& options, const Account& account,
          const app::DecidedRun& run) {
  const auto sink = standard_output();
  const bool json = session.globals.output == OutputForm::Json;
  const auto is_asked = [&](const auto& item) { return item.ad.ad_id.text() == options.ad; };
  const auto& plan = run.plan;
  if (const auto d = std::find_if(plan.decisions.begin(), plan.decisions.end(), is_asked);
      d != plan.decisions.end()) {
    if (json) {
      JsonOut out(sink);
      out.member("run", run_json(account.inputs));
      out.member("currency", boost::json::value(account.inputs.currency.code()));
      out.member("decision", to_json(*d, account.inputs));
      out.close();
    } else {
      explain_decision(*d, account.inputs, sink);
    }
    return kDone;
  }
  std::string why;
  for (const auto& ad : plan.ineligible) {
    if (is_asked(ad)) why = "ineligible: " + std::string(decide::to_text(ad.reason));
  }
  for (const auto& ad : plan.rejected) {
    if (is_asked(ad)) why = "rejected: " + to_string(ad.error);
  }
  for (const auto& ad : account.inputs.lost_ads) {
    if (ad.ad_id == options.ad) why = "rejected: " + ad.reason;
  }
  if (why.empty()) return report(unknown_ad(options.ad, account.inputs), Source::Option);
  if (json) {
    JsonOut out(sink);
    out.member("run", run_json(account.inputs));
    out.member("ad_id", boost::json::value(options.ad));
    out.member("left_out", boost::json::value(why));
    out.close();
  } else {
    sink(printable(options.ad + " is " + why) + "\n");
  }
  return kDone;
}

int run(const Session& session, const Options& options) {
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  const auto threads = threads_of(options.account.threads);
  if (!threads) return report(threads.error(), Source::Option);
  AccountReader reader(session, options.account);
  auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto decided =
      app::decide_budgets(account->inputs, account->settings.decision,
                          account->settings.fatigue.thresholds, parallel_on(*threads));
  if (!decided) {
    return report(in_major_units(decided.error(), account->inputs.currency), reader.source());
  }
  return print(session, options, *account, *decided);
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "explain", "Say why an ad gets the decision it gets",
                  "  geminivideo explain ad_7 --ads export.csv --budget 1000 --currency USD\n"
                  "  geminivideo explain ad_7 --ads export.csv --json | jq .decision.metrics\n");
  auto options = std::make_shared<Options>();
  command->add_option("ad", options->ad, "Ad id, as in the file")->type_name("AD")->required();
  add_account_options(*command, options->account, BudgetOption::Optional);
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

#include "app/predict_roas.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "base/money.h"
#include "cli/account_input.h"
#include "cli/decision_json.h"
#include "cli/decision_table.h"
#include "cli/predict.h"
#include "cli/table.h"
#include "cli/threads.h"

namespace gv::cli {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

struct Options {
  AccountOptions account;
  std::string ad;
  std::string daily_spend;
  std::string days{"7"};
};

array band(const allocate::Band& b) { return {number(b.low), number(b.high)}; }

object to_json(const allocate::Estimate& e) {
  return {
      {"mean", number(e.mean)}, {"p50", band(e.p50)}, {"p80", band(e.p80)}, {"p95", band(e.p95)}};
}

object to_json(const allocate::RoasDay& day) {
  return {{"spend_minor", number(day.spend)},
          {"value_minor", to_json(day.value)},
          {"profit_minor", to_json(day.profit)},
          {"roas", to_json(day.roas)}};
}

object to_json(const app::AdForecast& ad) {
  array days;
  for (const auto& day : ad.projection.days) days.push_back(to_json(day));
  object out{{"ad_id", ad.ad.ad_id.text()},
             {"basis", "posterior"},
             {"daily_spend_minor", number(ad.daily_spend_minor)},
             {"total", to_json(ad.projection.total)},
             {"days", std::move(days)},
             {"cash_flow", nullptr}};
  if (ad.projection.cash) {
    array cash;
    for (const double day : ad.projection.cash->days) cash.push_back(number(day));
    out["cash_flow"] =
        object{{"days_minor", std::move(cash)}, {"later_minor", number(ad.projection.cash->later)}};
  }
  return out;
}

void write_json(const app::RunInputs& inputs, const std::vector<app::AdForecast>& ads,
                const Sink& sink) {
  JsonOut out(sink);
  out.member("run", run_json(inputs));
  out.member("currency", value(inputs.currency.code()));
  out.begin_list("ads");
  for (const auto& ad : ads) out.item(to_json(ad));
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : inputs.notes) out.item(value(text));
  out.end_list();
  out.close();
}

void write_table(const app::RunInputs& inputs, const std::vector<app::AdForecast>& ads,
                 OutputForm form, const Sink& sink) {
  Table table({"ad", "spend", "value", "profit", "roas", "roas_lo", "roas_hi"});
  const auto amount = [&](double minor) {
    const auto rounded = round_half_away(minor);
    return form == OutputForm::Csv ? format_major_plain(rounded, inputs.currency)
                                   : format_major(rounded, inputs.currency);
  };
  for (const auto& ad : ads) {
    const auto& total = ad.projection.total;
    table.row({ad.ad.ad_id.text(), amount(total.spend), amount(total.value.mean),
               amount(total.profit.mean), fixed(total.roas.mean, 2), fixed(total.roas.p95.low, 2),
               fixed(total.roas.p95.high, 2)});
  }
  if (form == OutputForm::Csv) return table.csv(sink);
  table.print(sink);
  sink(fmt::format("\namounts in {}; roas_lo and roas_hi hold 95 %\n", inputs.currency.code()));
}

Result<app::RoasForecastRequest> request_for(const Options& options, Currency currency) {
  app::RoasForecastRequest request;
  GV_TRY(const auto days, whole_option("--days", options.days, 1, 90));
  request.days = static_cast<int>(days);
  if (!options.ad.empty()) {
    GV_TRY(request.ad, AdId::parse(options.ad, "--ad"));
  }
  if (!options.daily_spend.empty()) {
    GV_TRY(const auto spend, amount_option("--daily-spend", options.daily_spend, currency));
    request.daily_spend_minor = static_cast<double>(spend);
  }
  return request;
}

int run(const Session& session, const Options& options) {
  const auto threads = threads_of(options.account.threads);
  if (!threads) return report(threads.error(), Source::Option);
  AccountReader reader(session, options.account);
  const auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto request = request_for(options, account->inputs.currency);
  if (!request) return report(request.error(), Source::Option);
  const auto& config = account->settings.decision;
  const auto& cycle = account->inputs.cycle;
  const auto view = app::AccountView::of(cycle, config, parallel_on(*threads));
  if (!view) return report(view.error(), reader.source());
  const auto ads = app::predict_roas(**view, cycle, config, *request);
  if (!ads) return report(ads.error(), Source::Option);
  if (session.globals.output == OutputForm::Json) {
    write_json(account->inputs, *ads, standard_output());
  } else {
    write_table(account->inputs, *ads, session.globals.output, standard_output());
  }
  return kDone;
}

}  // namespace

void add_predict_roas(CLI::App& command, Session& session) {
  auto* roas = add_command(
      command, "roas", "Forecast ROAS, value and cash of ads at a daily spend",
      "  geminivideo predict roas --ads export.csv --ad ad_7 --daily-spend 50 --days 14\n"
      "  geminivideo predict roas --ads export.csv --json | jq '.ads[].total.roas.mean'\n");
  auto options = std::make_shared<Options>();
  add_account_options(*roas, options->account, BudgetOption::None);
  roas->add_option("--ad", options->ad, "One ad (default: all with delivery)")->type_name("AD");
  roas->add_option("--daily-spend", options->daily_spend,
                   "Major units a day (default: what the ad spends now)")
      ->type_name("N");
  roas->add_option("--days", options->days, "Days to look ahead")
      ->type_name("N")
      ->capture_default_str();
  roas->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

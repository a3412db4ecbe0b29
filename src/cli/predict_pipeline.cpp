#include <memory>
#include <string>

#include <fmt/format.h>

#include "adapters/open_deals/open_deals.h"
#include "adapters/settings/settings.h"
#include "base/money.h"
#include "cli/decision_table.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/predict.h"
#include "cli/table.h"
#include "core/revenue/fx_table.h"
#include "core/revenue/pipeline_prediction.h"

namespace gv::cli {
namespace {

using boost::json::object;
using boost::json::value;

struct Options {
  std::string deals;
  std::string currency{"USD"};
};

object to_json(const revenue::DealPrediction& deal) {
  if (deal.error) {
    return {{"id", deal.id},
            {"error",
             object{{"code", to_text(deal.error->code)}, {"message", to_string(*deal.error)}}}};
  }
  return {{"id", deal.id},
          {"probability", number(deal.probability)},
          {"amount_minor", deal.amount_minor},
          {"expected_value_minor", deal.expected_minor},
          {"predicted_close_days", number(deal.close_days)},
          {"close_within_horizon", or_null(deal.close_within_horizon)},
          {"source", deal.learned ? "learned" : "prior"}};
}

void write_json(const revenue::PipelinePrediction& prediction, Currency currency,
                const Sink& sink) {
  JsonOut out(sink);
  out.member("currency", value(currency.code()));
  out.member("total_pipeline_value_minor", prediction.total_minor);
  out.member("sd_minor", number(prediction.sd_minor));
  out.member("p10_minor", prediction.p10_minor);
  out.member("p50_minor", prediction.p50_minor);
  out.member("p90_minor", prediction.p90_minor);
  out.begin_list("deals");
  for (const auto& deal : prediction.deals) out.item(to_json(deal));
  out.end_list();
  out.close();
}

void write_table(const revenue::PipelinePrediction& prediction, Currency currency, OutputForm form,
                 const Sink& sink) {
  Table table({"deal", "probability", "amount", "expected", "days to close", "error"});
  const auto amount = form == OutputForm::Csv ? format_major_plain : format_major;
  for (const auto& deal : prediction.deals) {
    if (deal.error) {
      table.row({deal.id, "", "", "", "", to_string(*deal.error)});
    } else {
      table.row({deal.id, fixed(deal.probability), amount(deal.amount_minor, currency),
                 amount(deal.expected_minor, currency), fixed(deal.close_days, 1), ""});
    }
  }
  if (form == OutputForm::Csv) return table.csv(sink);
  table.print(sink);
  sink(fmt::format("\nexpected {}; with 80 % probability between {} and {}\n",
                   money(prediction.total_minor, currency), money(prediction.p10_minor, currency),
                   money(prediction.p90_minor, currency)));
}

bool has_errors(const revenue::PipelinePrediction& prediction) {
  for (const auto& deal : prediction.deals) {
    if (deal.error) return true;
  }
  return false;
}

int run(const Session& session, const Options& options) {
  const auto currency = Currency::parse(options.currency, "--currency");
  if (!currency) return report(currency.error(), Source::Option);
  const auto& path = session.globals.config;
  const auto settings =
      path.empty() ? settings::defaults(*currency) : settings::load_file(path, *currency);
  if (!settings) return report(settings.error(), Source::Configuration);
  const auto deals = open_deals::read_open_deals(options.deals, *currency);
  if (!deals) return report(deals.error(), Source::Input);
  // Without --now no deal is converted by a rate of a day, so the instant does not matter.
  const auto as_of = session.globals.now.value_or(TimePoint{});
  const auto prediction = revenue::predict_pipeline(settings->pipeline, *deals, revenue::FxTable{},
                                                    as_of, session.globals.seed);
  if (!prediction) return report(prediction.error(), Source::Input);
  if (session.globals.output == OutputForm::Json) {
    write_json(*prediction, *currency, standard_output());
  } else {
    write_table(*prediction, *currency, session.globals.output, standard_output());
  }
  return has_errors(*prediction) ? kPartlyDone : kDone;
}

}  // namespace

void add_predict_pipeline(CLI::App& command, Session& session) {
  auto* pipeline = add_command(
      command, "pipeline", "Forecast the revenue of open deals",
      "  geminivideo predict pipeline --deals open.csv --currency AED\n"
      "  geminivideo predict pipeline --deals open.csv --config gv.yaml --json | jq .p10_minor\n");
  auto options = std::make_shared<Options>();
  pipeline
      ->add_option("--deals", options->deals,
                   "CSV: id, stage and, where known, amount, currency, age_in_stage_days")
      ->type_name("FILE")
      ->required();
  pipeline->add_option("--currency", options->currency, "ISO 4217 code of the account")
      ->type_name("C")
      ->capture_default_str();
  pipeline->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

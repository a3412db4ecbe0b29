#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "adapters/files/open_deals.h"
#include "adapters/settings/settings.h"
#include "base/money.h"
#include "cli/decision_table.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/predict.h"
#include "cli/rejects.h"
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
  std::string date_format;
  std::string timezone{"UTC"};
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

void write_json(const revenue::PipelinePrediction& prediction,
                const std::vector<std::string>& warnings, Currency currency, const Sink& sink) {
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
  out.begin_list("warnings");
  for (const auto& text : warnings) out.item(value(text));
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

class Forecast {
 public:
  Forecast(const Session& session, const Options& options) : session_(session), options_(options) {}

  Result<int> run() {
    source_ = Source::Option;
    GV_TRY(const auto how, deals_options());
    GV_TRY(const auto currency, Currency::parse(options_.currency, "--currency"));
    source_ = Source::Configuration;
    const auto& path = session_.globals.config;
    GV_TRY(const auto settings,
           path.empty() ? settings::defaults(currency) : settings::load_file(path, currency));
    source_ = Source::Input;
    GV_TRY(const auto open, read_deals(settings.pipeline, how));
    // There are no exchange rates yet, so the instant shows in a message at most.
    const auto as_of = session_.globals.now.value_or(TimePoint{});
    GV_TRY(const auto prediction,
           revenue::predict_pipeline(settings.pipeline, open.deals, revenue::FxTable{}, as_of,
                                     session_.globals.seed));
    if (session_.globals.output == OutputForm::Json) {
      write_json(prediction, open.notes, currency, standard_output());
    } else {
      write_table(prediction, currency, session_.globals.output, standard_output());
      for (const auto& text : open.notes) note(session_, "note: " + text);
    }
    return has_errors(prediction) || !open.rejected_rows.empty() ? kPartlyDone : kDone;
  }

  [[nodiscard]] Source source() const { return source_; }

 private:
  Result<files::OpenDealsOptions> deals_options() const {
    files::OpenDealsOptions how{.now = session_.globals.now};
    GV_TRY(how.zone, files::TimeZone::parse(options_.timezone, "--timezone"));
    if (!options_.date_format.empty()) {
      GV_TRY(how.date_format, files::DateFormat::parse(options_.date_format, "--date-format"));
    }
    return how;
  }

  Result<files::OpenDeals> read_deals(const revenue::PipelineConfig& pipeline,
                                      const files::OpenDealsOptions& how) const {
    GV_TRY(auto open, files::read_open_deals_file(options_.deals, pipeline, how));
    list_rejects(session_, options_.deals, open.rejected_rows);
    if (!open.deals.empty() || !open.notes.empty()) return open;
    return tl::unexpected<Error>(files::none_usable(options_.deals, open.rejected_rows));
  }

  const Session& session_;
  const Options& options_;
  Source source_{Source::Option};
};

}  // namespace

void add_predict_pipeline(CLI::App& command, Session& session) {
  auto* pipeline = add_command(
      command, "pipeline", "Forecast the revenue of open deals",
      "  geminivideo predict pipeline --deals deals.csv --currency AED\n"
      "  geminivideo predict pipeline --deals open.csv --config gv.yaml --json | jq .p10_minor\n");
  auto options = std::make_shared<Options>();
  pipeline
      ->add_option("--deals", options->deals,
                   "CSV: stage events as `decide --deals` reads them, or a list: id, stage and, "
                   "where known, amount, currency, age_in_stage_days")
      ->type_name("FILE")
      ->required();
  pipeline->add_option("--currency", options->currency, "ISO 4217 code of the account")
      ->type_name("C")
      ->capture_default_str();
  pipeline->add_option("--date-format", options->date_format, "As of strptime: %d/%m/%Y")
      ->type_name("F");
  pipeline->add_option("--timezone", options->timezone, "Of the dates: UTC, +04:00, Asia/Dubai")
      ->type_name("Z");
  pipeline->callback([options, &session] {
    session.command = [options, &session] {
      Forecast forecast(session, *options);
      const auto code = forecast.run();
      return code ? *code : report(code.error(), forecast.source());
    };
  });
}

}  // namespace gv::cli

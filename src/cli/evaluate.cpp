#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/obd/obd.h"
#include "app/evaluate_log.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

using boost::json::object;
using boost::json::value;

struct Options {
  std::string log;
  std::string format{"obd"};
  std::string policy{"uniform"};
  std::string estimators{"ips,snips,dm,dr,replay"};
};

object to_json(const evaluate::Estimate& estimate) {
  object out{{"estimator", evaluate::to_text(estimate.estimator)},
             {"value", nullptr},
             {"lo", nullptr},
             {"hi", nullptr},
             {"rows_used", estimate.rows_used}};
  if (estimate.value) {
    out["value"] = number(estimate.value->value);
    out["lo"] = number(estimate.value->lo);
    out["hi"] = number(estimate.value->hi);
  }
  if (!estimate.warning.empty()) out["warning"] = estimate.warning;
  return out;
}

std::vector<std::string> warnings_of(const evaluate::Report& report) {
  std::vector<std::string> all;
  for (const auto& e : report.estimates) {
    if (!e.warning.empty()) all.push_back(std::string(to_text(e.estimator)) + ": " + e.warning);
  }
  return all;
}

void write_json(const Options& options, const evaluate::Report& report, const Sink& sink) {
  JsonOut out(sink);
  out.member("log", value(options.log));
  out.member("policy", value(options.policy));
  out.member("rows", report.rows);
  out.member("logged_mean", number(report.logged_mean));
  out.member("effective_rows", number(report.effective_rows));
  out.member("weight_max", number(report.weight_max));
  out.member("weight_mean", number(report.weight_mean));
  out.begin_list("estimates");
  for (const auto& estimate : report.estimates) out.item(to_json(estimate));
  out.end_list();
  out.begin_list("warnings");
  for (const auto& text : warnings_of(report)) out.item(value(text));
  out.end_list();
  out.close();
}

/// The cells of an estimate; `missing` stands where the log says nothing.
std::vector<std::string> cells_of(const evaluate::Estimate& e, const std::string& missing) {
  const auto cell = [&](double stats::Interval::*part) {
    return e.value ? fixed((*e.value).*part, 6) : missing;
  };
  return {std::string(evaluate::to_text(e.estimator)), cell(&stats::Interval::value),
          cell(&stats::Interval::lo), cell(&stats::Interval::hi), std::to_string(e.rows_used)};
}

void write_csv(const evaluate::Report& report, const Sink& sink) {
  Table table({"estimator", "value", "lo", "hi", "rows_used", "warning"});
  for (const auto& e : report.estimates) {
    auto cells = cells_of(e, "");
    cells.push_back(e.warning);
    table.row(std::move(cells));
  }
  table.csv(sink);
}

void write_table(const Options& options, const evaluate::Report& report, const Sink& sink) {
  sink(fmt::format("{} on {}: {}, the log itself earned {:.6f} a row\n\n",
                   printable(options.policy), printable(options.log),
                   counted(static_cast<std::uint64_t>(report.rows), "row"), report.logged_mean));
  Table table({"estimator", "value", "lo", "hi", "rows_used"});
  for (const auto& e : report.estimates) table.row(cells_of(e, "-"));
  table.print(sink);
}

void print(const Session& session, const Options& options, const evaluate::Report& report) {
  switch (session.globals.output) {
    case OutputForm::Json:
      return write_json(options, report, standard_output());
    case OutputForm::Csv:
      return write_csv(report, standard_output());
    case OutputForm::Table:
      return write_table(options, report, standard_output());
  }
}

Result<app::EvaluationRequest> request_for(const Session& session, const Options& options) {
  app::EvaluationRequest request;
  request.seed = session.globals.seed;
  if (options.format != "obd") {
    return fail(ErrorCode::InvalidInput, "--format", "must be obd, got \"" + options.format + "\"");
  }
  GV_TRY(const auto names, list_option("--estimators", options.estimators));
  for (const auto& name : names) {
    GV_TRY(const auto estimator, evaluate::parse_estimator(name, "--estimators"));
    if (std::find(request.estimators.begin(), request.estimators.end(), estimator) !=
        request.estimators.end()) {
      return fail(ErrorCode::InvalidInput, "--estimators", "\"" + name + "\" is given twice");
    }
    request.estimators.push_back(estimator);
  }
  request.policy = options.policy.substr(0, options.policy.find(':'));
  const bool known = options.policy == "uniform" || options.policy == "thompson" ||
                     options.policy == "eps_greedy" || options.policy.starts_with("logged:");
  if (!known) {
    return fail(
        ErrorCode::InvalidInput, "--policy",
        "must be uniform, thompson, eps_greedy or logged:FILE, got \"" + options.policy + "\"");
  }
  return request;
}

int run(const Session& session, const Options& options) {
  auto request = request_for(session, options);
  if (!request) return report(request.error(), Source::Option);
  if (request->policy == "logged") {
    auto logged = obd::read_log(options.policy.substr(std::string("logged:").size()));
    if (!logged) return report(logged.error(), Source::Input);
    request->logged = *std::move(logged);
  }
  auto log = obd::read_log(options.log);
  if (!log) return report(log.error(), Source::Input);
  const auto result = app::evaluate_log(*std::move(log), *request);
  if (!result) return report(result.error(), Source::Input);
  for (const auto& text : warnings_of(*result)) note(session, "warning: " + text);
  print(session, options, *result);
  return kDone;
}

}  // namespace

void add_evaluate(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "evaluate", "Estimate from a log what another policy would have earned",
                  "  geminivideo evaluate --log random.csv.gz --policy uniform\n"
                  "  geminivideo evaluate --log random.csv.gz --policy logged:bts.csv.gz "
                  "--estimators snips,dr\n");
  auto options = std::make_shared<Options>();
  command->add_option("--log", options->log, "Log of the policy that was live")
      ->type_name("FILE")
      ->required();
  command->add_option("--format", options->format, "obd: Open Bandit Dataset, CSV or gzipped")
      ->type_name("F")
      ->capture_default_str();
  command->add_option("--policy", options->policy, "uniform, thompson, eps_greedy or logged:FILE")
      ->type_name("P")
      ->capture_default_str();
  command->add_option("--estimators", options->estimators, "Of ips, snips, dm, dr, replay")
      ->type_name("A,B")
      ->capture_default_str();
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "adapters/obd/obd.h"
#include "app/evaluate_log.h"
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
  out.close();
}

void write_table(const Options& options, const evaluate::Report& report, OutputForm form,
                 const Sink& sink) {
  Table table({"estimator", "value", "lo", "hi", "rows_used", "warning"});
  for (const auto& e : report.estimates) {
    const auto cell = [&](double stats::Interval::*part) {
      return e.value ? fixed((*e.value).*part, 6) : std::string("-");
    };
    table.row({std::string(evaluate::to_text(e.estimator)), cell(&stats::Interval::value),
               cell(&stats::Interval::lo), cell(&stats::Interval::hi), std::to_string(e.rows_used),
               e.warning});
  }
  if (form == OutputForm::Csv) return table.csv(sink);
  sink(fmt::format("{} on {}: {} rows, the log itself earned {:.6f} a row\n\n", options.policy,
                   options.log, report.rows, report.logged_mean));
  table.print(sink);
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
  if (session.globals.output == OutputForm::Json) {
    write_json(options, *result, standard_output());
  } else {
    write_table(options, *result, session.globals.output, standard_output());
  }
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

#include <chrono>
#include <memory>
#include <string>

#include "adapters/run_file/run_file.h"
#include "app/decide_budgets.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/decision_table.h"
#include "cli/major_units.h"
#include "cli/threads.h"
#include "io/file/atomic_file.h"

namespace gv::cli {
namespace {

struct Options {
  AccountOptions account;
  std::string save;
  bool strict{false};
  bool check{false};
  bool timing{false};
};

using SteadyTime = std::chrono::steady_clock::time_point;

double ms_between(SteadyTime from, SteadyTime to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

Result<void> save_run(const std::string& path, const Account& account, const app::DecidedRun& run) {
  std::string result;
  JsonOut out([&](std::string_view piece) { result += piece; });
  write_run_members(account.inputs, run, out);
  out.close();
  GV_TRY(auto file, file::AtomicFile::create(path));
  Result<void> written;
  run_file::write_run(account.inputs, account.settings.effective, result,
                      [&](std::string_view piece) {
                        if (written) written = file.write(piece);
                      });
  GV_TRY(written);
  return file.commit();
}

bool changes_anything(const decide::CyclePlan& plan) {
  for (const auto& unit : plan.units) {
    if (unit.current_budget_minor != unit.recommended_budget_minor) return true;
  }
  for (const auto& d : plan.decisions) {
    if (d.type == decide::DecisionType::Kill || d.type == decide::DecisionType::Reactivate) {
      return true;
    }
  }
  return false;
}

void print(const Session& session, const Account& account, const app::DecidedRun& run,
           const boost::json::value* timing) {
  const auto sink = standard_output();
  switch (session.globals.output) {
    case OutputForm::Table:
      write_run_table(account.inputs, run, sink);
      break;
    case OutputForm::Csv:
      write_run_csv(account.inputs, run, sink);
      break;
    case OutputForm::Json: {
      JsonOut out(sink);
      write_run_members(account.inputs, run, out);
      if (timing != nullptr) out.member("timing", *timing);
      out.close();
      break;
    }
  }
}

int run(const Session& session, const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto threads = threads_of(options.account.threads);
  if (!threads) return report(threads.error(), Source::Option);
  AccountReader reader(session, options.account);
  auto account = reader.read();
  if (!account) return report(account.error(), reader.source());
  const auto read = std::chrono::steady_clock::now();
  const auto decided =
      app::decide_budgets(account->inputs, account->settings.decision,
                          account->settings.fatigue.thresholds, parallel_on(*threads));
  if (!decided) {
    return report(in_major_units(decided.error(), account->inputs.currency), reader.source());
  }
  const auto done = std::chrono::steady_clock::now();
  if (!options.save.empty()) {
    const auto saved = save_run(options.save, *account, *decided);
    if (!saved) return report(saved.error(), Source::Input);
  }
  const boost::json::value timing = boost::json::object{{"read_ms", ms_between(start, read)},
                                                        {"decide_ms", ms_between(read, done)}};
  print(session, *account, *decided, options.timing ? &timing : nullptr);
  if (options.timing && session.globals.output != OutputForm::Json) {
    note(session, "note: read " + std::to_string(ms_between(start, read)) + " ms, decided " +
                      std::to_string(ms_between(read, done)) + " ms");
  }
  if (options.check && changes_anything(decided->plan)) return kRefused;
  if (options.strict && account->rows.rejected > 0) return kPartlyDone;
  return kDone;
}

}  // namespace

void add_decide(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "decide", "Share a daily budget among ads, with a reason for every ad",
      "  geminivideo decide --ads export.csv --budget 1000 --currency USD\n"
      "  geminivideo decide --ads ads.csv --deals deals.csv --budget 1000 --currency AED --json "
      "--save run.json\n");
  auto options = std::make_shared<Options>();
  add_account_options(*command, options->account, BudgetOption::Required);
  command->add_option("--save", options->save, "Also save the run with its inputs, for `replay`")
      ->type_name("RUN.json");
  command->add_flag("--strict", options->strict, "Exit with 10 when a row was rejected");
  command->add_flag("--check", options->check, "Exit with 6 when any change would be made");
  command->add_flag("--timing", options->timing, "Say how long it took");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli

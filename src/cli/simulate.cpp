#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "adapters/report/simulation_html.h"
#include "adapters/scenario_file/scenario_file.h"
#include "adapters/settings/settings.h"
#include "app/simulate_policies.h"
#include "base/nearest.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/platform_double.h"
#include "cli/simulation_output.h"
#include "cli/threads.h"
#include "io/file/atomic_file.h"
#include "io/file/file.h"

namespace gv::cli {
namespace {

struct Options {
  std::string scenario;
  std::string policies{"battle_hardened,oracle,equal,greedy,rules,ts_immediate"};
  std::string seeds{"1"};
  std::string days;
  std::string measurement;
  std::string predictor_r2;
  std::string report;
  std::string threads;
  DoubleOptions platform;
  bool dump{false};
  bool timing{false};
};

/// A name that ends like a file or is one is read as a file.
Result<market::Scenario> find_scenario(const std::string& name) {
  const bool file = name.ends_with(".json") || name.find('/') != std::string::npos;
  if (!file && !std::filesystem::is_regular_file(name)) return market::scenario_named(name);
  GV_TRY(const auto text, file::read(name));
  return scenario_file::read_scenario(text, name);
}

Result<void> apply_options(const Options& options, market::Scenario& scenario) {
  if (!options.days.empty()) {
    GV_TRY(const auto days, whole_option("--days", options.days, 1, 366));
    scenario.days = static_cast<int>(days);
  }
  if (!options.measurement.empty()) {
    if (options.measurement != "clean" && options.measurement != "lossy") {
      return fail(ErrorCode::InvalidInput, "--measurement",
                  "must be clean or lossy, got \"" + options.measurement + "\"");
    }
    scenario.losses = options.measurement == "lossy";
  }
  if (!options.predictor_r2.empty()) {
    GV_TRY(scenario.predictor_r2,
           number_option("--predictor-r2", options.predictor_r2, 0.0, 0.999));
  }
  return {};
}

/// Thresholds of our own policy. The simulated markets trade in US dollars.
Result<decide::Config> thresholds(const Session& session) {
  const auto& path = session.globals.config;
  GV_TRY(const auto settings, path.empty() ? settings::defaults(Currency::usd())
                                           : settings::load_file(path, Currency::usd()));
  return settings.decision;
}

class Simulate {
 public:
  Simulate(const Session& session, const Options& options) : session_(session), options_(options) {}

  Result<int> run() {
    if (options_.scenario.empty()) {
      return report_usage("--scenario is required", "geminivideo simulate --help");
    }
    source_ = Source::Input;
    GV_TRY(auto scenario, find_scenario(options_.scenario));
    source_ = Source::Option;
    GV_TRY(apply_options(options_, scenario));
    if (options_.dump) {
      standard_output()(scenario_file::write_scenario(scenario));
      return kDone;
    }
    if (!options_.report.empty()) GV_TRY(file::check_writable(options_.report));
    GV_TRY(const auto request, request_for(std::move(scenario)));
    GV_TRY(const int threads, threads_of(options_.threads));
    const auto begin = std::chrono::steady_clock::now();
    GV_TRY(const auto report, app::simulate_policies(request, parallel_on(threads)));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!options_.report.empty()) {
      GV_TRY(file::write_atomic(options_.report, report::simulation_html(report)));
      note(session_, "note: the report is in " + options_.report);
    }
    const auto seconds = options_.timing ? std::optional(took.count()) : std::nullopt;
    write_simulation(report, session_.globals.output, seconds, standard_output());
    return kDone;
  }

  [[nodiscard]] Source source() const { return source_; }

 private:
  Result<app::SimulationRequest> request_for(market::Scenario scenario) {
    app::SimulationRequest request;
    request.scenario = std::move(scenario);
    request.first_seed = session_.globals.seed;
    GV_TRY(const auto seeds, whole_option("--seeds", options_.seeds, 1, 100'000));
    request.seeds = static_cast<int>(seeds);
    GV_TRY(request.policies, list_option("--policies", options_.policies));
    request.keep_log = !options_.report.empty();
    source_ = Source::Configuration;
    GV_TRY(request.config, thresholds(session_));
    source_ = Source::Option;
    return request;
  }

  const Session& session_;
  const Options& options_;
  Source source_{Source::Option};
};

}  // namespace

void add_simulate(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "simulate", "Play policies on a simulated market and score them in money",
                  "  geminivideo simulate --scenario S2 --policies "
                  "battle_hardened,rules,ts_immediate --seeds 8\n"
                  "  geminivideo simulate --scenario S1 --dump > mine.json && "
                  "geminivideo simulate --scenario mine.json --report out.html\n"
                  "  geminivideo simulate --platform hubspot --port 9090 --webhook "
                  "http://127.0.0.1:8080/webhooks/hubspot\n"
                  "  geminivideo simulate --platform meta --port 9091 --scenario S2 --seed 7\n"
                  "  geminivideo simulate --platform google --port 9092 --scenario S2 --seed 7\n"
                  "  geminivideo simulate --platform tiktok --port 9093 --scenario S2 --seed 7\n");
  auto options = std::make_shared<Options>();
  command->add_option("--scenario", options->scenario, "S1 ... S10 or a file as of --dump")
      ->type_name("NAME|FILE");
  command
      ->add_option("--policies", options->policies,
                   "Names with commas: battle_hardened (ours), oracle, equal, greedy, ...")
      ->type_name("A,B")
      ->capture_default_str();
  command->add_option("--seeds", options->seeds, "Markets to play: --seed, --seed + 1, ...")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--days", options->days, "Horizon (default: the scenario's)")->type_name("D");
  command->add_option("--measurement", options->measurement, "clean or lossy (default: clean)")
      ->type_name("M");
  command
      ->add_option("--predictor-r2", options->predictor_r2,
                   "Give policies a prediction of ROAS with this R2")
      ->type_name("X");
  command->add_option("--report", options->report, "Also write a page for a browser")
      ->type_name("FILE.html");
  command->add_option("--threads", options->threads, "Changes nothing but time")->type_name("N");
  auto& platform = options->platform;
  command
      ->add_option("--platform", platform.platform,
                   "Serve a double of google, hubspot, meta or tiktok instead")
      ->type_name("P");
  command->add_option("--port", platform.port, "Of the double (default: any free one)")
      ->type_name("N");
  command
      ->add_option("--webhook", platform.webhook,
                   "Where the double sends its webhooks; of ad platforms: those of a CRM beside it")
      ->type_name("URL");
  command->add_option("--ads", platform.ads, "Ads of the double (default: the scenario's)")
      ->type_name("N");
  command->add_option("--accounts", platform.accounts, "Ad accounts of the double")->type_name("N");
  command
      ->add_option("--speed", platform.speed,
                   "Simulated seconds a second (default: 1; with --now the clock stands)")
      ->type_name("X");
  command->add_flag("--dump", options->dump, "Print the scenario as a file and stop");
  command->add_flag("--timing", options->timing, "Say how long it took");
  command->callback([options, &session] {
    session.command = [options, &session] {
      if (!options->platform.platform.empty()) {
        options->platform.scenario = options->scenario;
        options->platform.days = options->days;
        return serve_double(session, options->platform);
      }
      Simulate simulate(session, *options);
      const auto code = simulate.run();
      return code ? *code : report(code.error(), simulate.source());
    };
  });
}

}  // namespace gv::cli

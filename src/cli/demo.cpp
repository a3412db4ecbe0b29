#include <iostream>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "cli/commands.h"
#include "cli/demo_folder.h"
#include "cli/demo_run.h"
#include "cli/demo_scoreboard.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/listening.h"
#include "cli/machine_clock.h"
#include "cli/master_key.h"
#include "cli/process_store.h"
#include "core/market/scenario.h"

namespace gv::cli {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr std::string_view kHooks = "https://demo.invalid";
constexpr std::string_view kSecret = "demo";

struct Options {
  std::string days;
  std::string ads;
  std::string scenario{"S2"};
  std::string mode{"auto"};
  std::string port;
  std::string keep;
  bool fast{false};
  bool no_serve{false};
};

/// Today less the days that are played, so that a dashboard shows the present; the same day always
/// where nobody looks.
TimePoint start_of(const Session& session, const Options& options, std::int64_t days) {
  if (session.globals.now) return std::chrono::floor<Days>(*session.globals.now);
  if (options.no_serve) return market::Scenario{}.start;
  return std::chrono::floor<Days>(MachineClock().now()) - Days(days);
}

/// The demo tells in seconds what a year would bring.
api::RateLimits unlimited() {
  constexpr http::Rate kAny{1'000'000'000, 1'000'000'000};
  return {.standard = kAny, .heavy = kAny, .ingest = kAny, .webhook = kAny, .login = kAny};
}

struct Setting {
  meta_double::Setting market;
  market::Scenario scenario;
  TimePoint start;
  std::uint16_t port{0};
};

Result<Setting> setting_of(const Session& session, const Options& options) {
  Setting setting;
  const std::string days = options.days.empty() ? (options.fast ? "7" : "30") : options.days;
  GV_TRY(const auto played, whole_option("--days", days, 1, 90));
  GV_TRY(const auto ads, whole_option("--ads", options.ads.empty() ? "16" : options.ads, 2, 200));
  if (options.mode != "auto" && options.mode != "approve" && options.mode != "observe") {
    return fail(ErrorCode::InvalidInput, "--mode",
                "must be auto, approve or observe, got \"" + options.mode + "\"");
  }
  GV_TRY(setting.port, port_of(options.port, ""));
  setting.market = {.scenario = options.scenario,
                    .seed = session.globals.seed == 0 ? kSeed : session.globals.seed,
                    .ads = ads,
                    .accounts = 1,
                    .days = played};
  GV_TRY(setting.scenario, market::scenario_named(options.scenario));
  setting.scenario.ads = static_cast<int>(ads);
  setting.scenario.days = static_cast<int>(played);
  setting.start = start_of(session, options, played);
  setting.scenario.start = setting.start;
  return setting;
}

Result<void> demo(const Session& session, const Options& options) {
  GV_TRY(const auto setting, setting_of(session, options));
  const Interrupt interrupt;  // before any thread is made, and anything that has to go again
  GV_TRY(const auto folder, DemoFolder::make(options.keep));
  GV_TRY(const auto market, DemoMarket::start(setting.market, setting.start));
  DemoClock clock(setting.start);
  Globals globals = session.globals;
  globals.data_dir = folder.path();
  globals.db.clear();
  GV_TRY(const auto store, ProcessStore::open(globals, true, clock));
  GV_TRY(const auto key, master_key(store->data_dir()));
  Serving serving(
      {.server = {.address = "127.0.0.1",
                  .port = options.no_serve ? std::uint16_t{0} : setting.port,
                  .threads = 1},
       .level = log::Level::Error,
       .webhooks = {.public_url = std::string(kHooks), .hubspot_secrets = {std::string(kSecret)}},
       .limits = unlimited(),
       .platforms = {.meta_url = market->url()}},
      *store, key, clock);
  serving.add_dashboard();
  GV_TRY(const auto token, serving.prepare());
  GV_TRY(serving.start({.works = false, .schedules = false, .workforce = {}}));
  const auto url = url_of("127.0.0.1", serving.port());
  DemoAccount account({.server_url = url,
                       .setup_token = token.value_or(""),
                       .public_url = std::string(kHooks),
                       .secret = std::string(kSecret),
                       .mode = options.mode});
  GV_TRY(account.open(setting.scenario));
  DemoRun run(*market, account, serving, clock, setting.scenario.total_minor);
  GV_TRY(const auto rivals, DemoRivals::play(setting.scenario, setting.market.seed));
  const auto day_told = [&](int day) -> Result<void> {
    note(session, fmt::format("day {} of {}", day, setting.scenario.days));
    GV_TRY(const auto score, market->score());
    return serving.keep_demo_day(AccountId("demo"), rivals.day(day, score));
  };
  GV_TRY(run.play(setting.scenario.days, interrupt.token(), day_told));
  GV_TRY(const auto score, market->score());
  GV_TRY(const auto conversions, market->conversions());
  std::cout << rivals.board(score) << conversions << "\ndecisions " << sha256_hex(account.decided())
            << "\n";
  if (!options.no_serve) {
    GV_TRY(const auto link, serving.sign_in_code(std::string(kDemoEmail)));
    // Part of the result: without it nobody gets in, however quiet the rest is.
    std::cout << fmt::format("sign in, once, at {}/#link={}\n", url, link) << std::flush;
    note(session, "the market stands still from here on; Ctrl-C ends the demo");
    clock.run();
    GV_TRY(serving.start({.serves = false, .workforce = {}}));
    interrupt.wait();
  }
  serving.drain();
  return {};
}

}  // namespace

void add_demo(CLI::App& app, Session& session) {
  auto* command = add_command(app, "demo", "Play an account on a simulated Meta, and serve it",
                              "  geminivideo demo --fast\n"
                              "  geminivideo demo --fast --days 7 --seed 7 --no-serve\n");
  auto options = std::make_shared<Options>();
  command->add_option("--days", options->days, "Days that are played (default: 30; --fast: 7)")
      ->type_name("N");
  command->add_option("--ads", options->ads, "Ads of the account (default: 16)")->type_name("N");
  command->add_option("--scenario", options->scenario, "Market, as `simulate` names it")
      ->type_name("S")
      ->capture_default_str();
  command->add_option("--mode", options->mode, "Of the executor: auto, approve, observe")
      ->type_name("M")
      ->capture_default_str();
  command->add_option("--port", options->port, "0: any free one (default: 8080)")->type_name("N");
  command->add_option("--keep", options->keep, "Keep the store in this folder")->type_name("DIR");
  command->add_flag("--fast", options->fast, "Seven days");
  command->add_flag("--no-serve", options->no_serve, "Print the scoreboard and end");
  command->callback([options, &session] {
    session.command = [options, &session] {
      ::umask(077);
      const auto done = demo(session, *options);
      return done ? static_cast<int>(kDone) : report(done.error(), Source::Option);
    };
  });
}

}  // namespace gv::cli

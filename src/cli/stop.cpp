#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "adapters/store/sql_store.h"
#include "app/execute/no_platforms.h"
#include "base/hash.h"
#include "cli/commands.h"
#include "cli/execution_parts.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/service_clock.h"
#include "cli/store_location.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

constexpr int kAccountsPage = 500;

struct StopOptions {
  std::vector<std::string> accounts;
  std::string reason;
  std::string clock;  ///< as of `service_clock`
  bool pause_ads{false};
  bool clear{false};
  bool resume{false};
};

/// What became of one account.
struct StoppedAccount {
  std::string account;
  std::string hold;
  std::size_t changes{0};  ///< in flight when it was stopped, or that activate again
  std::int64_t cancelled{0};
};

app::Actor operator_here() {
  return {.type = "system", .id = fmt::format("operator:{}", ::getuid())};
}

app::AccountScope scope_of_account(const std::string& account) {
  return app::AccountScope::of_system(AccountId(account), app::SystemTask::Maintenance);
}

/// A name that is wrong stops nothing, so that nobody believes it did.
Result<void> check_accounts(app::Store& store, const std::vector<std::string>& ids) {
  store::Accounts accounts;
  for (const auto& id : ids) {
    std::optional<app::Account> found;
    if (!id.empty()) {
      GV_TRY(found, store.read(scope_of_account(id), [&](app::Transaction& transaction) {
        return accounts.find(transaction);
      }));
    }
    if (found) continue;
    return fail(ErrorCode::NotFound, "--account",
                "there is no account \"" + id + "\"; nothing was changed",
                "leave --account out to mean every account");
  }
  return {};
}

Result<std::vector<std::string>> accounts_of(app::Store& store, const StopOptions& options) {
  if (!options.accounts.empty()) {
    GV_TRY(check_accounts(store, options.accounts));
    return options.accounts;
  }
  store::Accounts accounts;
  std::vector<std::string> ids;
  for (;;) {
    const std::string after = ids.empty() ? std::string() : ids.back();
    GV_TRY(const auto page, store.read_shared([&](app::SharedTransaction& transaction) {
      return accounts.list(transaction, after, kAccountsPage);
    }));
    for (const auto& account : page) ids.push_back(account.id.text());
    if (page.size() < kAccountsPage) return ids;
  }
}

/// What keeps it all still comes first: an account that is made meanwhile is held too.
Result<void> hold_everything(app::Store& store, const StopOptions& options, TimePoint now) {
  store::Holds holds;
  const auto by = operator_here();
  const app::Hold hold{.id = uuid_v5(fmt::format("global-hold|{}", format_time(now))),
                       .scope = app::HoldScope::Global,
                       .reason = options.reason,
                       .engaged_by = by.type + ":" + by.id};
  return store.write_shared(
      [&](app::SharedTransaction& transaction) { return holds.engage(transaction, hold); });
}

/// Before anything is held: a stop that nobody can explain is as good as none to who finds it.
Result<void> check_reason(const std::string& reason) {
  if (reason.find_first_not_of(" \t\r\n") != std::string::npos) return {};
  return fail(ErrorCode::InvalidInput, "--reason",
              "must say why, for whoever finds it stopped; nothing was changed");
}

Result<std::vector<StoppedAccount>> stop_all(app::Store& store, app::EmergencyStop& stop,
                                             const StopOptions& options, TimePoint now) {
  if (options.accounts.empty()) GV_TRY(hold_everything(store, options, now));
  GV_TRY(const auto ids, accounts_of(store, options));
  std::vector<StoppedAccount> stopped;
  for (const auto& id : ids) {
    GV_TRY(
        const auto report,
        stop.engage(scope_of_account(id),
                    {.reason = options.reason, .pause_ads = options.pause_ads}, operator_here()));
    stopped.push_back({id, report.hold.id, report.in_flight.size(), report.cancelled});
  }
  return stopped;
}

/// Ends every hold of everybody that is in force.
Result<void> release_everybody(app::Store& store, const AccountId& any) {
  store::Holds holds;
  GV_TRY(const auto all,
         store.read(scope_of_account(any.text()),
                    [&](app::Transaction& transaction) { return holds.in_force(transaction); }));
  const auto by = operator_here();
  for (const auto& hold : all) {
    if (hold.scope != app::HoldScope::Global) continue;
    const auto cleared = store.write_shared([&](app::SharedTransaction& transaction) {
      return holds.clear(transaction, hold.id, by.type + ":" + by.id);
    });
    if (!cleared) return tl::unexpected<Error>(cleared.error());
  }
  return {};
}

Result<std::vector<StoppedAccount>> go_on(app::Store& store, app::EmergencyStop& stop,
                                          const StopOptions& options) {
  GV_TRY(const auto ids, accounts_of(store, options));
  std::vector<StoppedAccount> going;
  if (options.accounts.empty() && !ids.empty()) {
    GV_TRY(release_everybody(store, AccountId(ids.front())));
  }
  for (const auto& id : ids) {
    const auto scope = scope_of_account(id);
    GV_TRY(const auto holds, stop.holds(scope, kAccountsPage));
    for (const auto& hold : holds) {
      const bool wide = hold.scope == app::HoldScope::Account && !hold.cleared_at;
      if (!wide) continue;
      StoppedAccount account{.account = id, .hold = hold.id};
      if (options.resume) {
        GV_TRY(const auto back, stop.resume(scope, hold.id, options.reason, operator_here()));
        account.changes = back.size();
      } else {
        GV_TRY(stop.clear(scope, hold.id, operator_here()));
      }
      going.push_back(account);
    }
  }
  return going;
}

void write_stopped(const Session& session, const std::vector<StoppedAccount>& all) {
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    JsonOut out(sink);
    out.begin_list("accounts");
    for (const auto& one : all) {
      out.item(boost::json::object{{"account_id", one.account},
                                   {"hold_id", one.hold},
                                   {"changes", one.changes},
                                   {"cancelled", one.cancelled}});
    }
    out.end_list();
    out.close();
    return;
  }
  Table table({"account", "hold", "changes", "cancelled"});
  for (const auto& one : all) {
    table.row({one.account, one.hold, std::to_string(one.changes), std::to_string(one.cancelled)});
  }
  session.globals.output == OutputForm::Csv ? table.csv(sink) : table.print(sink);
}

Result<int> stop_or_go_on(const Session& session, const StoreLocation& location, const Clock& clock,
                          const StopOptions& options) {
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  GV_TRY(require_migrated(*database, location));
  store::SqlStore store(*database, clock);
  Repositories tables;
  const app::InMemorySettings settings({});  // a stop asks for none
  app::NoPlatforms platforms;                // the server pauses, from the job left to it
  ExecutionParts execution(store, tables, settings, platforms, clock);
  const bool on = options.clear || options.resume;
  GV_TRY(const auto all, on ? go_on(store, execution.stop, options)
                            : stop_all(store, execution.stop, options, clock.now()));
  write_stopped(session, all);
  return kDone;
}

}  // namespace

void add_stop(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "stop", "Stop all changes to ads at once, and pause what spends; or let them go on",
      "  geminivideo stop --reason 'spend looks wrong' --pause-ads\n"
      "  geminivideo stop --account gym --reason checked --resume\n");
  auto options = std::make_shared<StopOptions>();
  command->add_option("--account", options->accounts, "Account id; all of them when absent")
      ->type_name("ID");
  command->add_option("--reason", options->reason, "Why, for whoever finds it stopped")
      ->required()
      ->type_name("TEXT");
  add_clock_option(*command, options->clock);
  auto* pause = command->add_flag("--pause-ads", options->pause_ads,
                                  "Also pause every spending campaign, which `serve` does");
  auto* clear = command->add_flag("--clear", options->clear, "Let changes go again");
  auto* resume =
      command->add_flag("--resume", options->resume, "Also activate what the stop itself paused");
  clear->excludes(pause)->excludes(resume);
  resume->excludes(pause);
  command->callback([options, &session] {
    session.command = [options, &session] {
      const auto reason = check_reason(options->reason);
      if (!reason) return report(reason.error(), Source::Option);
      const auto location = location_of(session.globals);
      if (!location) return report(location.error(), Source::Option);
      const auto clock = service_clock(options->clock);
      if (!clock) return report(clock.error(), Source::Option);
      const auto code = stop_or_go_on(session, *location, **clock, *options);
      return code ? *code : report(code.error(), Source::Input);
    };
  });
}

}  // namespace gv::cli

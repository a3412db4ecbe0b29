#include "app/rebuild.h"

#include <memory>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "adapters/store/accounts.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/experiments.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/sql_store.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/machine_clock.h"
#include "cli/store_location.h"
#include "cli/table.h"

namespace gv::cli {
namespace {

constexpr int kAccountsAtOnce = 500;

struct CheckedAccount {
  std::string id;
  app::ProjectionCheck check;
};

Result<std::vector<std::string>> all_accounts(app::Store& store) {
  store::Accounts accounts;
  std::vector<std::string> ids;
  for (;;) {
    const std::string after = ids.empty() ? std::string() : ids.back();
    GV_TRY(const auto page, store.read_shared([&](app::SharedTransaction& transaction) {
      return accounts.list(transaction, after, kAccountsAtOnce);
    }));
    for (const auto& account : page) ids.push_back(account.id.text());
    if (page.size() < kAccountsAtOnce) return ids;
  }
}

Result<std::vector<CheckedAccount>> check_all(app::Store& store, bool mend) {
  store::LearningLog log;
  store::AdStates ads;
  store::Experiments experiments;
  std::vector<CheckedAccount> all;
  GV_TRY(const auto ids, all_accounts(store));
  for (const auto& id : ids) {
    const auto scope = app::AccountScope::of_system(AccountId(id), app::SystemTask::Rebuild);
    GV_TRY(auto check, app::check_projections(store, scope, log, ads, experiments, mend));
    all.push_back({id, std::move(check)});
  }
  return all;
}

boost::json::array list_of(const std::vector<std::string>& names) {
  boost::json::array list;
  for (const auto& name : names) list.emplace_back(name);
  return list;
}

void write_checks(const Session& session, const std::vector<CheckedAccount>& all) {
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    JsonOut out(sink);
    out.begin_list("accounts");
    for (const auto& [id, check] : all) {
      out.item(boost::json::object{{"account_id", id},
                                   {"events", check.projected.events},
                                   {"ads", check.projected.ads.size()},
                                   {"experiments", check.projected.experiments.size()},
                                   {"differing", list_of(check.differing)},
                                   {"unknown", list_of(check.unknown)}});
    }
    out.end_list();
    out.close();
    return;
  }
  Table table({"account", "events", "ads", "experiments", "differing", "unknown"});
  for (const auto& [id, check] : all) {
    table.row({id, std::to_string(check.projected.events),
               std::to_string(check.projected.ads.size()),
               std::to_string(check.projected.experiments.size()),
               std::to_string(check.differing.size()), std::to_string(check.unknown.size())});
  }
  session.globals.output == OutputForm::Csv ? table.csv(sink) : table.print(sink);
}

Result<int> rebuild(const Session& session, const StoreLocation& location, bool check_only) {
  const MachineClock clock;
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  GV_TRY(require_migrated(*database, location));
  store::SqlStore store(*database, clock);
  GV_TRY(const auto all, check_all(store, !check_only));
  write_checks(session, all);
  std::size_t wrong = 0;
  for (const auto& account : all) {
    wrong += account.check.unknown.size() + (check_only ? account.check.differing.size() : 0);
  }
  if (wrong == 0) return kDone;
  return report({ErrorCode::Refused, location.spoken(),
                 counted(wrong, "row") + " of ads and experiments differ from the event log",
                 check_only ? "geminivideo rebuild" : ""},
                Source::Decision);
}

}  // namespace

void add_rebuild(CLI::App& app, Session& session) {
  auto* command = add_command(app, "rebuild",
                              "Make ads and experiments anew from the event log; stop serve before",
                              "  geminivideo rebuild --check\n"
                              "  geminivideo rebuild --db postgres://gv@db.example/gv\n");
  auto check_only = std::make_shared<bool>(false);
  command->add_flag("--check", *check_only, "Only compare; exit 6 when anything differs");
  command->callback([check_only, &session] {
    session.command = [check_only, &session] {
      const auto location = location_of(session.globals);
      if (!location) return report(location.error(), Source::Option);
      const auto code = rebuild(session, *location, *check_only);
      return code ? *code : report(code.error(), Source::Input);
    };
  });
}

}  // namespace gv::cli

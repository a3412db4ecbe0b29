#include <memory>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "adapters/api/row_cursor.h"
#include "adapters/google_ads/publication.h"
#include "adapters/meta/publication.h"
#include "adapters/store/creatives.h"
#include "adapters/store/publications.h"
#include "adapters/store/sql_store.h"
#include "adapters/tiktok/publication.h"
#include "app/execute/no_platforms.h"
#include "app/publish/publish_desk.h"
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

struct PublishOptions {
  std::string creative;
  std::string account;
  std::vector<std::string> platforms{"meta"};
  std::string name;
  std::string objective{"leads"};
  std::string budget;
  std::vector<std::string> countries;
  std::string key;
  std::string clock;  ///< as of `service_clock`
  bool keep_paused{false};
  bool dry_run{false};
};

Result<app::Objective> objective_of(const std::string& text) {
  const std::vector<std::string> names{"awareness", "traffic", "engagement", "leads", "sales"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<app::Objective>(i);
  }
  return fail(ErrorCode::InvalidInput, "--objective",
              "must be awareness, traffic, engagement, leads or sales, got \"" + text + "\"");
}

Result<app::PublicationDraft> draft_of(const PublishOptions& options, Currency currency) {
  app::PublicationDraft draft{.creative_id = options.creative,
                              .name = options.name,
                              .audience = {.countries = options.countries},
                              .activate = !options.keep_paused,
                              .dry_run = options.dry_run};
  if (!api::is_uuid(options.creative)) {
    return fail(ErrorCode::InvalidInput, "creative",
                "must be the id of a creative, got \"" + options.creative + "\"");
  }
  GV_TRY(draft.objective, objective_of(options.objective));
  GV_TRY(draft.daily_budget_minor, amount_option("--budget", options.budget, currency));
  for (const auto& country : options.countries) {
    const bool fits = country.size() == 2 && country[0] >= 'A' && country[0] <= 'Z' &&
                      country[1] >= 'A' && country[1] <= 'Z';
    if (fits) continue;
    return fail(ErrorCode::InvalidInput, "--country",
                "must be two capital letters like AE, got \"" + country + "\"");
  }
  return draft;
}

/// The same words on the same day are the same publication, unless a key says otherwise.
std::string key_of_call(const PublishOptions& options, TimePoint now) {
  if (!options.key.empty()) return options.key;
  const auto day = std::chrono::floor<Days>(now).time_since_epoch().count();
  return sha256_hex(fmt::format(
      "{}|{}|{}|{}|{}|{}|{}|{}", options.creative, options.name, options.objective, options.budget,
      fmt::join(options.countries, ","), options.keep_paused, options.dry_run, day));
}

boost::json::object job_of(const app::ShownPublication& shown) {
  boost::json::array steps;
  for (const auto& step : shown.steps) {
    steps.push_back(boost::json::object{{"step", app::step_name(step)},
                                        {"change_id", step.id},
                                        {"status", execute::to_text(step.state)}});
  }
  return {{"platform", shown.publication.platform},
          {"job_id", shown.publication.id},
          {"steps", std::move(steps)}};
}

void write_publications(const Session& session,
                        const std::vector<app::ShownPublication>& published) {
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    JsonOut out(sink);
    out.begin_list("jobs");
    for (const auto& shown : published) out.item(job_of(shown));
    out.end_list();
    out.close();
    return;
  }
  Table table({"platform", "step", "change", "status"});
  for (const auto& [publication, steps] : published) {
    for (const auto& step : steps) {
      table.row({publication.platform, app::step_name(step), step.id,
                 std::string(execute::to_text(step.state))});
    }
  }
  session.globals.output == OutputForm::Csv ? table.csv(sink) : table.print(sink);
}

Result<int> publish(const Session& session, const StoreLocation& location, const Clock& clock,
                    const PublishOptions& options) {
  GV_TRY(const auto database, open_store(location, Missing::Refuse));
  GV_TRY(require_migrated(*database, location));
  GV_TRY(const auto account, AccountId::parse(options.account, "--account"));
  store::SqlStore store(*database, clock);
  Repositories tables;
  const settings::ConfigurationRules rules;
  app::AccountBook book(store, tables.accounts, rules);
  GV_TRY(book.refresh());
  GV_TRY(const auto settings, book.settings(account));
  GV_TRY(const auto draft, draft_of(options, settings->currency));
  app::NoPlatforms platforms;  // the server sends, from the job left to it
  ExecutionParts execution(store, tables, book, platforms, clock);
  store::Creatives creatives;
  store::Publications publications;
  const meta::PublicationForms to_meta;
  const tiktok::PublicationForms to_tiktok;
  const google_ads::PublicationForms to_google;
  app::PublishDesk desk(execution.ports(), execution.desk,
                        {.publications = publications,
                         .creatives = creatives,
                         .assets = tables.assets,
                         .connections = tables.connections,
                         .forms = {&to_meta, &to_tiktok, &to_google}});
  const app::Actor here{.type = "system", .id = fmt::format("operator:{}", ::getuid())};
  const auto scope = app::AccountScope::of_system(account, app::SystemTask::Maintenance);
  GV_TRY(const auto published,
         desk.publish(scope, options.platforms, draft, key_of_call(options, clock.now()), here));
  write_publications(session, published);
  return kDone;
}

}  // namespace

void add_publish(CLI::App& app, Session& session) {
  auto* command = add_command(
      app, "publish", "Have an approved creative made into an ad on platforms, which `serve` does",
      "  geminivideo publish CREATIVE --account gym --name 'Summer 1' --budget 50 --country AE\n"
      "  geminivideo publish CREATIVE --account gym --platform tiktok --name Try --budget 50 "
      "--country AE --dry-run\n");
  auto options = std::make_shared<PublishOptions>();
  command->add_option("creative", options->creative, "Id of a creative that is approved")
      ->required()
      ->type_name("ID");
  command->add_option("--account", options->account, "Account id")->required()->type_name("ID");
  command
      ->add_option("--platform", options->platforms,
                   "meta, tiktok or google; may be repeated: all of them or none")
      ->capture_default_str()
      ->type_name("NAME");
  command->add_option("--name", options->name, "Of the campaign")->required()->type_name("TEXT");
  command
      ->add_option("--budget", options->budget,
                   "A day, on each platform, in the account's currency")
      ->required()
      ->type_name("AMOUNT");
  command
      ->add_option("--country", options->countries, "Where it is shown, like AE; may be repeated")
      ->required()
      ->type_name("CC");
  command
      ->add_option("--objective", options->objective,
                   "awareness, traffic, engagement, leads or sales")
      ->capture_default_str()
      ->type_name("WORD");
  command->add_option("--key", options->key, "The same key is the same publication")
      ->type_name("TEXT");
  command->add_flag("--keep-paused", options->keep_paused, "Make everything and activate nothing");
  command->add_flag("--dry-run", options->dry_run, "Only have it checked");
  add_clock_option(*command, options->clock);
  command->callback([options, &session] {
    session.command = [options, &session] {
      const auto location = location_of(session.globals);
      if (!location) return report(location.error(), Source::Option);
      const auto clock = service_clock(options->clock);
      if (!clock) return report(clock.error(), Source::Option);
      const auto code = publish(session, *location, **clock, *options);
      if (code) return *code;
      const auto& where = code.error().where;
      const bool misused = where.starts_with("--") || where == "creative" || where == "platform";
      return report(code.error(), misused ? Source::Option : Source::Input);
    };
  });
}

}  // namespace gv::cli

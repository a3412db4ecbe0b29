#include <memory>
#include <string>

#include <boost/json/value.hpp>

#include "adapters/settings/settings.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_out.h"
#include "cli/output_form.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

int print_schema() {
  standard_output()(json::pretty(settings::schema()) + "\n");
  return kDone;
}

/// The table of keys; as JSON the values themselves, in the account's currency.
int print_defaults(const Session& session, const std::string& code) {
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  const auto sink = standard_output();
  if (session.globals.output != OutputForm::Json) {
    sink(settings::defaults_markdown());
    return kDone;
  }
  const auto currency = Currency::parse(code, "--currency");
  if (!currency) return report(currency.error(), Source::Option);
  const auto values = settings::default_values(*currency);
  if (!values) return report(values.error(), Source::Configuration);
  sink(json::pretty(*values) + "\n");
  return kDone;
}

}  // namespace

void add_config(CLI::App& app, Session& session) {
  auto* command = add_command(app, "config", "Show what can be configured",
                              "  geminivideo config defaults\n"
                              "  geminivideo config schema > geminivideo.schema.json\n");
  command->require_subcommand(1);
  auto* schema = add_command(*command, "schema", "Print the JSON Schema of a configuration file",
                             "  geminivideo config schema > geminivideo.schema.json\n"
                             "  geminivideo config schema | jq .properties.decision\n");
  schema->callback([&session] { session.command = print_schema; });
  auto currency = std::make_shared<std::string>("USD");
  auto* defaults = add_command(*command, "defaults", "Print every key with its default",
                               "  geminivideo config defaults\n"
                               "  geminivideo config defaults --json --currency AED\n");
  defaults->add_option("--currency", *currency, "Of amounts in JSON")->type_name("C");
  defaults->callback([currency, &session] {
    session.command = [currency, &session] { return print_defaults(session, *currency); };
  });
}

}  // namespace gv::cli

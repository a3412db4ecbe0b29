#include <algorithm>
#include <memory>
#include <string>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help_topics.h"
#include "cli/json_out.h"

namespace gv::cli {
namespace {

int run(CLI::App& app, const std::string& topic) {
  const auto sink = standard_output();
  if (topic.empty()) {
    sink(overview_text());
    return kDone;
  }
  if (const auto text = topic_text(topic)) {
    sink(*text);
    return kDone;
  }
  auto names = topic_names();
  for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) {
    if (command->get_name() == topic) {
      sink(command->help("geminivideo"));
      return kDone;
    }
    names.push_back(command->get_name());
  }
  const auto closest = nearest(topic, names);
  return report({ErrorCode::NotFound, "help", "there is no topic or command \"" + topic + "\"",
                 closest ? "geminivideo help " + std::string(closest->name)
                         : "geminivideo  (without arguments) lists what there is"},
                Source::Option);
}

}  // namespace

void add_help(CLI::App& app, Session& session) {
  auto* command =
      add_command(app, "help", "Explain a topic: modes, config, files, media, exit-codes",
                  "  geminivideo help files\n"
                  "  geminivideo help exit-codes\n");
  auto topic = std::make_shared<std::string>();
  command->add_option("topic", *topic, "Topic or command")->type_name("TOPIC");
  command->callback(
      [&app, topic, &session] { session.command = [&app, topic] { return run(app, *topic); }; });
}

}  // namespace gv::cli

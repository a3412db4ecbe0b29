#include "cli/usage.h"

#include <algorithm>

#include "base/nearest.h"
#include "cli/exit_code.h"
#include "cli/help_topics.h"

namespace gv::cli {
namespace {

const auto kAll = [](const CLI::App*) { return true; };

/// The commands that were named, from the program itself down.
std::vector<const CLI::App*> chosen_commands(const CLI::App& app,
                                             const std::vector<std::string>& arguments) {
  std::vector<const CLI::App*> chosen{&app};
  for (const auto& argument : arguments) {
    for (const auto* command : chosen.back()->get_subcommands(kAll)) {
      if (command->get_name() == argument) {
        chosen.push_back(command);
        break;
      }
    }
  }
  return chosen;
}

std::vector<std::string> option_names(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const auto* command : commands) {
    for (const auto* option : command->get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

bool takes_value(const std::vector<const CLI::App*>& commands, const std::string& argument) {
  return std::any_of(commands.begin(), commands.end(), [&](const CLI::App* command) {
    const auto* option = command->get_option_no_throw(argument);
    return option != nullptr && option->get_expected_min() > 0;
  });
}

int report_unknown_command(const CLI::App& app, const std::string& name) {
  if (is_planned_command(name)) {
    return report({ErrorCode::NotAvailable, name, "is not available yet",
                   "geminivideo  (without arguments) lists what is"},
                  Source::Option);
  }
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands(kAll)) names.push_back(command->get_name());
  return report_usage("there is no command \"" + name + "\"",
                      "geminivideo " + std::string(nearest(name, names)->name));
}

}  // namespace

int report_misuse(const CLI::App& app, const CLI::ParseError& error,
                  const std::vector<std::string>& arguments) {
  const auto commands = chosen_commands(app, arguments);
  const auto names = option_names(commands);
  bool value_follows = false;
  for (const auto& argument : arguments) {
    if (value_follows) {
      value_follows = false;
      continue;
    }
    if (argument == "--") break;
    const auto name = argument.substr(0, argument.find('='));
    if (name.starts_with("--")) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        return report_usage("there is no option " + name,
                            "did you mean " + std::string(nearest(name, names)->name) + "?");
      }
      value_follows = name.size() == argument.size() && takes_value(commands, name);
    } else if (commands.size() == 1 && !argument.starts_with("-")) {
      return report_unknown_command(app, argument);
    }
  }
  std::string help = "geminivideo";
  for (std::size_t i = 1; i < commands.size(); ++i) help += " " + commands[i]->get_name();
  return report_usage(error.what(), help + " --help");
}

}  // namespace gv::cli

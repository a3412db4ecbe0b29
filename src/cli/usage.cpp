#include "cli/usage.h"

#include <algorithm>
#include <utility>

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

/// "geminivideo predict".
std::string spoken(const std::vector<const CLI::App*>& commands) {
  std::string line = "geminivideo";
  for (std::size_t i = 1; i < commands.size(); ++i) line += " " + commands[i]->get_name();
  return line;
}

/// The first argument that stands where a command or an option should and is none; nothing when
/// all are known.
std::optional<std::string> find_unknown(const std::vector<const CLI::App*>& commands,
                                        const std::vector<std::string>& arguments) {
  const auto names = option_names(commands);
  const bool command_wanted = !commands.back()->get_subcommands(kAll).empty();
  std::size_t chosen = 1;
  bool value_follows = false;
  for (const auto& argument : arguments) {
    if (std::exchange(value_follows, false)) continue;
    if (argument == "--") break;
    const auto name = argument.substr(0, argument.find('='));
    if (name.starts_with("--")) {
      if (std::find(names.begin(), names.end(), name) == names.end()) return name;
      value_follows = name.size() == argument.size() && takes_value(commands, name);
    } else if (chosen < commands.size() && argument == commands[chosen]->get_name()) {
      ++chosen;
    } else if (command_wanted && !argument.starts_with("-")) {
      return argument;
    }
  }
  return std::nullopt;
}

int report_unknown_option(const std::vector<const CLI::App*>& commands, const std::string& name) {
  const auto names = option_names(commands);
  const auto closest = nearest(name, names);
  return report_usage(
      "there is no option " + name,
      closest ? "did you mean " + std::string(closest->name) + "?" : spoken(commands) + " --help");
}

int report_unknown_command(const std::vector<const CLI::App*>& commands, const std::string& name) {
  if (commands.size() == 1 && is_planned_command(name)) {
    return report({ErrorCode::NotAvailable, name, "is not available yet",
                   "geminivideo  (without arguments) lists what is"},
                  Source::Option);
  }
  std::vector<std::string> names;
  for (const auto* command : commands.back()->get_subcommands(kAll)) {
    names.push_back(command->get_name());
  }
  const auto closest = nearest(name, names);
  return report_usage(
      "there is no command \"" + name + "\"",
      closest ? spoken(commands) + " " + std::string(closest->name) : spoken(commands) + " --help");
}

}  // namespace

int report_misuse(const CLI::App& app, const CLI::ParseError& error,
                  const std::vector<std::string>& arguments) {
  const auto commands = chosen_commands(app, arguments);
  if (const auto unknown = find_unknown(commands, arguments)) {
    return unknown->starts_with("--") ? report_unknown_option(commands, *unknown)
                                      : report_unknown_command(commands, *unknown);
  }
  return report_usage(error.what(), spoken(commands) + " --help");
}

std::optional<int> report_helpless(const CLI::App& app, const std::vector<std::string>& arguments) {
  const auto commands = chosen_commands(app, arguments);
  const auto unknown = find_unknown(commands, arguments);
  if (!unknown || unknown->starts_with("--")) return std::nullopt;
  return report_unknown_command(commands, *unknown);
}

}  // namespace gv::cli

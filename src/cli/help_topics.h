#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gv::cli {

/// The text of a topic of `help`, nothing for an unknown one.
[[nodiscard]] std::optional<std::string_view> topic_text(std::string_view topic);
[[nodiscard]] std::vector<std::string> topic_names();

/// What the program prints when it is called without a command.
[[nodiscard]] std::string_view overview_text();

/// Commands of the product that this program does not have yet.
[[nodiscard]] bool is_planned_command(std::string_view name);

}  // namespace gv::cli

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/ad_changes.h"

namespace gv::store {

/// The JSON columns of changes and their history: a budget is a number of minor units, a status a
/// text, a thing to make an object, what is not known null. Reading takes what was written here;
/// anything else is a bug or a damaged row (GV_CHECK).
[[nodiscard]] std::string text_of(const app::ChangeValue& value);
[[nodiscard]] app::ChangeValue change_value_of(std::string_view json);

[[nodiscard]] std::string text_of(const app::ChangeTrouble& trouble);
[[nodiscard]] app::ChangeTrouble change_trouble_of(std::string_view json);

[[nodiscard]] std::string text_of(const std::vector<std::string>& ids);
[[nodiscard]] std::vector<std::string> ids_of(std::string_view json);

}  // namespace gv::store

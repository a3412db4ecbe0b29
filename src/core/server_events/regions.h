#pragma once

#include <string_view>

namespace gv::server_events {

/// The two letters of a state, district or territory of the United States or a province or
/// territory of Canada, by its name in lower case without blanks: "newyork" is "ny". Empty for
/// every other text. Source: USPS Publication 28, Canada Post.
[[nodiscard]] std::string_view region_code(std::string_view plain_name);

}  // namespace gv::server_events

#pragma once

#include <string_view>

namespace gv::settings {

/// Whether `text` is an origin as browsers send it: "https://host", with a port where it is not the
/// scheme's own, in lower case, without a path (RFC 6454, section 6.2). "null" is none.
[[nodiscard]] bool is_origin(std::string_view text);

}  // namespace gv::settings

#pragma once

#include <string>

namespace gv::hubspot_double {

/// Whether `pattern` is a POSIX extended regular expression of at most 200 bytes.
[[nodiscard]] bool is_pattern(const std::string& pattern);
/// Whether `pattern` is found anywhere in `text`; false for what is no pattern.
[[nodiscard]] bool is_found(const std::string& pattern, const std::string& text);

}  // namespace gv::hubspot_double

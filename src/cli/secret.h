#pragma once

#include <string>

#include "base/result.h"

namespace gv::cli {

/// A secret from the environment: the variable `name`, or the file that `name`_FILE names (its text
/// without the end of the line). Empty: neither is set. Secrets come no other way.
/// Errors: ConfigRange: both are set; those of reading the file.
[[nodiscard]] Result<std::string> secret_from_environment(const std::string& name);

}  // namespace gv::cli

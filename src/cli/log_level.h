#pragma once

#include <string>

#include "base/result.h"
#include "io/log/log.h"

namespace gv::cli {

/// Reads "debug", "info", "warn" or "error". Errors: InvalidInput, "--log-level".
[[nodiscard]] Result<log::Level> level_of(const std::string& text);

}  // namespace gv::cli

#pragma once

#include "cli/session.h"

namespace gv::cli {

/// For a command whose result is no table. Errors: InvalidInput for `--output csv`.
[[nodiscard]] Result<void> refuse_csv(const Session& session);

}  // namespace gv::cli

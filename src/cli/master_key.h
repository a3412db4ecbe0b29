#pragma once

#include <string>

#include "adapters/sealing/master_key.h"
#include "base/result.h"

namespace gv::cli {

/// The key that secrets are sealed with: GEMINIVIDEO_MASTER_KEY[_FILE], else the file `master.key`
/// of `folder`, which is made when it is not there. Processes on several machines that share a
/// PostgreSQL need the variable.
/// Errors: InvalidInput for a variable that is no key; those of `MasterKey::open_file`.
[[nodiscard]] Result<sealing::MasterKey> master_key(const std::string& folder);

}  // namespace gv::cli

#pragma once

#include "adapters/meta_double/graph.h"

namespace gv::meta_double {

/// Finds what a call is about, books it against the account's limits and carries it out; the answer
/// has the usage headers. `stale`: a read shows objects as they were before their last change.
[[nodiscard]] Outcome operate(Platform& platform, const Call& call, bool stale);

}  // namespace gv::meta_double

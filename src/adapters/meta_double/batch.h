#pragma once

#include "adapters/meta_double/graph.h"

namespace gv::meta_double {

/// POST / with `batch`: at most 50 operations, carried out in order. Answers a list of
/// {"code", "headers", "body"}, and null for an operation that
///
///   1. broke off, as a fault asked for: it may have been applied
///   2. depends on one that failed
///   3. another one builds on, unless it says omit_response_on_success=false
///
/// "{result=name:$.id}" in an address or a body stands for what the operation of that name
/// answered. Two ad sets of one campaign may not be changed in one batch.
[[nodiscard]] Outcome run_batch(Platform& platform, const Call& call);

}  // namespace gv::meta_double

#pragma once

#include "base/parallel.h"

namespace gv::cli {

/// Runs ranges on `threads` >= 1 threads: each takes the next small range when it is done with its
/// last one. Threads live for one call and are joined before it returns. An exception in a body is
/// rethrown by the call, the first one wins, and the other threads stop after their range.
[[nodiscard]] ParallelFor parallel_on(int threads);

/// Threads to use unless told: one for each the machine runs at once.
[[nodiscard]] int threads_default();

}  // namespace gv::cli

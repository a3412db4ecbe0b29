#pragma once

#include "io/media/probe.h"

namespace gv::media {

/// What a decoding process may still do. Each of these narrows it further and none can be undone.
/// What the system does not permit (an old kernel, a container's own rules) is left out silently:
/// the limits of memory and processor time always hold. Under the sanitizers, which need the
/// forbidden calls themselves, memory is unlimited and calls are not filtered.

/// Whether nothing is left out on account of the sanitizers.
[[nodiscard]] bool sandbox_is_whole();

/// To be called first, while the process has one thread: dies with its parent, no new privileges,
/// no core dump, no file may grow, no network, bounded memory and processor time.
void enter_sandbox(const Limits& limits, int threads);

/// To be called once the libraries are loaded: no file can be opened, no socket made, no program
/// started, by refusing new descriptors and those system calls (seccomp).
void close_sandbox();

}  // namespace gv::media

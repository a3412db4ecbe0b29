#pragma once

#include "app/execute/change_facts.h"
#include "app/execute/execution_ports.h"
#include "app/execute/judge_change.h"
#include "base/result.h"

namespace gv::app {

/// Leaves a change as it was judged, where it is not to be sent now: it waits, has ended, or
/// becomes the last of several steps. Someone else's edit of its thing holds that for a day. One
/// transaction. Errors: those of the store.
Result<void> settle_change(const ExecutionPorts& ports, const AccountScope& scope,
                           ClaimedChange claimed, const Judgement& judgement);

}  // namespace gv::app

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/execute/execution_ports.h"
#include "app/execute/judge_change.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// A change that a worker has, with what is known of it.
struct ClaimedChange {
  AdChange change;
  ChangeFacts facts{};
};

/// Gives changes of things that other changes made their ids, as far as those are known.
Result<void> name_made(AdChanges& changes, Transaction& transaction,
                       std::vector<ClaimedChange>& claimed);

/// Step 3: reads the things that changes are about, many with one request, and fills `unit` and
/// `entity`. A budget that is not the thing's own is looked for in what is above it. Creates are
/// left alone. Errors: that of the platform, of the first request that failed.
[[nodiscard]] tl::expected<void, execute::PlatformError> read_entities(
    AdPlatform& platform, std::vector<ClaimedChange>& claimed, PlatformMood& mood,
    const AccountId& account, TimePoint now);

/// Fills what the store knows: holds, policies, active hours, dependencies, budgets of
/// the last day.
Result<void> read_known(const ExecutionPorts& ports, Transaction& transaction,
                        const std::vector<Hold>& holds, std::vector<ClaimedChange>& claimed);

}  // namespace gv::app

#pragma once

#include <vector>

#include "app/execute/authorise_sends.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// Steps 5 to 9 of changes that may be sent: in batches, each authorised by the limits before it
/// and looked at once more for holds; what the platform answers is recorded, and they are read back
/// later. No transaction is open while the platform is asked.
class DispatchChanges {
 public:
  /// What it is built with outlives it.
  DispatchChanges(const ExecutionPorts& ports, PlatformMood& mood) : ports_(ports), mood_(mood) {}

  /// Errors: those of the store.
  Result<void> send(const AccountScope& scope, const ExecutionSettings& settings,
                    AdPlatform& platform, std::vector<PlannedSend> sends);

 private:
  Result<void> send_batch(const AccountScope& scope, AdPlatform& platform,
                          std::vector<PlannedSend> batch);
  /// Step 7: those that no hold stops at the last moment.
  Result<std::vector<PlannedSend>> still_allowed(const AccountScope& scope,
                                                 std::vector<PlannedSend> batch);
  Result<void> take_answer(const AccountScope& scope, const PlannedSend& send,
                           const PlatformReply<AppliedOperation>& reply, bool first);

  const ExecutionPorts& ports_;
  PlatformMood& mood_;
};

}  // namespace gv::app

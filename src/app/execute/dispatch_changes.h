#pragma once

#include <functional>
#include <vector>

#include "app/execute/authorise_sends.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// Sends the video that a change makes.
using UploadVideo = std::function<PlatformReply<AppliedOperation>(AdPlatform&, const AdChange&,
                                                                  const CreateEntity&)>;

/// Steps 5 to 9 of changes that may be sent: in batches, each authorised by the limits before it
/// and looked at once more for holds; what the platform answers is recorded, and they are read back
/// later. No transaction is open while the platform is asked.
class DispatchChanges {
 public:
  /// What it is built with outlives it. `upload` is called for videos; none: no change makes one.
  DispatchChanges(const ExecutionPorts& ports, PlatformMood& mood, const UploadVideo& upload)
      : ports_(ports), mood_(mood), upload_(upload) {}

  /// Errors: those of the store.
  Result<void> send(const AccountScope& scope, const ExecutionSettings& settings,
                    AdPlatform& platform, std::vector<PlannedSend> sends);

 private:
  Result<void> send_batch(const AccountScope& scope, AdPlatform& platform,
                          std::vector<PlannedSend> batch);
  /// Step 7: those that no hold or policy stops at the last moment.
  Result<std::vector<PlannedSend>> still_allowed(const AccountScope& scope,
                                                 std::vector<PlannedSend> batch);
  PlatformReply<AppliedOperation> send_one(AdPlatform& platform, const PlannedSend& send) const;
  Result<void> take_answer(const AccountScope& scope, const PlannedSend& send,
                           const PlatformReply<AppliedOperation>& reply, bool first);

  const ExecutionPorts& ports_;
  PlatformMood& mood_;
  const UploadVideo& upload_;
};

}  // namespace gv::app

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/execute/authorise_sends.h"
#include "app/execute/dispatch_changes.h"
#include "app/execute/execution_ports.h"
#include "app/execute/hold_back_changes.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// Takes due changes up to the moment when they are sent: steps 1 to 9 of each. No transaction is
/// open while a platform is asked. Whatever ends the process between two lines leaves every change
/// pending or to be read back. Thread-safe; what it is built with outlives it.
class SendChanges {
 public:
  /// With `upload` it takes videos to make, one at a time; without it everything but those.
  SendChanges(const ExecutionPorts& ports, AdPlatforms& platforms, PlatformMood& mood,
              std::string worker, UploadVideo upload = {})
      : ports_(ports),
        platforms_(platforms),
        mood_(mood),
        worker_(std::move(worker)),
        upload_(std::move(upload)) {}

  /// One round of an account; how many changes it took, 0 when none is due. Errors: those of the
  /// store; NotFound where the account has no settings.
  Result<int> round(const AccountScope& scope);

 private:
  Result<std::vector<AdChange>> claim(const AccountScope& scope, int batch);
  Result<void> send_group(const AccountScope& scope, const AccountSettings& settings,
                          const std::string& platform, ClaimedChanges claimed);
  Result<ClaimedChanges> named(const AccountScope& scope, ClaimedChanges claimed);
  Result<std::vector<PlannedSend>> judge_all(const AccountScope& scope,
                                             const AccountSettings& settings,
                                             ClaimedChanges claimed);
  Result<void> rehearse(const AccountScope& scope, AdPlatform& platform, PlannedSend send);

  const ExecutionPorts& ports_;
  AdPlatforms& platforms_;
  PlatformMood& mood_;
  const std::string worker_;
  const UploadVideo upload_;
};

}  // namespace gv::app

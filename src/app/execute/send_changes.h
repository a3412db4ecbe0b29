#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/execute/authorise_sends.h"
#include "app/execute/change_facts.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// Takes due changes up to the moment when they are sent: steps 1 to 9 of each. No transaction is
/// open while a platform is asked. Whatever ends the process between two lines leaves every change
/// pending or to be read back. Thread-safe; what it is built with outlives it.
class SendChanges {
 public:
  SendChanges(const ExecutionPorts& ports, AdPlatforms& platforms, PlatformMood& mood,
              std::string worker)
      : ports_(ports), platforms_(platforms), mood_(mood), worker_(std::move(worker)) {}

  /// One round of an account; how many changes it took, 0 when none is due. Errors: those of the
  /// store; NotFound where the account has no settings.
  Result<int> round(const AccountScope& scope);

 private:
  using Claimed = std::vector<ClaimedChange>;

  Result<std::vector<AdChange>> claim(const AccountScope& scope, int batch);
  Result<void> send_group(const AccountScope& scope, const AccountSettings& settings,
                          const std::string& platform, Claimed claimed);
  /// Puts back what the breaker, quotas or another change of the same unit keep waiting.
  Result<Claimed> hold_back(const AccountScope& scope, const std::string& platform,
                            Claimed claimed);
  Result<Claimed> one_of_each_unit(const AccountScope& scope, Claimed claimed);
  Result<void> put_back(const AccountScope& scope, const Claimed& claimed, Millis wait,
                        const ChangeTrouble& trouble, bool outage);
  Result<std::vector<PlannedSend>> judge_all(const AccountScope& scope,
                                             const AccountSettings& settings, Claimed claimed);
  Result<void> settle(const AccountScope& scope, ClaimedChange claimed, const Judgement& judgement);
  Result<void> split(Transaction& transaction, AdChange change, const ChangeFacts& facts,
                     const execute::TranchePlan& plan);
  Result<void> rehearse(const AccountScope& scope, AdPlatform& platform, PlannedSend send);
  Result<void> send_all(const AccountScope& scope, const ExecutionSettings& settings,
                        AdPlatform& platform, std::vector<PlannedSend> sends);
  Result<void> send_batch(const AccountScope& scope, AdPlatform& platform,
                          std::vector<PlannedSend> batch);
  Result<void> take_answer(const AccountScope& scope, const PlannedSend& send,
                           const PlatformReply<AppliedOperation>& reply, bool first);
  /// Step 7: those that no hold stops at the last moment.
  Result<std::vector<PlannedSend>> still_allowed(const AccountScope& scope,
                                                 std::vector<PlannedSend> batch);

  const ExecutionPorts& ports_;
  AdPlatforms& platforms_;
  PlatformMood& mood_;
  const std::string worker_;
};

}  // namespace gv::app

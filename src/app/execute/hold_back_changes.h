#pragma once

#include <string>
#include <vector>

#include "app/execute/change_facts.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "base/result.h"

namespace gv::app {

using ClaimedChanges = std::vector<ClaimedChange>;

/// Puts claimed changes back that are not to be looked at now. Errors: those of the store.
class HoldBackChanges {
 public:
  /// What it is built with outlives it. `state`: in which they are put back, Pending or Verifying.
  HoldBackChanges(const ExecutionPorts& ports, PlatformMood& mood, ChangeState state)
      : ports_(ports), mood_(mood), state_(state) {}

  /// Those that neither the breaker nor a quota of the platform keeps waiting.
  Result<ClaimedChanges> of_platform(const AccountScope& scope, const std::string& platform,
                                     ClaimedChanges claimed);
  /// One change of each field of a unit: two at once would not know of each other.
  Result<ClaimedChanges> of_units(const AccountScope& scope, ClaimedChanges claimed);
  /// All of them, to be due again after `wait`; `outage`: one request failed for them.
  Result<void> put_back(const AccountScope& scope, const ClaimedChanges& claimed, Millis wait,
                        const ChangeTrouble& trouble, bool outage);

 private:
  const ExecutionPorts& ports_;
  PlatformMood& mood_;
  const ChangeState state_;
};

}  // namespace gv::app

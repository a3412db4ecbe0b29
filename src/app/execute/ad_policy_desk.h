#pragma once

#include <string>

#include "app/access/audit.h"
#include "app/execute/execution_ports.h"
#include "app/ports/ad_states.h"
#include "base/result.h"

namespace gv::app {

/// What people want of single ads. Thread-safe; what it is built with outlives it.
class AdPolicyDesk {
 public:
  AdPolicyDesk(const ExecutionPorts& ports, AdStates& told) : ports_(ports), told_(told) {}

  /// The newest policy of an ad, in force or not; one without a revision where it never had any.
  /// Errors: NotFound when neither a platform nor a client told of the ad.
  Result<AdPolicy> find(const AccountScope& scope, const std::string& ad_id);

  /// Puts a policy in the place of the one whose revision is one less. After it returns no change
  /// that it forbids begins to be sent. Errors: as `find`; InvalidInput, `where` names the field;
  /// Stale when there is another one by now.
  Result<AdPolicy> set(const AccountScope& scope, AdPolicy wanted, const Actor& actor);

 private:
  Result<AdPolicy> current(Transaction& transaction, const std::string& ad_id);
  /// Minimums that sum to more than there is to share would let every run fail.
  Result<void> check_minimums(Transaction& transaction, const AdPolicy& wanted,
                              const AccountSettings& settings);

  const ExecutionPorts ports_;
  AdStates& told_;
};

}  // namespace gv::app

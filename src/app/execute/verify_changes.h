#pragma once

#include <string>
#include <vector>

#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "base/result.h"

namespace gv::app {

/// Reads back what was sent, or may have been: steps 10 to 12. A change is completed when the
/// platform shows its value and never before; one that does not show it after three reads is tried
/// again. A thing to make is looked for by its name where its id is not known: one is adopted, of
/// several the oldest is kept and the others are paused, and when two looks a minute apart find
/// none it is made again. Thread-safe.
class VerifyChanges {
 public:
  VerifyChanges(const ExecutionPorts& ports, AdPlatforms& platforms, PlatformMood& mood,
                std::string worker)
      : ports_(ports), platforms_(platforms), mood_(mood), worker_(std::move(worker)) {}

  /// One round of an account; how many changes it looked at. Errors: those of the store.
  Result<int> round(const AccountScope& scope);

 private:
  Result<void> verify_group(const AccountScope& scope, const std::string& platform,
                            std::vector<AdChange> changes);
  /// Those that neither the breaker nor a quota keeps waiting: reads are requests as well.
  Result<std::vector<AdChange>> hold_back(const AccountScope& scope, const std::string& platform,
                                          std::vector<AdChange> changes);
  Result<void> verify_updates(const AccountScope& scope, AdPlatform& platform,
                              std::vector<AdChange> changes);
  Result<void> verify_create(const AccountScope& scope, AdPlatform& platform, AdChange change);
  Result<void> take_found(const AccountScope& scope, AdChange change,
                          const std::vector<PlatformEntity>& found);
  Result<void> pause_surplus(Transaction& transaction, const AdChange& change,
                             const std::vector<PlatformEntity>& surplus);
  Result<void> look_again(const AccountScope& scope, const std::vector<AdChange>& changes,
                          Millis wait, const ChangeTrouble& trouble, bool outage);
  Result<void> confirm(const AccountScope& scope, AdChange change, const EntityRef& unit,
                       ChangeValue seen);
  Result<void> confirm_made(const AccountScope& scope, AdChange change, const PlatformEntity& made);
  Result<void> give_up(const AccountScope& scope, AdChange change, const ChangeTrouble& trouble);
  Result<void> not_yet(const AccountScope& scope, AdChange change, ChangeValue seen);

  const ExecutionPorts& ports_;
  AdPlatforms& platforms_;
  PlatformMood& mood_;
  const std::string worker_;
};

}  // namespace gv::app

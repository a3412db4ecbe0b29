#include "app/execute/hold_back_changes.h"

#include <set>
#include <utility>

#include "app/execute/close_change.h"
#include "core/execute/breaker.h"

namespace gv::app {
namespace {

using execute::Priority;

constexpr Millis kProbeApart{5'000};
constexpr Millis kSharedUnit{30'000};

}  // namespace

Result<ClaimedChanges> HoldBackChanges::of_platform(const AccountScope& scope,
                                                    const std::string& platform,
                                                    ClaimedChanges claimed) {
  if (claimed.empty()) return claimed;
  GV_TRY(const auto ends, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.history.ends(transaction, platform, execute::kBreakerWindow);
  }));
  const TimePoint now = ports_.clock.now();
  const auto open = execute::breaker_open_until(ends);
  ClaimedChanges free;
  for (auto& one : claimed) {
    const auto priority = one.change.priority;
    const bool probes = open && *open <= now && !free.empty();
    const auto quota = mood_.waits_until(scope.account(), platform, priority, now);
    if (open && *open > now && priority != Priority::Emergency) {
      GV_TRY(put_back(scope, {one}, *open - now,
                      {.reason = "breaker_open", .message = "The platform failed too often."},
                      false));
    } else if (probes && priority != Priority::Emergency) {
      GV_TRY(put_back(scope, {one}, kProbeApart,
                      {.reason = "breaker_open", .message = "One change tries the platform."},
                      false));
    } else if (quota) {
      GV_TRY(put_back(scope, {one}, *quota - now,
                      {.reason = "platform_quota", .message = "The platform's quota is used up."},
                      false));
    } else {
      free.push_back(std::move(one));
    }
  }
  return free;
}

Result<ClaimedChanges> HoldBackChanges::of_units(const AccountScope& scope,
                                                 ClaimedChanges claimed) {
  std::set<std::pair<EntityRef, std::string>> taken;
  ClaimedChanges kept;
  for (auto& one : claimed) {
    const bool create = one.change.type == ChangeType::Create;
    if (create || taken.insert({one.facts.unit, one.change.field}).second) {
      kept.push_back(std::move(one));
      continue;
    }
    GV_TRY(put_back(scope, {one}, kSharedUnit,
                    {.reason = "shared_unit", .message = "Its budget is another change's too."},
                    false));
  }
  return kept;
}

Result<void> HoldBackChanges::put_back(const AccountScope& scope, const ClaimedChanges& claimed,
                                       Millis wait, const ChangeTrouble& trouble, bool outage) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    bool first = outage;  // one request failed, however many changes it was for
    for (const auto& one : claimed) {
      AdChange change = one.change;
      change.state = state_;
      change.not_before = transaction.now() + wait;
      change.trouble = trouble;
      GV_TRY(leave_change(ports_, transaction, change, {.outage = first}));
      first = false;
    }
    return {};
  });
}

}  // namespace gv::app

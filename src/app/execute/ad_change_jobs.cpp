#include "app/execute/ad_change_jobs.h"

#include <algorithm>

namespace gv::app {
namespace {

constexpr int kRoundsMax = 100;  ///< of one job; the next one goes on
/// While an account is halted its due changes stay due: it is looked at for what is read back, and
/// as often as ever for the pauses of a stop.
constexpr Millis kHalted{5'000};

Result<TimePoint> next_look(const ExecutionPorts& ports, Transaction& transaction, TimePoint due) {
  GV_TRY(const auto holds, ports.holds.in_force(transaction));
  const bool halted = std::any_of(holds.begin(), holds.end(), [](const Hold& hold) {
    return hold.scope == HoldScope::Global || hold.scope == HoldScope::Account;
  });
  if (!halted) return due;
  GV_TRY(const auto urgent, ports.changes.next_emergency(transaction));
  const TimePoint later = std::max(due, transaction.now() + kHalted);
  return std::min(later, urgent.value_or(later));
}

}  // namespace

Result<int> AdChangeJobs::run(const AccountScope& scope, const JobPulse& pulse) {
  int taken = 0;
  for (int round = 0; round < kRoundsMax; ++round) {
    GV_TRY(const int read, verify_.round(scope));
    GV_TRY(const int sent, send_.round(scope));
    taken += read + sent;
    if (read + sent == 0) break;
    GV_TRY(pulse());
  }
  return taken;
}

Result<JobEffects> AdChangeJobs::work(const AccountScope& scope, const Job& /*job*/,
                                      const JobPulse& pulse) {
  GV_TRY(run(scope, pulse));
  return JobEffects([this](Transaction& transaction) -> Result<std::optional<std::string>> {
    GV_TRY(const auto due, ports_.changes.next_due(transaction));
    if (due) {
      GV_TRY(const auto look, next_look(ports_, transaction, *due));
      GV_TRY(plan_changes(ports_.jobs, transaction, look));
    }
    GV_TRY(const auto upload, ports_.changes.next_upload(transaction));
    if (upload) {
      GV_TRY(const auto look, next_look(ports_, transaction, *upload));
      GV_TRY(plan_uploads(ports_.jobs, transaction, look));
    }
    return std::optional<std::string>{};
  });
}

}  // namespace gv::app

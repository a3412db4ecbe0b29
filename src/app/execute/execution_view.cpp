#include "app/execute/execution_view.h"

#include <algorithm>

#include "core/execute/breaker.h"
#include "core/execute/rate.h"

namespace gv::app {
namespace {

constexpr Hours kGaugeWindow{24};

}  // namespace

Result<PlatformGauge> ExecutionView::gauge(Transaction& transaction, const std::string& platform,
                                           const ExecutionSettings& settings) {
  const TimePoint now = transaction.now();
  PlatformGauge gauge{.platform = platform};
  GV_TRY(const auto sent, ports_.ledger.sent_since(transaction, platform, now - kGaugeWindow));
  execute::SendLedger ledger;
  for (const auto& one : sent) {
    for (int i = 0; i < one.operations; ++i) ledger.record(one.sent_at);
    gauge.day_used += one.operations;
    if (one.sent_at > now - Hours(1)) gauge.hour_used += one.operations;
  }
  gauge.increase_at =
      execute::earliest_send(ledger, now, execute::Priority::Increase, settings.rate);
  GV_TRY(const auto ends, ports_.history.ends(transaction, platform, execute::kBreakerWindow));
  const auto open = execute::breaker_open_until(ends);
  if (open && *open > now) gauge.breaker_open_until = open;
  if (const auto usage = jobs_.mood().newest(*transaction.account(), platform)) {
    gauge.quota_percent = usage->percent;
  }
  return gauge;
}

Result<ExecutionState> ExecutionView::state(const AccountScope& scope) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto work = [&](Transaction& transaction) -> Result<ExecutionState> {
    ExecutionState state{.settings = settings->execution};
    GV_TRY(state.changes, ports_.changes.counts(transaction));
    GV_TRY(state.holds, ports_.holds.in_force(transaction));
    for (const auto* platform : {"meta", "google", "tiktok"}) {
      GV_TRY(auto gauge, this->gauge(transaction, platform, settings->execution));
      state.platforms.push_back(std::move(gauge));
    }
    return state;
  };
  return ports_.store.read(scope, work);
}

}  // namespace gv::app

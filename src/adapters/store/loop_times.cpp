#include "adapters/store/loop_times.h"

#include "adapters/store/access.h"

// $1 account, $2 how many. Each begins at the newest end of an index over time, so that the cost is
// that of the rows it shows, not of the account.

namespace gv::store {
namespace {

const sql::Statement kReports{
    "loop_times.reports",
    "SELECT period_start, fetched_at FROM performance_metrics WHERE account_id = $1 "
    "AND granularity = 'hour' ORDER BY period_start DESC LIMIT $2"};
// An event that books nothing is left out: nobody waits for it. $3: not an adjustment, which may
// come at any time later.
const sql::Statement kDeals{
    "loop_times.deals",
    "SELECT e.received_at, l.posted_at FROM revenue_ledger AS l JOIN crm_events AS e "
    "ON e.account_id = $1 AND e.crm = l.crm AND e.deal_id = l.deal_id "
    "AND e.event_key = l.event_key "
    "WHERE l.account_id = $1 AND l.adjustment = $3 ORDER BY l.posted_at DESC LIMIT $2"};
const sql::Statement kDecisions{
    "loop_times.decisions",
    "SELECT d.created_at, c.created_at FROM pending_ad_changes AS c JOIN decisions AS d "
    "ON d.account_id = $1 AND d.id = c.decision_id "
    "WHERE c.account_id = $1 ORDER BY c.created_at DESC LIMIT $2"};
const sql::Statement kChanges{
    "loop_times.changes",
    "SELECT coalesce(approved_at, created_at), executed_at FROM pending_ad_changes "
    "WHERE account_id = $1 AND executed_at IS NOT NULL AND tranche_no <= 1 "
    "ORDER BY created_at DESC LIMIT $2"};
const sql::Statement kReadBacks{
    "loop_times.read_backs",
    "SELECT started_at, completed_at FROM ad_change_history WHERE account_id = $1 "
    "AND started_at IS NOT NULL AND completed_at IS NOT NULL "
    "ORDER BY created_at DESC LIMIT $2"};

constexpr Hours kReportedSpan{1};

app::LoopTime loop_time_of(const sql::Row& row) { return {row.time(0), row.time(1)}; }

}  // namespace

Result<std::vector<app::LoopTime>> LoopTimes::newest(app::Transaction& transaction,
                                                     app::LoopStage stage, int limit) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  switch (stage) {
    case app::LoopStage::Reports:
      return connection.all(kReports, {account, limit}, [](const sql::Row& row) {
        return app::LoopTime{row.time(0) + kReportedSpan, row.time(1)};
      });
    case app::LoopStage::Deals:
      return connection.all(kDeals, {account, limit, false}, loop_time_of);
    case app::LoopStage::Decisions:
      return connection.all(kDecisions, {account, limit}, loop_time_of);
    case app::LoopStage::Changes:
      return connection.all(kChanges, {account, limit}, loop_time_of);
    case app::LoopStage::ReadBacks:
      break;
  }
  return connection.all(kReadBacks, {account, limit}, loop_time_of);
}

}  // namespace gv::store

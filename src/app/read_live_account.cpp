#include "app/read_live_account.h"

#include <array>

#include "app/ports/unit_name.h"

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kReportingPlatforms{"google", "meta", "tiktok"};
constexpr Days kDaysRead{92};
constexpr Days kHoursRead{3};
constexpr Hours kBudgetsRead{24};
constexpr int kKillsRead = 1'000;

/// By ad and time: platforms are in the order of their ads' names.
Result<std::vector<PerformanceRow>> rows_since(Transaction& transaction, Performance& performance,
                                               std::string_view granularity, Days span) {
  std::vector<PerformanceRow> all;
  for (const auto platform : kReportingPlatforms) {
    GV_TRY(auto rows, performance.ads(transaction, {.platform = std::string(platform),
                                                    .granularity = std::string(granularity),
                                                    .from = transaction.now() - span,
                                                    .until = transaction.now()}));
    for (auto& row : rows) all.push_back(std::move(row));
  }
  return all;
}

/// The newest verdict on each ad that we ended. A preview is nobody's verdict.
Result<std::map<std::string, belief::KillState>> kills_of(Transaction& transaction,
                                                          Decisions& decisions) {
  GV_TRY(const auto records,
         decisions.list(transaction, {.decision = "kill", .limit = kKillsRead}));
  std::map<std::string, belief::KillState> kills;
  for (const auto& one : records) {
    if (one.status == "preview") continue;
    const bool final = one.finality.value_or("") == "final";
    kills.try_emplace(
        one.ad_id, belief::KillState{
                       .finality = final ? belief::Finality::Final : belief::Finality::Provisional,
                       .at = one.created_at,
                       .budget_before_minor = one.current_budget_minor});
  }
  return kills;
}

Result<std::map<std::string, std::vector<belief::BudgetStep>>> budgets_of(
    Transaction& transaction, ExecutionLedger& ledger, const std::vector<RunningAd>& ads) {
  std::map<std::string, std::vector<belief::BudgetStep>> budgets;
  for (const auto& ad : ads) {
    const auto platform = ad.ad_id.substr(0, ad.ad_id.find(':'));
    const EntityRef unit{ad.unit_level, ad.unit_id};
    const auto [steps, added] = budgets.try_emplace(unit_name(platform, unit));
    if (!added) continue;
    GV_TRY(steps->second,
           ledger.budgets(transaction, platform, unit, transaction.now() - kBudgetsRead));
  }
  return budgets;
}

}  // namespace

Result<LiveAccount> read_live_account(Transaction& transaction, const LiveAccountPorts& ports,
                                      const revenue::PipelineHistory& pipelines,
                                      belief::Mode mode) {
  LiveAccount live;
  GV_TRY(live.ads, ports.ads.list(transaction));
  GV_TRY(live.days, rows_since(transaction, ports.performance, "day", kDaysRead));
  GV_TRY(live.hours, rows_since(transaction, ports.performance, "hour", kHoursRead));
  GV_TRY(live.deals,
         credited_deals(transaction, {ports.revenue, ports.conversions}, pipelines, mode));
  GV_TRY(live.budgets, budgets_of(transaction, ports.ledger, live.ads));
  GV_TRY(live.kills, kills_of(transaction, ports.decisions));
  return live;
}

}  // namespace gv::app

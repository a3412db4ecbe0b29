#include "app/read_live_account.h"

#include <algorithm>
#include <array>

#include "app/ports/unit_name.h"

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 3> kReportingPlatforms{"google", "meta", "tiktok"};
constexpr Days kDaysRead{92};
constexpr Days kHoursRead{3};
constexpr Hours kBudgetsRead{24};
constexpr int kVerdictsRead = 20;  ///< of one ad; previews are among them

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

/// Of each ad, what our changes made of it, newest first.
using StatusesSet = std::map<std::string, std::vector<AdStatusSet>>;

Result<StatusesSet> statuses_of(Transaction& transaction, AdChanges& changes) {
  GV_TRY(auto all, changes.statuses_set(transaction, transaction.now() - kDaysRead));
  StatusesSet by_ad;
  for (auto& one : all) by_ad[one.ad_id].push_back(std::move(one));
  return by_ad;
}

/// What we paused after the newest look began is paused, whatever that look saw.
void pause_what_was(std::vector<RunningAd>& ads, const StatusesSet& statuses) {
  for (auto& ad : ads) {
    const auto set = statuses.find(ad.ad_id);
    if (set == statuses.end() || set->second.front().at <= ad.seen_at) continue;
    if (set->second.front().status != EntityStatus::Paused) continue;
    ad.active = false;
    ad.paused = true;
  }
}

/// The pause of a decision by which the ad is still ended; nothing where it is not ours: it runs,
/// a person had paused it before, or somebody activated or paused it since.
const AdStatusSet* our_pause(const RunningAd& ad, const StatusesSet& statuses) {
  const auto set = statuses.find(ad.ad_id);
  if (!ad.paused || set == statuses.end()) return nullptr;
  for (const auto& one : set->second) {
    if (one.source != "decision" || one.status != EntityStatus::Paused) return nullptr;
    if (one.outcome != ChangeOutcome::Applied) continue;  // it was paused by then
    const bool ran_since = ad.seen_active_at && *ad.seen_active_at > one.at;
    return ran_since || !one.decision_id ? nullptr : &one;
  }
  return nullptr;
}

/// The newest verdict on each ad that we ended. A preview is nobody's verdict.
Result<std::map<std::string, belief::KillState>> kills_of(Transaction& transaction,
                                                          Decisions& decisions,
                                                          const std::vector<RunningAd>& ads,
                                                          const StatusesSet& statuses) {
  std::map<std::string, belief::KillState> kills;
  for (const auto& ad : ads) {
    const auto* pause = our_pause(ad, statuses);
    if (pause == nullptr) continue;
    GV_TRY(const auto acted_on, decisions.decision(transaction, *pause->decision_id));
    if (!acted_on || acted_on->decision != "kill") continue;
    GV_TRY(const auto verdicts,
           decisions.list(transaction,
                          {.ad_id = ad.ad_id, .decision = "kill", .limit = kVerdictsRead}));
    const auto newest = std::find_if(verdicts.begin(), verdicts.end(),
                                     [](const auto& one) { return one.status != "preview"; });
    const auto& verdict = newest == verdicts.end() ? *acted_on : *newest;
    const bool final = verdict.finality.value_or("") == "final";
    kills[ad.ad_id] = {.finality = final ? belief::Finality::Final : belief::Finality::Provisional,
                       .at = verdict.created_at,
                       .budget_before_minor = acted_on->current_budget_minor};
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
  live.hours_since = transaction.now() - kHoursRead;
  GV_TRY(live.deals,
         credited_deals(transaction, {ports.revenue, ports.conversions}, pipelines, mode));
  GV_TRY(live.budgets, budgets_of(transaction, ports.ledger, live.ads));
  GV_TRY(live.holds, ports.holds.in_force(transaction));
  GV_TRY(live.policies, ports.policies.in_force(transaction));
  GV_TRY(const auto statuses, statuses_of(transaction, ports.changes));
  pause_what_was(live.ads, statuses);
  GV_TRY(live.kills, kills_of(transaction, ports.decisions, live.ads, statuses));
  return live;
}

}  // namespace gv::app

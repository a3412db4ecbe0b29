#include "app/review_budgets.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr std::size_t kAdsMax = 5'000;
constexpr Hours kStaleAfter{6};
constexpr Hours kMoneyEvery{6};
constexpr int kRunsLookedAt = 50;

std::string skipped(std::string_view reason) {
  return fmt::format(R"({{"skipped":"{}"}})", reason);
}

}  // namespace

bool moves_money(std::optional<TimePoint> before, TimePoint now) {
  const auto window = [](TimePoint at) {
    return std::chrono::floor<Hours>(at).time_since_epoch() / kMoneyEvery;
  };
  return !before || window(*before) < window(now);
}

std::vector<DecisionRecord> pressing(std::span<const DecisionRecord> decisions) {
  std::vector<DecisionRecord> chosen;
  for (const auto& decision : decisions) {
    const bool worn = decision.decision == "reduce" && (decision.reason_code == "fatigue" ||
                                                        decision.reason_code == "policy_bounds");
    if (decision.decision != "kill" && !worn) continue;
    chosen.push_back(decision);
    auto& one = chosen.back();
    if (worn || one.recommended_budget_minor <= 0) continue;
    one.recommended_budget_minor = one.unit_budget_minor.value_or(one.current_budget_minor);
  }
  return chosen;
}

Result<JobEffects> ReviewBudgets::work(const AccountScope& scope, const Job& job, const JobPulse&) {
  GV_TRY(auto output, run(scope, job.created_at));
  return JobEffects([output = std::move(output)](Transaction&) {
    return Result<std::optional<std::string>>(output);
  });
}

Result<std::string> ReviewBudgets::run(const AccountScope& scope, TimePoint now) {
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  GV_TRY(auto known, account_inputs(ports_, scope,
                                    {.account = scope.account(),
                                     .total_budget_minor = settings->daily_budget_minor,
                                     .now = now},
                                    *settings));
  auto& inputs = known.inputs;
  if (inputs.cycle.ads.empty()) return skipped("no_ads");
  if (inputs.cycle.ads.size() > kAdsMax) return skipped("too_many_ads");
  if (newest_data(inputs) < now - kStaleAfter) return skipped("stale_data");
  GV_TRY(const auto decided,
         decide_budgets(inputs, settings->decision, settings->fatigue, run_serially));
  GV_TRY(const auto kept, runs_.keep(scope, inputs, decided, *settings, RunPurpose::Scheduled));
  std::size_t queued = 0;
  if (known.live) {
    GV_TRY(queued, act(scope, kept, settings->daily_budget_minor.has_value()));
  }
  return fmt::format(R"({{"run_id":"{}","decisions":{},"changes":{}}})", kept.run.id,
                     kept.run.num_ads, queued);
}

Result<std::optional<TimePoint>> ReviewBudgets::run_before(const AccountScope& scope,
                                                           TimePoint now) {
  GV_TRY(const auto runs, ports_.store.read(scope, [&](Transaction& transaction) {
    return ports_.live.decisions.runs(transaction, std::nullopt, kRunsLookedAt);
  }));
  for (const auto& run : runs) {
    if (run.trigger == "schedule" && run.clock_at < now) return std::optional(run.clock_at);
  }
  return std::optional<TimePoint>();
}

Result<std::size_t> ReviewBudgets::act(const AccountScope& scope, const KeptRun& kept,
                                       bool total_is_told) {
  GV_TRY(const auto before, run_before(scope, kept.run.clock_at));
  const bool moves = total_is_told && moves_money(before, kept.run.clock_at);
  const auto decisions = moves ? kept.decisions : pressing(kept.decisions);
  GV_TRY(const auto queued,
         changes_.queue_decisions(scope, decisions, kept.run.total_budget_minor.value_or(0),
                                  Actor{.id = "schedule"}));
  return queued.size();
}

}  // namespace gv::app

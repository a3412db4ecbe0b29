#include "app/review_budgets.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/stored_ads.h"

namespace gv::app {
namespace {

constexpr std::size_t kAdsMax = 5'000;
constexpr Hours kStaleAfter{6};

std::string skipped(std::string_view reason) {
  return fmt::format(R"({{"skipped":"{}"}})", reason);
}

}  // namespace

Result<JobEffects> ReviewBudgets::work(const AccountScope& scope, const Job& job, const JobPulse&) {
  GV_TRY(auto output, run(scope, job.created_at));
  return JobEffects([output = std::move(output)](Transaction&) {
    return Result<std::optional<std::string>>(output);
  });
}

Result<std::string> ReviewBudgets::run(const AccountScope& scope, TimePoint now) {
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  GV_TRY(const auto ads, all_ads(store_, ads_, scope));
  if (ads.empty()) return skipped("no_ads");
  if (ads.size() > kAdsMax) return skipped("too_many_ads");
  SnapshotRequest asked{.account = scope.account(), .now = now};
  TimePoint newest{};
  for (const auto& ad : ads) {
    newest = std::max(newest, ad.data_as_of.value_or(ad.updated_at));
    asked.ads.push_back(snapshot_of(ad, now));
    asked.total_budget_minor += budget_now_minor(asked.ads.back());
  }
  if (newest < now - kStaleAfter) return skipped("stale_data");
  GV_TRY(auto inputs, inputs_of(asked, *settings));
  GV_TRY(const auto decided,
         decide_budgets(inputs, settings->decision, settings->fatigue, run_serially));
  GV_TRY(const auto kept, runs_.keep(scope, inputs, decided, *settings, RunPurpose::Scheduled));
  return fmt::format(R"({{"run_id":"{}","decisions":{}}})", kept.run.id, kept.run.num_ads);
}

}  // namespace gv::app

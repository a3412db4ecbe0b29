#pragma once

#include <string_view>

#include "app/ports/ad_states.h"
#include "app/ports/job_handler.h"
#include "app/ports/settings_source.h"
#include "app/run_book.h"

namespace gv::app {

/// The queue of decision runs over an account's ads.
inline constexpr std::string_view kBudgetQueue = "budget-optimization";

/// Shares today's budget of an account among its ads anew, and keeps the run. It depends on the
/// job's own time, so that another attempt is the same run. Skipped, with the reason as output:
/// "no_ads"; "stale_data" when nothing is known of the last six hours; "too_many_ads" above 5,000.
class ReviewBudgets final : public JobHandler {
 public:
  ReviewBudgets(Store& store, AdStates& ads, RunBook& runs, const SettingsSource& settings)
      : store_(store), ads_(ads), runs_(runs), settings_(settings) {}

  [[nodiscard]] std::string_view queue() const override { return kBudgetQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<std::string> run(const AccountScope& scope, TimePoint now);

  Store& store_;
  AdStates& ads_;
  RunBook& runs_;
  const SettingsSource& settings_;
};

}  // namespace gv::app

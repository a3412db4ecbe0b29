#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/account_inputs.h"
#include "app/execute/change_desk.h"
#include "app/ports/job_handler.h"
#include "app/ports/settings_source.h"
#include "app/run_book.h"

namespace gv::app {

/// The queue of decision runs over an account's ads.
inline constexpr std::string_view kBudgetQueue = "budget-optimization";

/// Shares an account's budget among its ads anew, keeps the run, and on a connected account queues
/// the changes that carry it out, under the account's mode. Where the account tells how much is to
/// be shared, money is moved by the first run of every six hours; by other runs, and where it does
/// not, ads are ended and what is worn out is cut. It depends on the job's own time, so
/// that another attempt on the same facts is the same run with the same changes. Skipped, with the
/// reason as output: "no_ads"; "stale_data" when nothing is known of the last six hours;
/// "too_many_ads" above 5,000.
class ReviewBudgets final : public JobHandler {
 public:
  /// What is passed by reference outlives it.
  ReviewBudgets(const AccountInputsPorts& ports, RunBook& runs, ChangeDesk& changes,
                const SettingsSource& settings)
      : ports_(ports), runs_(runs), changes_(changes), settings_(settings) {}

  [[nodiscard]] std::string_view queue() const override { return kBudgetQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<std::string> run(const AccountScope& scope, TimePoint now);
  /// When the scheduled run before the one of `now` was; nothing when none is found.
  Result<std::optional<TimePoint>> run_before(const AccountScope& scope, TimePoint now);
  Result<std::size_t> act(const AccountScope& scope, const KeptRun& kept, bool total_is_told);

  const AccountInputsPorts ports_;
  RunBook& runs_;
  ChangeDesk& changes_;
  const SettingsSource& settings_;
};

/// Whether a run of `now` is the first in its six hours of UTC: however often runs come, and
/// whether or not one fell out. Pure.
[[nodiscard]] bool moves_money(std::optional<TimePoint> before, TimePoint now);

/// Of a run's decisions those that cannot wait for the hour at which money is moved: kills, and
/// cuts of what is worn out or above what a person allows it. A kill beside others leaves the
/// budget of its unit alone. Pure.
[[nodiscard]] std::vector<DecisionRecord> pressing(std::span<const DecisionRecord> decisions);

}  // namespace gv::app

#include "app/tracking/forget_schedule.h"

namespace gv::app {
namespace {

constexpr int kPriority = -10;

}  // namespace

Result<void> ForgetSchedule::plan(Transaction& transaction) {
  const TimePoint next = std::chrono::floor<Hours>(transaction.now()) + kForgetEvery;
  const NewJob job{.id = new_id(random_, transaction.now()),
                   .name = std::string(kForgetQueue),
                   .priority = kPriority,
                   .backoff = Millis{60'000},
                   .start_after = next,
                   .singleton_key = format_time(next)};
  GV_TRY(jobs_.enqueue(transaction, {&job, 1}));
  return {};
}

bool ForgetSchedule::is_due(const AccountId& account, TimePoint now) const {
  const std::lock_guard lock(mutex_);
  const auto found = planned_.find(account);
  return found == planned_.end() || found->second != std::chrono::floor<Days>(now);
}

void ForgetSchedule::planned(const AccountId& account, TimePoint now) {
  const std::lock_guard lock(mutex_);
  planned_[account] = std::chrono::floor<Days>(now);
}

}  // namespace gv::app

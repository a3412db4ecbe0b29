#include "app/execute/change_schedule.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr int kChangePriority = 100;  // acting comes before everything that is only worked out
constexpr int kTries = 1'000;         // an account without these jobs would stand still

constexpr Millis kLookExpires{300'000};
constexpr Millis kUploadExpires{7'200'000};  // a slow line, a large file

Result<void> plan_job(JobQueue& jobs, Transaction& transaction, TimePoint at,
                      std::string_view queue, Millis expire_in) {
  using std::chrono::seconds;
  const TimePoint start = std::chrono::floor<seconds>(std::max(at, transaction.now())) + seconds{1};
  const auto key = format_time(start);
  const auto name = fmt::format("{}|{}|{}|{}", queue, transaction.account()->text(), key,
                                transaction.now().time_since_epoch().count());
  const NewJob job{.id = uuid_v5(name),
                   .name = std::string(queue),
                   .priority = kChangePriority,
                   .retry_limit = kTries,
                   .backoff = Millis{5'000},
                   .expire_in = expire_in,
                   .start_after = start,
                   .singleton_key = key,
                   .keep_for = std::chrono::hours{1}};
  GV_TRY(jobs.enqueue(transaction, {&job, 1}));
  return {};
}

}  // namespace

Result<void> plan_changes(JobQueue& jobs, Transaction& transaction, TimePoint at) {
  return plan_job(jobs, transaction, at, kChangeQueue, kLookExpires);
}

Result<void> plan_uploads(JobQueue& jobs, Transaction& transaction, TimePoint at) {
  return plan_job(jobs, transaction, at, kUploadQueue, kUploadExpires);
}

}  // namespace gv::app

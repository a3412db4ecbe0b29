#include "app/execute/change_schedule.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr int kChangePriority = 100;  // acting comes before everything that is only worked out
constexpr int kTries = 1'000;         // an account without these jobs would stand still

}  // namespace

Result<void> plan_changes(JobQueue& jobs, Transaction& transaction, TimePoint at) {
  using std::chrono::seconds;
  const TimePoint start = std::chrono::floor<seconds>(std::max(at, transaction.now())) + seconds{1};
  const auto key = format_time(start);
  const auto name = fmt::format("{}|{}|{}|{}", kChangeQueue, transaction.account()->text(), key,
                                transaction.now().time_since_epoch().count());
  const NewJob job{.id = uuid_v5(name),
                   .name = std::string(kChangeQueue),
                   .priority = kChangePriority,
                   .retry_limit = kTries,
                   .backoff = Millis{5'000},
                   .start_after = start,
                   .singleton_key = key,
                   .keep_for = std::chrono::hours{1}};
  GV_TRY(jobs.enqueue(transaction, {&job, 1}));
  return {};
}

}  // namespace gv::app

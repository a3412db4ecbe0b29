#include "app/outbound/flush_schedule.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr int kFlushPriority = 6;
constexpr int kFlushTries = 1'000;  ///< an account without these jobs would tell nothing any more

}  // namespace

Result<void> plan_flush(JobQueue& jobs, Transaction& transaction, TimePoint at) {
  const auto now = transaction.now();
  const TimePoint start =
      std::max(std::chrono::ceil<std::chrono::minutes>(at),
               std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes{1});
  const auto key = format_time(start);
  const auto name = fmt::format("{}|{}|{}|{}", kFlushQueue, transaction.scope().account().text(),
                                key, now.time_since_epoch().count());
  const NewJob job{.id = uuid_v5(name),
                   .name = std::string(kFlushQueue),
                   .priority = kFlushPriority,
                   .retry_limit = kFlushTries,
                   .backoff = Millis{1'000},
                   .expire_in = Millis{120'000},
                   .start_after = start,
                   .singleton_key = key,
                   .keep_for = std::chrono::hours{1}};
  GV_TRY(jobs.enqueue(transaction, {&job, 1}));
  return {};
}

}  // namespace gv::app

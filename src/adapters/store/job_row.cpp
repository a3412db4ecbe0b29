#include "adapters/store/job_row.h"

#include <optional>
#include <string>

#include "base/check.h"

namespace gv::store {

app::Job job_of(const sql::Row& row) {
  const auto state = app::parse_job_state(row.text(5), "jobs.state");
  GV_CHECK(state.has_value());
  return {.lease = {.id = row.get<std::string>(0),
                    .token = row.integer(1),
                    .started_at = row.get<std::optional<TimePoint>>(16).value_or(TimePoint{})},
          .name = row.get<std::string>(2),
          .account = row.get<std::optional<AccountId>>(3),
          .data = row.get<std::string>(4),
          .state = *state,
          .priority = row.get<int>(6),
          .vtag = row.integer(7),
          .retry_count = row.get<int>(8),
          .retry_limit = row.get<int>(9),
          .backoff = Millis{row.integer(10)},
          .expire_in = std::chrono::seconds{row.integer(11)},
          .ordering_key = row.get<std::optional<std::string>>(12),
          .traceparent = row.get<std::optional<std::string>>(13),
          .output = row.get<std::optional<std::string>>(14),
          .created_at = row.time(15),
          .locked_until = row.get<std::optional<TimePoint>>(17)};
}

}  // namespace gv::store

#include "app/ports/job_queue.h"

#include <array>
#include <utility>

namespace gv::app {
namespace {

constexpr std::array<std::pair<JobState, std::string_view>, 7> kNames{{
    {JobState::Scheduled, "scheduled"},
    {JobState::Created, "created"},
    {JobState::Active, "active"},
    {JobState::Completed, "completed"},
    {JobState::Retry, "retry"},
    {JobState::Failed, "failed"},
    {JobState::Cancelled, "cancelled"},
}};

}  // namespace

std::string_view to_text(JobState state) {
  for (const auto& [known, name] : kNames) {
    if (known == state) return name;
  }
  return "unknown";
}

Result<JobState> parse_job_state(std::string_view text, std::string_view where) {
  for (const auto& [state, name] : kNames) {
    if (name == text) return state;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be scheduled, created, active, completed, retry, failed or cancelled, got \"" +
                  std::string(text) + "\"");
}

}  // namespace gv::app

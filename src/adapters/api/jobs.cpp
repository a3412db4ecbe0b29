#include "adapters/api/jobs.h"

#include <algorithm>

#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

JobStatus status_of(app::JobState state) {
  switch (state) {
    case app::JobState::Scheduled:
      return JobStatus::Scheduled;
    case app::JobState::Created:
      return JobStatus::Created;
    case app::JobState::Active:
      return JobStatus::Active;
    case app::JobState::Completed:
      return JobStatus::Completed;
    case app::JobState::Retry:
      return JobStatus::Retry;
    case app::JobState::Failed:
      return JobStatus::Failed;
    case app::JobState::Cancelled:
      break;
  }
  return JobStatus::Cancelled;
}

app::JobState state_of(JobStatus status) {
  switch (status) {
    case JobStatus::Scheduled:
      return app::JobState::Scheduled;
    case JobStatus::Created:
      return app::JobState::Created;
    case JobStatus::Active:
      return app::JobState::Active;
    case JobStatus::Completed:
      return app::JobState::Completed;
    case JobStatus::Retry:
      return app::JobState::Retry;
    case JobStatus::Failed:
      return app::JobState::Failed;
    case JobStatus::Cancelled:
      break;
  }
  return app::JobState::Cancelled;
}

AttemptLine line_of(const app::JobAttempt& attempt) {
  return {.number = attempt.number,
          .status = attempt.status,
          .error_code = attempt.error_code,
          .error_message = attempt.error_message,
          .worker = attempt.worker,
          .started_at = attempt.started_at,
          .duration_ms = attempt.duration_ms,
          .next_retry_at = attempt.next_retry_at};
}

tl::unexpected<Error> no_job(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no job \"" + id + "\".");
}

Result<JobAnswer> answer_of(const RevenueServices& services, app::Transaction& transaction,
                            const std::string& id) {
  GV_TRY(const auto job, services.board.find(transaction, id));
  if (!job) return no_job(id);
  GV_TRY(const auto attempts, services.board.attempts(transaction, id));
  JobAnswer answer{.job = job_line_of(*job), .attempts = {}, .last_error = {}};
  for (const auto& attempt : attempts) {
    answer.attempts.push_back(line_of(attempt));
    if (attempt.error_message) answer.last_error = attempt.error_message;
  }
  return answer;
}

/// `change` tells whether the job was in a state that it can change.
template <class Change>
Result<JobAnswer> changed(const RevenueServices& services, const Context& context,
                          const std::string& id, std::string_view refusal, Change change) {
  if (!is_uuid(id)) return no_job(id);
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Learn));
  const auto work = [&](app::Transaction& transaction) -> Result<JobAnswer> {
    GV_TRY(const auto known, services.board.find(transaction, id));
    if (!known) return no_job(id);
    GV_TRY(const bool done, change(transaction));
    if (!done) return fail(ErrorCode::Conflict, "id", std::string(refusal));
    return answer_of(services, transaction, id);
  };
  return services.store.write(scope, work);
}

}  // namespace

JobLine job_line_of(const app::JobView& job) {
  return {.id = job.id,
          .name = job.name,
          .state = status_of(job.state),
          .priority = job.priority,
          .subject = job.subject,
          .progress = job.progress,
          .progress_note = job.progress_note,
          .retry_count = job.retry_count,
          .retry_limit = job.retry_limit,
          .created_at = job.created_at,
          .start_after = job.start_after,
          .started_at = job.started_at,
          .completed_at = job.completed_at};
}

Result<Collection<JobLine>> ListJobs::operator()(const Context& context,
                                                 const ListJobsRequest& request) const {
  app::JobFilter filter{.name = request.name, .limit = static_cast<int>(request.rows_max()) + 1};
  if (request.state) filter.state = state_of(*request.state);
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  if (from) filter.before = {from->at, from->id};
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto jobs, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.board.list(transaction, filter);
  }));
  Collection<JobLine> page;
  const std::size_t shown = std::min(jobs.size(), request.rows_max());
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back(job_line_of(jobs[i]));
  if (jobs.size() > shown) {
    const auto& last = page.items.back();
    page.next_cursor = row_cursor_of({last.created_at, last.id});
  }
  return page;
}

Result<JobAnswer> ShowJob::operator()(const Context& context, const JobRequest& request) const {
  if (!is_uuid(request.id)) return no_job(request.id);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  return services.store.read(scope, [&](app::Transaction& transaction) {
    return answer_of(services, transaction, request.id);
  });
}

Result<JobAnswer> RetryJob::operator()(const Context& context, const JobRequest& request) const {
  return changed(
      services, context, request.id, "Only a failed or cancelled job can be retried.",
      [&](app::Transaction& transaction) { return services.board.retry(transaction, request.id); });
}

Result<JobAnswer> CancelJob::operator()(const Context& context, const JobRequest& request) const {
  return changed(
      services, context, request.id, "The job has ended already.",
      [&](app::Transaction& transaction) { return services.jobs.cancel(transaction, request.id); });
}

Result<QueuesAnswer> ListQueues::operator()(const Context& context, const Nothing&) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto counts, services.store.read(scope, [&](app::Transaction& transaction) {
    return services.board.queues(transaction);
  }));
  QueuesAnswer answer;
  for (const auto& count : counts) {
    if (answer.queues.empty() || answer.queues.back().name != count.name) {
      answer.queues.push_back({.name = count.name});
    }
    auto& queue = answer.queues.back();
    switch (count.state) {
      case app::JobState::Scheduled:
      case app::JobState::Created:
      case app::JobState::Retry:
        queue.waiting += count.jobs;
        break;
      case app::JobState::Active:
        queue.active += count.jobs;
        break;
      case app::JobState::Completed:
        queue.completed += count.jobs;
        break;
      case app::JobState::Failed:
        queue.failed += count.jobs;
        break;
      case app::JobState::Cancelled:
        queue.cancelled += count.jobs;
        break;
    }
  }
  return answer;
}

}  // namespace gv::api

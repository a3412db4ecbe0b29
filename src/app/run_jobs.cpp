#include "app/run_jobs.h"

#include <array>
#include <exception>

#include "base/check.h"
#include "base/hash.h"

namespace gv::app {
namespace {

/// Uniform in [0, 1) and the same for the same attempt: retries are spread by the jobs themselves.
double luck_of(const JobLease& lease) {
  return static_cast<double>(xxh64(lease.id + ":" + std::to_string(lease.token)) >> 11U) *
         0x1.0p-53;
}

Result<void> guarded(const std::function<Result<void>(const Job&)>& attempt, const Job& job) {
  try {
    return attempt(job);
  } catch (const std::exception& bug) {  // of this job alone: the others go on
    return fail(ErrorCode::Refused, "job " + job.lease.id, std::string("bug: ") + bug.what());
  }
}

}  // namespace

bool is_permanent(ErrorCode code) {
  switch (code) {
    case ErrorCode::Conflict:
    case ErrorCode::Stale:
    case ErrorCode::Held:
    case ErrorCode::RateLimited:
    case ErrorCode::ProviderFailed:
    case ErrorCode::Unavailable:
    case ErrorCode::StorageFull:
    case ErrorCode::Stalled:
    case ErrorCode::TimedOut:
    case ErrorCode::Cancelled:
    case ErrorCode::ClockSkew:
    case ErrorCode::LimitMemory:
      return false;
    case ErrorCode::InvalidInput:
    case ErrorCode::NegativeCount:
    case ErrorCode::ClicksExceedImpressions:
    case ErrorCode::CurrencyMismatch:
    case ErrorCode::DuplicateAd:
    case ErrorCode::UnknownBudgetUnit:
    case ErrorCode::Nan:
    case ErrorCode::ConfigRange:
    case ErrorCode::UnknownKey:
    case ErrorCode::UnknownStage:
    case ErrorCode::Overflow:
    case ErrorCode::NotFound:
    case ErrorCode::UnusableInput:
    case ErrorCode::Refused:
    case ErrorCode::NotAvailable:
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden:
    case ErrorCode::Gone:
    case ErrorCode::SchemaMismatch:
    case ErrorCode::EmptyFile:
    case ErrorCode::UnsupportedMedia:
    case ErrorCode::ForbiddenFormat:
    case ErrorCode::NoVideoStream:
    case ErrorCode::LimitSize:
    case ErrorCode::LimitDuration:
    case ErrorCode::LimitResolution:
    case ErrorCode::Truncated:
    case ErrorCode::DecodeFailed:
      break;
  }
  return true;
}

Result<JobCount> JobRunner::step(const std::stop_token& stop) {
  JobCount counts;
  GV_TRY(const auto queues, runnable());
  for (JobHandler* const handler : handlers_) {
    const auto attempt = [&](const Job& job) { return this->attempt(*handler, job); };
    if (!queues.contains(handler->queue())) continue;
    GV_TRY(run_batch(handler->queue(), handler->per_account(), attempt, stop, counts));
  }
  for (SharedJobHandler* const handler : shared_handlers_) {
    const auto attempt = [&](const Job& job) { return this->attempt(*handler, job); };
    if (!queues.contains(handler->queue())) continue;
    GV_TRY(run_batch(handler->queue(), std::nullopt, attempt, stop, counts));
  }
  return counts;
}

/// Only looks where there is nothing to do: an idle worker keeps no writer waiting, and an empty
/// queue beside a full one costs nothing.
Result<std::set<std::string, std::less<>>> JobRunner::runnable() {
  const auto look = [&] {
    return store_.read_shared(
        [&](SharedTransaction& transaction) { return jobs_.ahead(transaction); });
  };
  GV_TRY(auto ahead, look());
  if (ahead.sweeps) {
    GV_TRY(store_.write_shared(
        [&](SharedTransaction& transaction) { return jobs_.sweep(transaction, settings_.sweep); }));
    GV_TRY(ahead, look());
  }
  return std::set<std::string, std::less<>>(ahead.queues.begin(), ahead.queues.end());
}

Result<void> JobRunner::run_batch(std::string_view queue, std::optional<int> per_account,
                                  const Attempt& attempt, const std::stop_token& stop,
                                  JobCount& counts) {
  if (stop.stop_requested()) return {};
  GV_TRY(const auto claimed, claim(queue, per_account));
  for (const Job& job : claimed) {
    const TimePoint begun = clock_.now();
    const End end = stop.stop_requested() ? give_back(job) : carry_out(attempt, job, stop);
    count(end, counts);
    tell(job, begun, end);
  }
  return {};
}

Result<std::vector<Job>> JobRunner::claim(std::string_view queue, std::optional<int> per_account) {
  auto claimed = store_.write_shared([&](SharedTransaction& transaction) {
    return jobs_.claim(transaction, {.name = std::string(queue),
                                     .worker = settings_.name,
                                     .batch = settings_.batch,
                                     .lease = settings_.lease,
                                     .per_account = per_account});
  });
  // Another worker was quicker with an ordering key: what is left is there at the next step.
  if (!claimed && claimed.error().code == ErrorCode::Conflict) return std::vector<Job>{};
  return claimed;
}

JobRunner::End JobRunner::carry_out(const Attempt& attempt, const Job& job,
                                    const std::stop_token& stop) {
  // The jobs of a batch wait for each other, so a lease may be old when its job begins.
  const TimePoint extend_at = job.lease.started_at + settings_.pulse;
  if (clock_.now() >= extend_at && !pulse(job.lease)) return End::Lost;
  const auto done = guarded(attempt, job);
  if (done) return End::Completed;
  // It broke off because the worker ends, through no fault of its own.
  const bool ended = done.error().code == ErrorCode::Cancelled && stop.stop_requested();
  return ended ? give_back(job) : record_failure(job, done.error());
}

Result<void> JobRunner::attempt(JobHandler& handler, const Job& job) {
  if (!job.account) {
    return fail(ErrorCode::InvalidInput, "account", "is missing: this queue works for accounts");
  }
  const AccountScope scope(*job.account);
  GV_TRY(const JobEffects effects, handler.work(scope, job, [&] { return pulse(job.lease); }));
  return store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto output, effects(transaction));
    return jobs_.complete(transaction, job.lease, output);
  });
}

Result<void> JobRunner::attempt(SharedJobHandler& handler, const Job& job) {
  if (job.account) {
    return fail(ErrorCode::InvalidInput, "account", "this queue works for no account");
  }
  GV_TRY(const auto output, handler.work(job, [&] { return pulse(job.lease); }));
  return store_.write_shared([&](SharedTransaction& transaction) {
    return jobs_.complete(transaction, job.lease, output);
  });
}

Result<void> JobRunner::pulse(const JobLease& lease) {
  return store_.write_shared([&](SharedTransaction& transaction) {
    return jobs_.heartbeat(transaction, lease, transaction.now() + settings_.lease);
  });
}

JobRunner::End JobRunner::record_failure(const Job& job, const Error& trouble) {
  const JobFailure failure{.code = std::string(to_text(trouble.code)),
                           .message = to_string(trouble),
                           .permanent = is_permanent(trouble.code),
                           .luck = luck_of(job.lease)};
  const auto state = store_.write_shared(
      [&](SharedTransaction& transaction) { return jobs_.fail(transaction, job.lease, failure); });
  if (!state) return End::Lost;
  return *state == JobState::Retry ? End::Retried : End::Failed;
}

JobRunner::End JobRunner::give_back(const Job& job) {
  const auto given = store_.write_shared(
      [&](SharedTransaction& transaction) { return jobs_.give_back(transaction, job.lease); });
  return given ? End::GivenBack : End::Lost;
}

void JobRunner::tell(const Job& job, TimePoint begun, End end) const {
  if (!settings_.on_end) return;
  constexpr std::array<std::string_view, 5> kOutcomes{"completed", "retried", "failed", "lost",
                                                      "given_back"};
  settings_.on_end({.queue = job.name,
                    .outcome = kOutcomes.at(static_cast<std::size_t>(end)),
                    .waited = begun - job.created_at,
                    .took = clock_.now() - begun});
}

void JobRunner::count(End end, JobCount& counts) {
  switch (end) {
    case End::Completed:
      ++counts.completed;
      break;
    case End::Retried:
      ++counts.retried;
      break;
    case End::Failed:
      ++counts.failed;
      break;
    case End::Lost:
      ++counts.lost;
      break;
    case End::GivenBack:
      ++counts.given_back;
      break;
  }
}

}  // namespace gv::app

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

enum class JobStatus { Scheduled, Created, Active, Completed, Retry, Failed, Cancelled };
BOOST_DESCRIBE_ENUM(JobStatus, Scheduled, Created, Active, Completed, Retry, Failed, Cancelled)

struct JobLine {
  std::string id;
  std::string name;  ///< of the queue
  JobStatus state{JobStatus::Created};
  std::int64_t priority{0};
  std::optional<std::string> subject;  ///< what it is about: "hubspot:123"
  std::optional<double> progress;      ///< in [0, 1]
  std::optional<std::string> progress_note;
  std::int64_t retry_count{0};
  std::int64_t retry_limit{0};
  TimePoint created_at;
  TimePoint start_after;
  std::optional<TimePoint> started_at;
  std::optional<TimePoint> completed_at;
};
BOOST_DESCRIBE_STRUCT(JobLine, (),
                      (id, name, state, priority, subject, progress, progress_note, retry_count,
                       retry_limit, created_at, start_after, started_at, completed_at))

[[nodiscard]] JobLine job_line_of(const app::JobView& job);

struct AttemptLine {
  std::int64_t number{0};
  std::string status;
  std::optional<std::string> error_code;
  std::optional<std::string> error_message;
  std::string worker;
  TimePoint started_at;
  std::optional<std::int64_t> duration_ms;
  std::optional<TimePoint> next_retry_at;
};
BOOST_DESCRIBE_STRUCT(AttemptLine, (),
                      (number, status, error_code, error_message, worker, started_at, duration_ms,
                       next_retry_at))

struct JobAnswer {
  JobLine job;
  std::vector<AttemptLine> attempts;
  std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(JobAnswer, (), (job, attempts, last_error))

/// The answer of what is done by a job.
struct JobStarted {
  std::string job_id;
  std::string status;  ///< of the job
  std::string href;
};
BOOST_DESCRIBE_STRUCT(JobStarted, (), (job_id, status, href))

struct ListJobsRequest : PageRequest {
  std::optional<JobStatus> state;
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(ListJobsRequest, (PageRequest), (state, name))

struct JobRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(JobRequest, (), (id))

struct ListJobs {
  static constexpr RouteInfo kRoute{.path = "/api/v1/jobs",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Jobs, newest first"};
  RevenueServices services;
  Result<Collection<JobLine>> operator()(const Context& context,
                                         const ListJobsRequest& request) const;
};

struct ShowJob {
  static constexpr RouteInfo kRoute{.path = "/api/v1/jobs/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One job and every attempt at it"};
  RevenueServices services;
  Result<JobAnswer> operator()(const Context& context, const JobRequest& request) const;
};

struct RetryJob {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/jobs/{id}/retry",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Queue a failed or cancelled job again"};
  RevenueServices services;
  Result<JobAnswer> operator()(const Context& context, const JobRequest& request) const;
};

struct CancelJob {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/jobs/{id}/cancel",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Cancel a job that has not ended"};
  RevenueServices services;
  Result<JobAnswer> operator()(const Context& context, const JobRequest& request) const;
};

struct QueueLine {
  std::string name;
  std::int64_t waiting{0};  ///< scheduled, created, or waiting for another try
  std::int64_t active{0};
  std::int64_t completed{0};
  std::int64_t failed{0};
  std::int64_t cancelled{0};
};
BOOST_DESCRIBE_STRUCT(QueueLine, (), (name, waiting, active, completed, failed, cancelled))

struct QueuesAnswer {
  std::vector<QueueLine> queues;
};
BOOST_DESCRIBE_STRUCT(QueuesAnswer, (), (queues))

struct ListQueues {
  static constexpr RouteInfo kRoute{.path = "/api/v1/queues",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "How many jobs of each queue are in which state"};
  RevenueServices services;
  Result<QueuesAnswer> operator()(const Context& context, const Nothing&) const;
};

}  // namespace gv::api

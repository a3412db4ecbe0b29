#include "cli/process_metrics.h"

#include <algorithm>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace gv::cli {
namespace {

const std::vector<double> kJobSeconds{.01, .1, .5, 1, 5, 30, 60, 300, 1800};
constexpr std::string_view kDead = ".dead";

double seconds(Millis time) { return static_cast<double>(time.count()) / 1e3; }

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Of this process, in memory; 0 where the system does not tell.
double resident_bytes() {
  double pages = 0.0;
  double resident = 0.0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

ProcessMetrics::ProcessMetrics(metrics::Metrics& metrics, const std::string& version,
                               TimePoint started)
    : metrics_(metrics) {
  metrics_.gauge("gv_build_info", "1, labelled by what was built.", {{"version", version}}).set(1);
  metrics_.gauge("process_start_time_seconds", "When the process began, since the Unix epoch.")
      .set(seconds(started.time_since_epoch()));
}

void ProcessMetrics::count(const app::JobReport& report) {
  const std::string queue(report.queue);
  metrics_
      .counter("gv_jobs_total", "Attempts at jobs that ended.",
               {{"queue", queue}, {"outcome", std::string(report.outcome)}})
      .add();
  metrics_
      .histogram("gv_job_duration_seconds", "What an attempt took.", kJobSeconds,
                 {{"queue", queue}})
      .observe(seconds(report.took));
  metrics_
      .histogram("gv_job_wait_seconds", "From when a job was queued to when it began.", kJobSeconds,
                 {{"queue", queue}})
      .observe(std::max(0.0, seconds(report.waited)));
}

void ProcessMetrics::set_queues(const std::vector<app::QueueDepth>& depths, TimePoint now) {
  const std::lock_guard lock(mutex_);
  const auto set = [&](const std::string& name, std::int64_t jobs, Millis age) {
    if (name.ends_with(kDead)) {
      const auto queue = name.substr(0, name.size() - kDead.size());
      metrics_.gauge("gv_dead_letters", "Jobs that failed for good.", {{"queue", queue}})
          .set(static_cast<double>(jobs));
      return;
    }
    metrics_.gauge("gv_queue_depth", "Jobs that could begin.", {{"queue", name}})
        .set(static_cast<double>(jobs));
    metrics_
        .gauge("gv_queue_oldest_seconds", "How long the first of them waits.", {{"queue", name}})
        .set(seconds(age));
  };
  for (const auto& name : queues_) set(name, 0, Millis{0});
  for (const auto& depth : depths) {
    set(depth.name, depth.jobs, now - depth.oldest);
    if (std::find(queues_.begin(), queues_.end(), depth.name) == queues_.end()) {
      queues_.push_back(depth.name);
    }
  }
}

std::string ProcessMetrics::text(std::size_t streams, std::size_t connections) {
  const std::lock_guard lock(mutex_);
  metrics_.gauge("gv_sse_clients", "Listeners to event streams.").set(static_cast<double>(streams));
  metrics_.gauge("gv_http_connections", "Open connections.").set(static_cast<double>(connections));
  metrics_.gauge("process_resident_memory_bytes", "Memory in use.").set(resident_bytes());
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0) {
    const double cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    metrics_.counter("process_cpu_seconds_total", "Time on processors.")
        .add(std::max(0.0, cpu_s - cpu_s_));
    cpu_s_ = cpu_s;
  }
  return metrics_.text();
}

}  // namespace gv::cli

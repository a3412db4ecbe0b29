#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "app/ports/job_queue.h"
#include "app/run_jobs.h"
#include "base/time.h"
#include "io/metrics/metrics.h"

namespace gv::cli {

/// What a process tells of itself beside its answered requests: its build, memory and processor,
/// its jobs, queues and streams. Thread-safe.
class ProcessMetrics {
 public:
  /// `metrics` outlives it.
  ProcessMetrics(metrics::Metrics& metrics, const std::string& version, TimePoint started);

  /// One attempt at a job has ended.
  void count(const app::JobReport& report);
  /// What waits, as it was looked at; a queue that is not among them is empty.
  void set_queues(const std::vector<app::QueueDepth>& depths, TimePoint now);
  /// Everything as text, with what is true at this moment.
  [[nodiscard]] std::string text(std::size_t streams, std::size_t connections);

 private:
  metrics::Metrics& metrics_;
  std::mutex mutex_{};
  std::vector<std::string> queues_{};  ///< that have a series
  double cpu_s_{0.0};                  ///< told so far
};

}  // namespace gv::cli

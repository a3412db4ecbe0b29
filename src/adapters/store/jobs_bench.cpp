// Queue, claim and complete empty jobs in batches of 64, and one by one: on SQLite, and by several
// workers on PostgreSQL where there is one to use up.
#include <atomic>

#include <benchmark/benchmark.h>

#include "adapters/store/bench_store.h"
#include "adapters/store/job_queue.h"
#include "base/check.h"
#include "base/hash.h"

namespace gv::store {
namespace {

class Queue {
 public:
  explicit Queue(const std::optional<std::string>& url = {}) : bench_(url) {}

  void enqueue(int count) {
    std::vector<app::NewJob> jobs;
    for (int i = 0; i < count; ++i) {
      jobs.push_back({.id = uuid_v7(bench_.now(), 0, ++ids_), .name = "empty"});
    }
    const auto added = bench_.store().write_shared(
        [&](app::SharedTransaction& transaction) { return queue_.enqueue(transaction, jobs); });
    GV_CHECK(added.has_value());
  }

  /// Claims up to `batch` jobs and completes them; how many.
  std::int64_t work(int batch) {
    const auto claimed = bench_.store().write_shared([&](app::SharedTransaction& transaction) {
      return queue_.claim(transaction, {.name = "empty", .worker = "bench", .batch = batch});
    });
    GV_CHECK(claimed.has_value());
    std::vector<app::JobLease> leases;
    for (const auto& job : *claimed) leases.push_back(job.lease);
    const auto completed = bench_.store().write_shared([&](app::SharedTransaction& transaction) {
      return queue_.complete_all(transaction, leases);
    });
    GV_CHECK(completed.has_value());
    return *completed;
  }

 private:
  BenchStore bench_;
  JobQueue queue_{};
  std::atomic<std::uint64_t> ids_{0};
};

void queue_claim_complete(benchmark::State& state) {
  Queue queue;
  const auto batch = static_cast<int>(state.range(0));
  std::int64_t jobs = 0;
  for (auto _ : state) {
    queue.enqueue(batch);
    const auto completed = queue.work(batch);
    GV_CHECK(completed == batch);
    jobs += completed;
  }
  state.SetItemsProcessed(jobs);
}

/// Several workers of one PostgreSQL, each queueing what somebody then does.
void postgres_claim_complete(benchmark::State& state) {
  static Queue queue(bench_postgres());
  const auto batch = static_cast<int>(state.range(0));
  std::int64_t jobs = 0;
  for (auto _ : state) {
    queue.enqueue(batch);
    jobs += queue.work(batch);
  }
  state.SetItemsProcessed(jobs);
}

const bool kPostgresAdded = [] {
  if (!bench_postgres()) return false;
  benchmark::RegisterBenchmark("postgres_claim_complete", postgres_claim_complete)
      ->Arg(1)
      ->Arg(64)
      ->Threads(1)
      ->Threads(4)
      ->UseRealTime();
  return true;
}();

BENCHMARK(queue_claim_complete)->Name("queue_claim_complete/smoke")->Arg(64);
// Three flushes a round, so the time that counts is that on the clock.
BENCHMARK(queue_claim_complete)->Arg(1)->Arg(64)->Arg(512)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace gv::store

// Queue, claim and complete empty jobs in batches of 64, and one by one. SQLite in a temporary
// folder, flushed to disk at every commit.
#include <benchmark/benchmark.h>

#include "adapters/store/job_queue.h"
#include "adapters/store/migrations.h"
#include "adapters/store/sql_store.h"
#include "base/check.h"
#include "base/hash.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::store {
namespace {

class Queue {
 public:
  Queue() : database_(*sql::open_sqlite({.path = folder_.path("store.db")})) {
    GV_CHECK(migrate_sqlite(*database_, folder_.path("store.db"), clock_, "bench").has_value());
  }

  void enqueue(int count) {
    std::vector<app::NewJob> jobs;
    for (int i = 0; i < count; ++i) {
      jobs.push_back({.id = uuid_v7(clock_.now(), 0, ++ids_), .name = "empty"});
    }
    const auto added = store_.write_shared(
        [&](app::SharedTransaction& transaction) { return queue_.enqueue(transaction, jobs); });
    GV_CHECK(added.has_value());
  }

  /// Claims up to `batch` jobs and completes them; how many.
  std::int64_t work(int batch) {
    const auto claimed = store_.write_shared([&](app::SharedTransaction& transaction) {
      return queue_.claim(transaction, {.name = "empty", .worker = "bench", .batch = batch});
    });
    GV_CHECK(claimed.has_value());
    std::vector<app::JobLease> leases;
    for (const auto& job : *claimed) leases.push_back(job.lease);
    const auto completed = store_.write_shared([&](app::SharedTransaction& transaction) {
      return queue_.complete_all(transaction, leases);
    });
    GV_CHECK(completed.has_value());
    return *completed;
  }

 private:
  sql::TemporaryFolder folder_{};
  sql::ManualClock clock_{};
  std::unique_ptr<sql::Database> database_;
  SqlStore store_{*database_, clock_};
  JobQueue queue_{};
  std::uint64_t ids_{0};
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

BENCHMARK(queue_claim_complete)->Name("queue_claim_complete/smoke")->Arg(64);
// Three flushes a round, so the time that counts is that on the clock.
BENCHMARK(queue_claim_complete)->Arg(1)->Arg(64)->Arg(512)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace gv::store

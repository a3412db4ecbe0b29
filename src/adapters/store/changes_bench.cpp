// Claims of ten changes while a hundred thousand are pending: how many a second, and how long the
// slowest of a hundred takes.
#include <algorithm>
#include <chrono>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "adapters/store/ad_changes.h"
#include "adapters/store/bench_store.h"
#include "base/check.h"
#include "base/hash.h"

namespace gv::store {
namespace {

constexpr int kClaimed = 10;
constexpr int kAddedAtOnce = 1'000;

class Pending {
 public:
  Pending(const std::optional<std::string>& url, int count) : bench_(url) {
    while (made_ < count) add(std::min(kAddedAtOnce, count - made_));
  }

  std::vector<app::AdChange> claim() {
    auto claimed = bench_.store().write(scope_, [&](app::Transaction& transaction) {
      return changes_.claim(transaction, {.worker = "bench", .batch = kClaimed});
    });
    GV_CHECK(claimed.has_value());
    return *std::move(claimed);
  }

  /// Pending again, behind all others, as if it had to wait.
  void put_back(const std::vector<app::AdChange>& claimed) {
    const auto done =
        bench_.store().write(scope_, [&](app::Transaction& transaction) -> Result<void> {
          for (auto change : claimed) {
            const auto mine = change.lease;
            change.state = app::ChangeState::Pending;
            change.lease = {};
            change.not_before = next_time();
            GV_TRY(changes_.save(transaction, mine, change));
          }
          return {};
        });
    GV_CHECK(done.has_value());
  }

 private:
  /// All of them are over, each later than the one before.
  TimePoint next_time() { return bench_.now() - std::chrono::hours{24} + Millis{++times_}; }

  void add(int count) {
    std::vector<app::AdChange> changes;
    for (int i = 0; i < count; ++i) {
      const auto id = uuid_v7(bench_.now(), 0, static_cast<std::uint64_t>(++made_));
      changes.push_back({.id = id,
                         .platform = "meta",
                         .entity = {app::EntityLevel::AdSet, fmt::format("s{}", made_)},
                         .field = "daily_budget",
                         .current = std::int64_t{10'000},
                         .requested = std::int64_t{11'000},
                         .not_before = next_time(),
                         .source = "decision",
                         .triggered_by = "system",
                         .key = id});
    }
    const auto added = bench_.store().write(
        scope_, [&](app::Transaction& transaction) { return changes_.add(transaction, changes); });
    GV_CHECK(added.has_value());
  }

  BenchStore bench_;
  AdChanges changes_{};
  const app::AccountScope scope_{
      app::AccountScope::of_system(AccountId("bench"), app::SystemTask::Test)};
  int made_{0};
  std::int64_t times_{0};
};

void check(const std::vector<app::AdChange>& claimed) {
  GV_CHECK(claimed.size() == kClaimed);
  for (const auto& change : claimed) GV_CHECK(change.state == app::ChangeState::Claimed);
  GV_CHECK(std::is_sorted(claimed.begin(), claimed.end(), [](const auto& a, const auto& b) {
    return a.not_before < b.not_before;
  }));
}

void claim_changes(benchmark::State& state, const std::optional<std::string>& url) {
  Pending pending(url, static_cast<int>(state.range(0)));
  std::vector<double> seconds;
  for (auto _ : state) {
    const auto begun = std::chrono::steady_clock::now();
    const auto claimed = pending.claim();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    state.SetIterationTime(took.count());
    seconds.push_back(took.count());
    check(claimed);
    pending.put_back(claimed);
  }
  std::sort(seconds.begin(), seconds.end());
  state.counters["p99_ms"] = 1e3 * seconds[seconds.size() * 99 / 100];
  state.SetItemsProcessed(static_cast<std::int64_t>(seconds.size()));  // claims, of ten each
}

const bool kClaimsAdded = [] {
  const auto add = [](const char* name, const std::optional<std::string>& url, int rows, int runs) {
    const auto run = [url](benchmark::State& state) { claim_changes(state, url); };
    benchmark::RegisterBenchmark(name, run)->Arg(rows)->Iterations(runs)->UseManualTime();
  };
  add("claim_changes/smoke", {}, 200, 5);
  add("claim_changes", {}, 100'000, 2'000);
  if (bench_postgres()) add("postgres_claim_changes", bench_postgres(), 100'000, 2'000);
  return true;
}();

}  // namespace
}  // namespace gv::store

// The process dies anywhere: invariants of the executor at small counts.
#include "contract/executor_bench.h"

#include <algorithm>
#include <functional>
#include <map>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/rng.h"

namespace gv::contract {
namespace {

using app::ChangeOutcome;
using app::ChangeState;
using app::EntityStatus;
using app::PlatformFault;
using app::ProcessDied;
using namespace std::chrono_literals;

/// Answers late: after what happens meanwhile.
class LatePlatform final : public app::AdPlatform {
 public:
  explicit LatePlatform(std::shared_ptr<app::AdPlatform> inner) : inner_(std::move(inner)) {}

  [[nodiscard]] std::string_view name() const override { return inner_->name(); }
  [[nodiscard]] app::BatchRules batch_rules() const override { return inner_->batch_rules(); }
  app::PlatformReply<app::PlatformEntity> read(const app::EntityRef& entity) override {
    return inner_->read(entity);
  }
  app::PlatformReply<std::vector<app::PlatformEntity>> read_many(
      std::span<const app::EntityRef> entities) override {
    return inner_->read_many(entities);
  }
  app::PlatformReply<std::vector<app::PlatformEntity>> list_active(
      app::EntityLevel level) override {
    return inner_->list_active(level);
  }
  app::PlatformReply<std::vector<app::PlatformEntity>> find_by_name(
      app::EntityLevel level, std::string_view token) override {
    return inner_->find_by_name(level, token);
  }
  app::PlatformReply<app::AppliedOperation> apply(const app::Operation& operation,
                                                  app::ApplyMode mode) override {
    auto reply = inner_->apply(operation, mode);
    if (meanwhile) std::exchange(meanwhile, {})();
    return reply;
  }
  std::vector<app::PlatformReply<app::AppliedOperation>> apply_batch(
      std::span<const app::Operation> operations, app::ApplyMode mode) override {
    return inner_->apply_batch(operations, mode);
  }
  app::PlatformReply<app::AppliedOperation> upload(const app::CreateEntity& video,
                                                   const app::VideoBytes& bytes) override {
    return inner_->upload(video, bytes);
  }

  std::function<void()> meanwhile;

 private:
  std::shared_ptr<app::AdPlatform> inner_;
};

class ExecutorCrash : public ExecutorContract {
 protected:
  /// Runs on; when the process dies it is started again.
  void run_through(Millis span) {
    const TimePoint until = clock_.now() + span;
    while (clock_.now() < until) {
      try {
        run_for(until - clock_.now());
      } catch (const ProcessDied&) {
        restart();
      }
    }
  }
  /// Every row has ended or will be looked at again.
  void expect_nothing_lost(std::size_t rows) {
    const auto changes = all();
    EXPECT_EQ(changes.size(), rows);
    for (const auto& change : changes) {
      const bool scheduled =
          change.state == ChangeState::Pending && change.not_before > clock_.now();
      EXPECT_TRUE(is_end(change.state) || scheduled)
          << change.id << " is " << to_text(change.state);
    }
    EXPECT_FALSE(broken_audit_entry());
  }
};

TEST_P(ExecutorCrash, AtEveryTransactionOfOneChange) {
  int deaths = 0;
  for (int step = 1; step <= 40; ++step) {
    for (const bool after : {false, true}) {
      const auto ad = fmt::format("e{}{}", step, after ? "a" : "b");
      platform_->add({.ref = {app::EntityLevel::Ad, ad}, .status = EntityStatus::Active});
      const auto before = platform_->applied().size();
      const auto change = queue(status(ad, EntityStatus::Paused));
      mortal_.die_at(step, after);
      run_through(10min);
      deaths += mortal_.died() ? 1 : 0;
      mortal_.live();
      const auto done = found(change.id);
      EXPECT_EQ(done.state, ChangeState::Completed) << "step " << step << ", after " << after;
      EXPECT_EQ(platform_->find(ad)->status, EntityStatus::Paused);
      EXPECT_EQ(platform_->applied().size(), before + 1) << "step " << step << ", after " << after;
      clock_.advance(2h);  // out of the windows of our own limits
    }
  }
  EXPECT_GT(deaths, 20);
  EXPECT_FALSE(broken_audit_entry());
}

TEST_P(ExecutorCrash, ACreateIsMadeOnceWhereverTheProcessDies) {
  const std::vector<PlatformFault> faults{PlatformFault::DieBefore, PlatformFault::DieAfter,
                                          PlatformFault::DropAfter, PlatformFault::DropBefore};
  std::size_t made = 0;
  for (const auto fault : faults) {
    for (int step = 0; step <= 12; step += 3) {
      platform_->script(fault);
      const auto change = queue(create(fmt::format("{}-{}", static_cast<int>(fault), step)));
      ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
      if (step > 0) mortal_.die_at(step, step % 2 == 0);
      run_through(30min);
      mortal_.live();
      ++made;
      EXPECT_EQ(found(change.id).state, ChangeState::Completed);
      EXPECT_EQ(platform_->applied().size(), made) << "fault " << static_cast<int>(fault);
      clock_.advance(2h);
    }
  }
}

TEST_P(ExecutorCrash, AtRandomWithFaultsTheLastWordStandsAndNoWindowOverflows) {
  Rng rng(7, 1);
  std::map<std::string, std::int64_t> wanted;
  std::size_t rows = 0;
  for (int turn = 0; turn < 12; ++turn) {
    for (int i = 0; i < 3; ++i) {
      const auto adset = fmt::format("s{}", 1 + rng.below(10));
      const auto target = budget_on_platform(adset) * (95 + static_cast<int>(rng.below(11))) / 100;
      queue(budget(adset, std::max<std::int64_t>(1, target)));
      wanted[adset] = target;
    }
    const std::vector<std::optional<PlatformFault>> faults{std::nullopt,
                                                           PlatformFault::DropAfter,
                                                           PlatformFault::DropBefore,
                                                           PlatformFault::DieAfter,
                                                           PlatformFault::DieBefore,
                                                           PlatformFault::Transient,
                                                           PlatformFault::StaleRead,
                                                           PlatformFault::RateAccount};
    for (int i = 0; i < 3; ++i) platform_->script(faults[rng.below(faults.size())]);
    mortal_.die_at(1 + static_cast<int>(rng.below(30)), rng.below(2) == 0);
    run_through(1h);
    mortal_.live();
  }
  rows = all().size();
  run_through(30h);
  expect_nothing_lost(rows);
  for (const auto& [adset, target] : wanted) EXPECT_EQ(budget_on_platform(adset), target) << adset;

  const auto ledger = sent();
  for (std::size_t i = 15; i < ledger.size(); ++i) {
    EXPECT_GT(ledger[i].sent_at, ledger[i - 15].sent_at + 1h - 1ms);
  }
}

// The lease runs out during the request, and another worker reads back what became of it.
TEST_P(ExecutorCrash, WhoComesBackLateWritesNothing) {
  const auto late = std::make_shared<LatePlatform>(platform_);
  app::FakePlatforms through_late(late);
  app::AdChangeJobs slow(ports(), through_late, "slow");
  const std::vector<std::optional<PlatformFault>> faults{std::nullopt, PlatformFault::DropAfter,
                                                         PlatformFault::Transient};
  for (std::size_t i = 0; i < faults.size(); ++i) {
    platform_->script(faults[i]);
    const auto ad = fmt::format("{}", i + 1);
    const auto change = queue(status(ad, EntityStatus::Paused));
    late->meanwhile = [&] {
      clock_.advance(3min);
      run_for(10min);
    };
    ASSERT_TRUE(slow.run(alpha_, [] { return Result<void>{}; }));
    EXPECT_EQ(found(change.id).state, ChangeState::Completed) << "case " << i;
    EXPECT_EQ(platform_->find(ad)->status, EntityStatus::Paused);
    EXPECT_EQ(platform_->applied().size(), i + 1);
    const auto history = *desk_->history(alpha_, {.entity_id = ad});
    EXPECT_EQ(std::count_if(history.begin(), history.end(),
                            [](const auto& one) { return one.state == ChangeState::Completed; }),
              1);
    clock_.advance(2h);
  }
  expect_nothing_lost(faults.size());
}

class ManyWorkers : public ExecutorCrash {
 protected:
  void send_with(int count);
};

void ManyWorkers::send_with(int count) {
  for (int i = 1; i <= 10; ++i) queue(status(fmt::format("{}", i), EntityStatus::Paused));
  std::vector<std::unique_ptr<app::AdChangeJobs>> workers;
  for (int i = 0; i < count; ++i) {
    workers.push_back(
        std::make_unique<app::AdChangeJobs>(ports(), platforms_, fmt::format("w{}", i)));
  }
  std::vector<std::thread> threads;
  for (auto& worker : workers) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        const auto ran = worker->run(alpha_, [] { return Result<void>{}; });
        EXPECT_TRUE(ran) << ran.error();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(platform_->applied().size(), 10u);
  clock_.advance(1s);
  run_for(10s);
  for (const auto& change : all()) EXPECT_EQ(change.state, ChangeState::Completed);
  EXPECT_EQ(platform_->applied().size(), 10u);
}

TEST_P(ManyWorkers, TwoSendEveryChangeOnce) { send_with(2); }
TEST_P(ManyWorkers, FourSendEveryChangeOnce) { send_with(4); }
TEST_P(ManyWorkers, EightSendEveryChangeOnce) { send_with(8); }

GV_ON_EACH_ENGINE(ExecutorCrash);
GV_ON_EACH_ENGINE(ManyWorkers);

}  // namespace
}  // namespace gv::contract

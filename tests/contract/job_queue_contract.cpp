#include "contract/engines.h"

#include <set>
#include <thread>

#include "adapters/store/job_queue.h"

namespace gv::contract {
namespace {

using app::Job;
using app::JobState;
using app::NewJob;
using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

class JobQueueContract : public Contract {
 protected:
  NewJob job(std::string name = "render") { return {.id = new_id(), .name = std::move(name)}; }

  template <class Work>
  auto shared(Work work) {
    return store_.write_shared(work);
  }
  std::vector<bool> enqueue(const app::AccountScope& scope, const std::vector<NewJob>& jobs) {
    return *store_.write(
        scope, [&](Transaction& transaction) { return queue_.enqueue(transaction, jobs); });
  }
  std::vector<Job> claim(int batch = 10, std::optional<int> per_account = {}) {
    return *shared([&](SharedTransaction& transaction) {
      return queue_.claim(
          transaction,
          {.name = "render", .worker = "w1", .batch = batch, .per_account = per_account});
    });
  }
  Result<void> complete(const Job& job) {
    return shared([&](SharedTransaction& transaction) {
      return queue_.complete(transaction, job.lease, R"({"ok": true})");
    });
  }
  Result<JobState> fail(const Job& job, app::JobFailure failure) {
    return shared([&](SharedTransaction& transaction) {
      return queue_.fail(transaction, job.lease, failure);
    });
  }
  app::SweepCount sweep() {
    return *shared([&](SharedTransaction& transaction) { return queue_.sweep(transaction, 100); });
  }
  JobState state(std::string_view id) {
    return (*shared([&](SharedTransaction& transaction) { return queue_.find(transaction, id); }))
        ->state;
  }
  static std::vector<std::string> ids(const std::vector<Job>& jobs) {
    std::vector<std::string> list;
    for (const auto& job : jobs) list.push_back(job.lease.id);
    return list;
  }

  store::JobQueue queue_{};
};

TEST_P(JobQueueContract, AJobIsClaimedOnceAndEnds) {
  const auto added = job();
  enqueue(alpha_, {added});

  const auto claimed = claim();

  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].account, alpha_.account());
  EXPECT_EQ(claimed[0].lease.token, 1);
  EXPECT_EQ(claimed[0].locked_until, clock_.now() + 60s);
  EXPECT_TRUE(claim().empty());
  EXPECT_TRUE(complete(claimed[0]));
  EXPECT_EQ(state(added.id), JobState::Completed);
  EXPECT_EQ(complete(claimed[0]).error().code, ErrorCode::Conflict);
}

TEST_P(JobQueueContract, HigherPriorityGoesFirst) {
  auto later = job();
  later.priority = 5;
  const auto first = job();
  enqueue(alpha_, {first, later});

  EXPECT_EQ(ids(claim()), (std::vector{later.id, first.id}));
}

TEST_P(JobQueueContract, AJobForLaterWaitsForTheSweep) {
  auto later = job();
  later.start_after = clock_.now() + 10s;
  enqueue(alpha_, {later});

  EXPECT_EQ(state(later.id), JobState::Scheduled);
  EXPECT_EQ(sweep().promoted, 0);
  clock_.advance(10s);
  EXPECT_EQ(sweep().promoted, 1);
  EXPECT_EQ(ids(claim()), std::vector{later.id});
}

TEST_P(JobQueueContract, AFailureWaitsTwiceAsLongEachTimeAndThenIsDead) {
  auto fragile = job();
  fragile.retry_limit = 2;
  fragile.backoff = 4s;
  enqueue(alpha_, {fragile});
  std::vector<Millis> waits;

  for (int attempt = 1; attempt <= 2; ++attempt) {
    EXPECT_EQ(*fail(claim()[0], {.code = "down", .message = "\"no\"", .luck = 0.0}),
              JobState::Retry);
    Millis waited{0};
    while (sweep().promoted == 0) {
      clock_.advance(1s);
      waited += 1s;
    }
    waits.push_back(waited);
  }
  EXPECT_EQ(*fail(claim()[0], {.code = "down", .message = "\"no\""}), JobState::Failed);

  // Luck 0 is half of 4 s and 8 s.
  EXPECT_EQ(waits, (std::vector<Millis>{2s, 4s}));
  EXPECT_EQ(state(fragile.id), JobState::Failed);
  const auto dead = *shared([&](SharedTransaction& transaction) {
    return queue_.claim(transaction, {.name = "render.dead", .worker = "w1"});
  });
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].account, alpha_.account());
  EXPECT_NE(dead[0].output->find("down"), std::string::npos);
}

TEST_P(JobQueueContract, WhatTheProviderAsksForWinsAndPermanentErrorsEndIt) {
  enqueue(alpha_, {job(), job()});
  const auto claimed = claim();

  EXPECT_EQ(*fail(claimed[0], {.code = "429", .message = "slow", .retry_at = clock_.now() + 90s}),
            JobState::Retry);
  EXPECT_EQ(*fail(claimed[1], {.code = "404", .message = "gone", .permanent = true}),
            JobState::Failed);
  clock_.advance(89s);
  EXPECT_EQ(sweep().promoted, 0);
  clock_.advance(1s);
  EXPECT_EQ(sweep().promoted, 1);
}

TEST_P(JobQueueContract, AnExpiredLeaseIsTakenBackAndItsHolderFencedOff) {
  enqueue(alpha_, {job()});
  const auto first = claim()[0];
  clock_.advance(61s);

  EXPECT_EQ(sweep().expired, 1);
  clock_.advance(1h);
  sweep();
  const auto second = claim();

  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].retry_count, 1);
  EXPECT_GT(second[0].lease.token, first.lease.token);
  EXPECT_EQ(complete(first).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(complete(second[0]));
}

TEST_P(JobQueueContract, AHeartbeatKeepsTheLease) {
  enqueue(alpha_, {job()});
  const auto held = claim()[0];
  clock_.advance(50s);
  ASSERT_TRUE(shared([&](SharedTransaction& transaction) {
    return queue_.heartbeat(transaction, held.lease, clock_.now() + 60s);
  }));
  clock_.advance(50s);

  EXPECT_EQ(sweep().expired, 0);
  EXPECT_TRUE(complete(held));
}

TEST_P(JobQueueContract, AJobGivenBackHasLostNoAttempt) {
  enqueue(alpha_, {job()});
  const auto held = claim()[0];
  ASSERT_TRUE(shared(
      [&](SharedTransaction& transaction) { return queue_.give_back(transaction, held.lease); }));

  const auto again = claim();

  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].retry_count, 0);
  EXPECT_EQ(complete(held).error().code, ErrorCode::Conflict);
}

TEST_P(JobQueueContract, EffectsAndCompletionAreOneTransaction) {
  enqueue(alpha_, {job()});
  const auto held = claim()[0];

  const auto outcome = store_.write(alpha_, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(queue_.complete(transaction, held.lease, std::nullopt));
    return gv::fail(ErrorCode::Refused, "effect", "no");
  });

  EXPECT_FALSE(outcome);
  EXPECT_EQ(state(held.lease.id), JobState::Active);
}

TEST_P(JobQueueContract, ASingletonLivesOnceAndMayComeAgain) {
  auto once = job();
  once.singleton_key = "nightly";
  enqueue(alpha_, {once});
  auto again = job();
  again.singleton_key = "nightly";

  EXPECT_EQ(enqueue(alpha_, {again, job()}), (std::vector<bool>{false, true}));
  EXPECT_EQ(enqueue(beta_, {again}), std::vector<bool>{true});
  for (const auto& held : claim()) ASSERT_TRUE(complete(held));
  again.id = new_id();
  EXPECT_EQ(enqueue(alpha_, {again}), std::vector<bool>{true});
}

TEST_P(JobQueueContract, JobsOfOneOrderingKeyRunOneAtATimeInOrder) {
  std::vector<NewJob> ordered;
  for (int i = 0; i < 3; ++i) {
    ordered.push_back(job());
    ordered.back().ordering_key = "deal-1";
  }
  ordered.push_back(job());
  enqueue(alpha_, ordered);

  const auto first = claim();
  EXPECT_EQ(ids(first), (std::vector{ordered[0].id, ordered[3].id}));
  EXPECT_TRUE(claim().empty());
  // One that waits for its retry still holds the others back.
  ASSERT_TRUE(fail(first[0], {.code = "x", .message = "x"}));
  EXPECT_TRUE(claim().empty());
  clock_.advance(1h);
  sweep();
  const auto retried = claim();
  EXPECT_EQ(ids(retried), std::vector{ordered[0].id});
  ASSERT_TRUE(complete(retried[0]));
  EXPECT_EQ(ids(claim()), std::vector{ordered[1].id});
}

TEST_P(JobQueueContract, OneAccountsManyJobsDoNotStarveAnother) {
  std::vector<NewJob> many;
  for (int i = 0; i < 5; ++i) many.push_back(job());
  enqueue(alpha_, many);
  const auto single = job();
  enqueue(beta_, {single});

  std::vector<std::string> order;
  std::vector<std::int64_t> tags;
  for (int i = 0; i < 6; ++i) {
    const auto next = claim(1);
    order.push_back(next[0].lease.id);
    tags.push_back(next[0].vtag);
  }

  // golden: weight 1, tags in thousandths
  EXPECT_EQ(order,
            (std::vector{many[0].id, single.id, many[1].id, many[2].id, many[3].id, many[4].id}));
  EXPECT_EQ(tags, (std::vector<std::int64_t>{0, 0, 1'000, 2'000, 3'000, 4'000}));
}

TEST_P(JobQueueContract, AQuietAccountSavesUpNoShare) {
  std::vector<NewJob> many;
  for (int i = 0; i < 3; ++i) many.push_back(job());
  enqueue(alpha_, many);
  for (const auto& held : claim()) ASSERT_TRUE(complete(held));

  enqueue(beta_, {job()});
  const auto late = claim();

  // The queue's time is 2,000 by now: beta starts there, not at 0.
  EXPECT_EQ(late[0].vtag, 2'000);
}

TEST_P(JobQueueContract, AnAccountStaysWithinItsLimit) {
  std::vector<NewJob> many;
  for (int i = 0; i < 4; ++i) many.push_back(job());
  enqueue(alpha_, many);
  enqueue(beta_, {job()});

  const auto claimed = claim(10, 2);

  EXPECT_EQ(claimed.size(), 3u);
  EXPECT_TRUE(claim(10, 2).empty());
  for (const auto& held : claimed) ASSERT_TRUE(complete(held));
  EXPECT_EQ(claim(10, 2).size(), 2u);
}

TEST_P(JobQueueContract, ManyAreCompletedAtOnceButForTheLostOnes) {
  enqueue(alpha_, {job(), job(), job()});
  const auto claimed = claim();
  ASSERT_TRUE(complete(claimed[1]));
  std::vector<app::JobLease> leases;
  for (const auto& held : claimed) leases.push_back(held.lease);

  const auto completed = shared(
      [&](SharedTransaction& transaction) { return queue_.complete_all(transaction, leases); });

  EXPECT_EQ(*completed, 2);
}

TEST_P(JobQueueContract, AnAccountFindsAndCancelsOnlyItsOwn) {
  const auto own = job();
  enqueue(alpha_, {own});
  const auto find = [&](const app::AccountScope& scope) {
    return *store_.read(scope,
                        [&](Transaction& transaction) { return queue_.find(transaction, own.id); });
  };
  const auto cancel = [&](const app::AccountScope& scope) {
    return *store_.write(
        scope, [&](Transaction& transaction) { return queue_.cancel(transaction, own.id); });
  };

  EXPECT_TRUE(find(alpha_));
  EXPECT_FALSE(find(beta_));
  EXPECT_FALSE(cancel(beta_));
  EXPECT_TRUE(cancel(alpha_));
  EXPECT_FALSE(cancel(alpha_));
  EXPECT_TRUE(claim().empty());
}

TEST_P(JobQueueContract, WorkersAtOnceShareTheWorkWithoutDoubles) {
  constexpr int kJobs = 120;
  std::vector<NewJob> many;
  for (int i = 0; i < kJobs; ++i) {
    many.push_back(job());
    if (i % 2 == 0) many.back().ordering_key = "key-" + std::to_string(i % 6);
  }
  enqueue(alpha_, many);
  std::mutex mutex;
  std::multiset<std::string> done;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&] {
      for (int idle = 0; idle < 200;) {
        const auto claimed = store_.write_shared([&](SharedTransaction& transaction) {
          return queue_.claim(transaction, {.name = "render", .worker = "w", .batch = 7});
        });
        if (!claimed || claimed->empty()) {
          ++idle;
          continue;
        }
        for (const auto& held : *claimed) {
          ASSERT_TRUE(complete(held));
          const std::lock_guard lock(mutex);
          done.insert(held.lease.id);
        }
      }
    });
  }
  for (auto& worker : workers) worker.join();

  EXPECT_EQ(done.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(),
            static_cast<std::size_t>(kJobs));
}

TEST_P(JobQueueContract, JobsOfAKilledProcessAreThereAgainAtOnce) {
  enqueue(alpha_, {job()});
  enqueue(beta_, {job()});
  const auto held = claim();
  ASSERT_EQ(held.size(), 2u);

  const auto taken =
      shared([&](SharedTransaction& transaction) { return queue_.take_back(transaction, 100); });

  EXPECT_EQ(taken, 2);
  EXPECT_EQ(complete(held[0]).error().code, ErrorCode::Conflict);
  const auto again = claim();
  ASSERT_EQ(again.size(), 2u);
  EXPECT_EQ(again[0].retry_count, 0);
}

TEST_P(JobQueueContract, AJobThatEndsItsProcessAgainAndAgainFailsForGood) {
  auto poison = job();
  poison.retry_limit = 1;
  enqueue(alpha_, {poison});

  int claims = 0;
  while (state(poison.id) != JobState::Failed && claims < 100) {
    sweep();
    claims += static_cast<int>(claim().size());
    ASSERT_TRUE(
        shared([&](SharedTransaction& transaction) { return queue_.take_back(transaction, 100); }));
  }

  EXPECT_EQ(claims, 21);
}

TEST_P(JobQueueContract, TellsWhatWaitsInEachQueue) {
  enqueue(alpha_, {job(), job()});
  clock_.advance(5s);
  enqueue(beta_, {job()});
  enqueue(beta_, {job("other")});
  claim(1);

  const auto depths =
      *shared([&](SharedTransaction& transaction) { return queue_.depths(transaction); });

  ASSERT_EQ(depths.size(), 2u);
  EXPECT_EQ(depths[0].name, "other");
  EXPECT_EQ(depths[1].name, "render");
  EXPECT_EQ(depths[1].jobs, 2);
  EXPECT_EQ(depths[1].oldest, clock_.now() - 5s);
}

TEST_P(JobQueueContract, TellsWhetherThereIsAnythingToDo) {
  const auto ahead = [&] {
    return *shared([&](SharedTransaction& transaction) { return queue_.ahead(transaction); });
  };
  EXPECT_FALSE(ahead().sweeps);
  EXPECT_TRUE(ahead().queues.empty());

  auto later = job("later");
  later.start_after = clock_.now() + 10s;
  enqueue(alpha_, {later});
  enqueue(alpha_, {job(), job()});
  enqueue(beta_, {job("other")});
  EXPECT_FALSE(ahead().sweeps);
  EXPECT_EQ(ahead().queues, (std::vector<std::string>{"other", "render"}));

  claim();
  EXPECT_EQ(ahead().queues, std::vector<std::string>{"other"});
  clock_.advance(10s);
  EXPECT_TRUE(ahead().sweeps);
  sweep();
  EXPECT_FALSE(ahead().sweeps);
  EXPECT_EQ(ahead().queues, (std::vector<std::string>{"later", "other"}));
  clock_.advance(51s);
  EXPECT_TRUE(ahead().sweeps);  // the leases of those that were claimed
}

GV_ON_EACH_ENGINE(JobQueueContract);

}  // namespace
}  // namespace gv::contract

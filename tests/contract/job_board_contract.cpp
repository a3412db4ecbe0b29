#include "contract/engines.h"

#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"

namespace gv::contract {
namespace {

using app::JobState;
using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

class JobBoardContract : public Contract {
 protected:
  std::string enqueue(std::string name = "work") {
    const std::vector<app::NewJob> jobs{
        {.id = new_id(), .name = std::move(name), .retry_limit = 0}};
    EXPECT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, jobs); }));
    clock_.advance(1s);
    return jobs[0].id;
  }
  void fail_next() {
    ASSERT_TRUE(store_.write_shared([&](SharedTransaction& t) -> Result<void> {
      GV_TRY(const auto jobs, queue_.claim(t, {.name = "work", .worker = "w1", .batch = 1}));
      GV_TRY(queue_.fail(t, jobs.at(0).lease, {.code = "unavailable", .message = "no answer"}));
      return {};
    }));
  }
  std::vector<std::string> listed(const app::AccountScope& scope, const app::JobFilter& filter) {
    std::vector<std::string> ids;
    const auto jobs = *store_.read(scope, [&](Transaction& t) { return board_.list(t, filter); });
    for (const auto& job : jobs) ids.push_back(job.id);
    return ids;
  }
  bool retry(const app::AccountScope& scope, const std::string& id) {
    return *store_.write(scope, [&](Transaction& t) { return board_.retry(t, id); });
  }

  store::JobQueue queue_{};
  store::JobBoard board_{};
};

TEST_P(JobBoardContract, ListsTheAccountsJobsNewestFirst) {
  const auto first = enqueue();
  const auto second = enqueue();
  const auto other = enqueue("other");

  EXPECT_EQ(listed(alpha_, {}), (std::vector{other, second, first}));
  EXPECT_EQ(listed(alpha_, {.name = "work", .limit = 1}), std::vector{second});
  const app::JobCursor second_row{clock_.now() - 2s, second};
  EXPECT_EQ(listed(alpha_, {.before = second_row}), std::vector{first});
  EXPECT_TRUE(listed(alpha_, {.state = JobState::Failed}).empty());
  EXPECT_TRUE(listed(beta_, {}).empty());
}

TEST_P(JobBoardContract, AFailedJobGetsAllItsAttemptsAgain) {
  const auto id = enqueue();
  fail_next();
  ASSERT_EQ(listed(alpha_, {.name = "work.dead"}).size(), 1u);
  const auto attempts =
      *store_.read(alpha_, [&](Transaction& t) { return board_.attempts(t, id); });
  ASSERT_EQ(attempts.size(), 1u);
  EXPECT_EQ(attempts[0].error_message, "no answer");

  EXPECT_FALSE(retry(beta_, id));
  EXPECT_TRUE(retry(alpha_, id));
  EXPECT_FALSE(retry(alpha_, id)) << "it waits already";

  EXPECT_TRUE(listed(alpha_, {.name = "work.dead"}).empty());
  fail_next();
  EXPECT_EQ(listed(alpha_, {.name = "work.dead"}).size(), 1u) << "it can be buried again";
}

TEST_P(JobBoardContract, CountsJobsByQueueAndState) {
  enqueue();
  enqueue();
  fail_next();

  const auto counts = *store_.read(alpha_, [&](Transaction& t) { return board_.queues(t); });

  ASSERT_EQ(counts.size(), 3u);
  EXPECT_EQ(counts[0].state, JobState::Created);
  EXPECT_EQ(counts[0].jobs, 1);
  EXPECT_EQ(counts[1].state, JobState::Failed);
  EXPECT_EQ(counts[2].name, "work.dead");
}

GV_ON_EACH_ENGINE(JobBoardContract);

}  // namespace
}  // namespace gv::contract

#include "contract/engines.h"

#include "adapters/store/job_queue.h"
#include "adapters/store/revenue_store.h"
#include "app/run_jobs.h"
#include "base/check.h"

namespace gv::contract {
namespace {

using app::Job;
using app::JobEffects;
using app::JobState;
using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

/// Writes a deal whose value is the token of the lease it ran under.
class WritingHandler final : public app::JobHandler {
 public:
  explicit WritingHandler(app::RevenueStore& revenue) : revenue_(revenue) {}
  [[nodiscard]] std::string_view queue() const override { return "work"; }
  [[nodiscard]] int per_account() const override { return 10; }
  Result<JobEffects> work(const app::AccountScope&, const Job& job,
                          const app::JobPulse& pulse) override {
    ++runs;
    if (meanwhile) std::exchange(meanwhile, nullptr)(pulse);
    if (trouble) return tl::unexpected<Error>(*trouble);
    GV_CHECK(!bug);
    return JobEffects([this, token = job.lease.token](
                          Transaction& t) -> Result<std::optional<std::string>> {
      GV_TRY(revenue_.put_deal(
          t, {.crm = "hubspot", .deal_id = "1", .pipeline_key = "default", .target_minor = token}));
      return R"({"ok":true})";
    });
  }

  int runs{0};
  bool bug{false};
  std::optional<Error> trouble{};
  std::function<void(const app::JobPulse&)> meanwhile{};

 private:
  app::RevenueStore& revenue_;
};

class JobRunnerContract : public Contract {
 protected:
  std::string enqueue(std::string name = "work") {
    const auto id = new_id();
    const std::vector<app::NewJob> jobs{{.id = id, .name = std::move(name), .retry_limit = 2}};
    EXPECT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, jobs); }));
    return id;
  }
  JobState state(std::string_view id) {
    return (*store_.read_shared([&](SharedTransaction& t) { return queue_.find(t, id); }))->state;
  }
  std::optional<app::CrmDeal> written() {
    return *store_.read(alpha_, [&](Transaction& t) { return revenue_.deal(t, "hubspot", "1"); });
  }

  store::JobQueue queue_{};
  store::RevenueStore revenue_{};
  WritingHandler handler_{revenue_};
  app::JobRunner runner_{store_, queue_, clock_, {&handler_}};
};

TEST_P(JobRunnerContract, EffectsAndCompletionAreOne) {
  const auto id = enqueue();

  EXPECT_EQ(runner_.step()->completed, 1);

  EXPECT_EQ(state(id), JobState::Completed);
  EXPECT_EQ(written()->target_minor, 1);
  EXPECT_EQ(runner_.step()->all(), 0);
}

TEST_P(JobRunnerContract, TellsOfEveryAttemptThatEnded) {
  std::vector<std::string> told;
  app::JobRunner runner(
      store_, queue_, clock_, {&handler_}, {.on_end = [&](const app::JobReport& report) {
        told.push_back(std::string(report.queue) + " " + std::string(report.outcome) + " after " +
                       std::to_string(report.waited.count()));
      }});
  enqueue();
  clock_.advance(2s);

  ASSERT_TRUE(runner.step());
  enqueue();
  handler_.trouble = Error{ErrorCode::Unavailable, "crm", "is down"};
  ASSERT_TRUE(runner.step());

  EXPECT_EQ(told, (std::vector<std::string>{"work completed after 2000", "work retried after 0"}));
}

TEST_P(JobRunnerContract, WhoeverLostTheLeaseLeavesNothing) {
  const auto id = enqueue();
  handler_.meanwhile = [&](const app::JobPulse&) {
    clock_.advance(61s);                      // the lease runs out,
    EXPECT_EQ(runner_.step()->completed, 0);  // the sweep takes the job back,
    clock_.advance(61s);                      //
    EXPECT_EQ(runner_.step()->completed, 1);  // and another worker does it
  };

  EXPECT_EQ(runner_.step()->lost, 1);

  EXPECT_EQ(handler_.runs, 2);
  EXPECT_EQ(written()->target_minor, 2);
  EXPECT_EQ(state(id), JobState::Completed);
}

TEST_P(JobRunnerContract, APulseKeepsTheLease) {
  enqueue();
  handler_.meanwhile = [&](const app::JobPulse& pulse) {
    for (int i = 0; i < 3; ++i) {
      clock_.advance(40s);
      EXPECT_TRUE(pulse());
      EXPECT_EQ(runner_.step()->all(), 0);
    }
  };

  EXPECT_EQ(runner_.step()->completed, 1);
  EXPECT_EQ(handler_.runs, 1);
}

TEST_P(JobRunnerContract, WhatMayPassIsTriedAgainAndThenBuried) {
  const auto id = enqueue();
  handler_.trouble = Error{ErrorCode::Unavailable, "crm", "does not answer"};

  EXPECT_EQ(runner_.step()->retried, 1);
  EXPECT_EQ(runner_.step()->all(), 0) << "the retry waits";
  clock_.advance(1h);
  EXPECT_EQ(runner_.step()->retried, 1);
  clock_.advance(1h);
  EXPECT_EQ(runner_.step()->failed, 1);

  EXPECT_EQ(state(id), JobState::Failed);
  const auto dead = *store_.write_shared([&](SharedTransaction& t) {
    return queue_.claim(t, {.name = "work.dead", .worker = "test"});
  });
  EXPECT_EQ(dead.size(), 1u);
  EXPECT_FALSE(written());
}

TEST_P(JobRunnerContract, WhatCannotPassIsBuriedAtOnce) {
  enqueue();
  handler_.trouble = Error{ErrorCode::InvalidInput, "data", "is no deal"};
  EXPECT_EQ(runner_.step()->failed, 1);
  enqueue();
  handler_.trouble.reset();
  handler_.bug = true;
  EXPECT_EQ(runner_.step()->failed, 1);
}

TEST_P(JobRunnerContract, AWorkerThatStopsGivesItsJobsBack) {
  const auto first = enqueue();
  const auto second = enqueue();
  std::stop_source stop;
  handler_.meanwhile = [&](const app::JobPulse&) { stop.request_stop(); };

  const auto done = runner_.step(stop.get_token());

  EXPECT_EQ(done->completed, 1);
  EXPECT_EQ(done->given_back, 1);
  EXPECT_EQ(state(first), JobState::Completed);
  EXPECT_EQ(state(second), JobState::Created);
}

TEST_P(JobRunnerContract, AJobThatIsBrokenOffByAStopHasNotFailed) {
  const auto id = enqueue();
  for (int stops = 0; stops < 4; ++stops) {
    std::stop_source stop;
    handler_.meanwhile = [&](const app::JobPulse&) { stop.request_stop(); };
    handler_.trouble = Error{ErrorCode::Cancelled, "job", "the server ends"};
    EXPECT_EQ(runner_.step(stop.get_token())->given_back, 1);
    EXPECT_EQ(state(id), JobState::Created);
  }
  EXPECT_EQ(runner_.step()->retried, 1) << "nobody stops: it has failed";
}

TEST_P(JobRunnerContract, AStopHidesNoFailure) {
  enqueue();
  std::stop_source stop;
  handler_.meanwhile = [&](const app::JobPulse&) { stop.request_stop(); };
  handler_.trouble = Error{ErrorCode::Unavailable, "crm", "does not answer"};

  EXPECT_EQ(runner_.step(stop.get_token())->retried, 1);
}

GV_ON_EACH_ENGINE(JobRunnerContract);

}  // namespace
}  // namespace gv::contract

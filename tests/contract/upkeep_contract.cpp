#include "contract/engines.h"

#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/upkeep.h"
#include "app/run_jobs.h"
#include "app/schedules/maintain.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using app::Transaction;
using namespace std::chrono_literals;

class UpkeepContract : public Contract {
 protected:
  std::string done_job(Millis keep_for) {
    const std::vector<app::NewJob> jobs{{.id = new_id(), .name = "work", .keep_for = keep_for}};
    EXPECT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, jobs); }));
    EXPECT_TRUE(store_.write_shared([&](SharedTransaction& t) -> Result<void> {
      GV_TRY(const auto claimed, queue_.claim(t, {.name = "work", .worker = "w1"}));
      return queue_.complete(t, claimed.at(0).lease, {});
    }));
    return jobs[0].id;
  }
  bool is_there(const std::string& id) {
    return store_.read_shared([&](SharedTransaction& t) { return queue_.find(t, id); })
        ->has_value();
  }
  std::size_t attempts_at(const std::string& id) {
    return store_.read(alpha_, [&](Transaction& t) { return board_.attempts(t, id); })->size();
  }

  store::JobQueue queue_{};
  store::JobBoard board_{};
  store::Upkeep upkeep_{};
};

TEST_P(UpkeepContract, ClearsWhatHasOutlivedItsUseAndNothingElse) {
  const auto brief = done_job(24h);
  const auto kept = done_job(24h * 90);
  const std::vector<app::NewJob> live{{.id = new_id(), .name = "other", .keep_for = 1h}};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, live); }));
  const auto clear = [&](int limit) {
    return *store_.write_shared([&](SharedTransaction& t) { return upkeep_.clear(t, limit); });
  };

  clock_.advance(25h);
  EXPECT_EQ(clear(10), 1);
  EXPECT_FALSE(is_there(brief));
  EXPECT_TRUE(is_there(kept));
  EXPECT_TRUE(is_there(live[0].id));
  EXPECT_EQ(attempts_at(kept), 1u);
  clock_.advance(24h * 30);
  EXPECT_EQ(clear(1), 1);  // a batch
  EXPECT_EQ(clear(1), 1);
  EXPECT_EQ(clear(1), 0);
  EXPECT_TRUE(is_there(kept));
  EXPECT_EQ(attempts_at(kept), 0u);
}

TEST_P(UpkeepContract, MakesRoomForTheComingMonthsOnce) {
  const auto make_room = [&] {
    return *store_.write_shared([&](SharedTransaction& t) { return upkeep_.make_room(t); });
  };
  clock_.advance(24h * 365);

  const auto made = make_room();

  EXPECT_EQ(made > 0, GetParam() == sql::Engine::Postgres);
  EXPECT_EQ(make_room(), 0);
}

TEST_P(UpkeepContract, MakesRoomForWhatCameBeforeIt) {
  clock_.advance(24h * 365);
  const auto late = done_job(24h * 90);

  const auto made = store_.write_shared([&](SharedTransaction& t) { return upkeep_.make_room(t); });

  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ(attempts_at(late), 1u);
}

TEST_P(UpkeepContract, MaintenanceIsAJobOfNobody) {
  int sweeps = 0;
  app::Maintain maintain(store_, upkeep_, [&] { return Result<std::int64_t>(++sweeps); });
  app::JobRunner runner(store_, queue_, clock_, {}, {}, {&maintain});
  const std::vector<app::NewJob> jobs{{.id = new_id(), .name = "maintenance"}};
  ASSERT_TRUE(store_.write_shared([&](SharedTransaction& t) { return queue_.enqueue(t, jobs); }));
  const std::vector<app::NewJob> of_account{
      {.id = new_id(), .name = "maintenance", .retry_limit = 0}};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, of_account); }));

  const auto done = runner.step();

  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(done->completed, 1);
  EXPECT_EQ(done->failed, 1);  // whoever queued it for an account was mistaken
  EXPECT_EQ(sweeps, 1);
}

GV_ON_EACH_ENGINE(UpkeepContract);

}  // namespace
}  // namespace gv::contract

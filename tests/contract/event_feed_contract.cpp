#include "contract/engines.h"

#include <gmock/gmock.h>

#include "adapters/store/event_log.h"
#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"
#include "app/event_feed.h"
#include "app/ports/in_memory.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using app::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// Writes down what it is told.
struct Notes final : app::FeedListener {
  [[nodiscard]] bool is_there() const override { return there; }
  [[nodiscard]] bool has_room() const override { return room; }
  void tell(std::span<const app::Event> events) override {
    for (const auto& event : events) seqs.push_back(event.seq);
  }
  void tell(const app::JobView& job) override {
    jobs.emplace_back(app::to_text(job.state));
    progress = job.progress;
  }
  void go_on_after(std::int64_t) override {}
  void start_over(std::int64_t seq) override { started_over_at = seq; }
  void end() override { ended = true; }

  bool there{true};
  bool room{true};
  bool ended{false};
  std::vector<std::int64_t> seqs{};
  std::vector<std::string> jobs{};
  std::optional<double> progress{};
  std::optional<std::int64_t> started_over_at{};
};

class EventFeedContract : public Contract {
 protected:
  EventFeedContract() {
    for (const auto* account : {"alpha", "beta"}) {
      authenticator_.add_key(
          account, {.id = account, .accounts = {AccountId(account)}, .scopes = {app::Scope::Read}});
    }
  }
  std::shared_ptr<Notes> listen(const app::AccountScope& scope,
                                std::optional<std::int64_t> after = {}) {
    auto notes = std::make_shared<Notes>();
    EXPECT_TRUE(feed_.subscribe({.scope = scope,
                                 .credentials = {.api_key = scope.account().text()},
                                 .after = after,
                                 .listener = notes}));
    return notes;
  }
  void record(const app::AccountScope& scope, int count = 1) {
    const std::vector<app::NewEvent> facts(static_cast<std::size_t>(count),
                                           {.type = "decision.made", .source = "test"});
    ASSERT_TRUE(store_.write(scope, [&](Transaction& t) { return log_.append(t, facts); }));
  }
  bool step() { return *feed_.step(); }

  store::EventLog log_{};
  store::JobBoard board_{};
  store::JobQueue queue_{};
  app::InMemoryAuthenticator authenticator_{};
  app::EventFeed feed_{store_, log_, board_, authenticator_};
};

TEST_P(EventFeedContract, EveryoneHearsOfTheirAccountOnceAndInOrder) {
  record(alpha_, 2);
  const auto fresh = listen(alpha_);
  const auto back = listen(alpha_, 1);
  const auto other = listen(beta_);

  EXPECT_TRUE(step());
  record(alpha_);
  EXPECT_TRUE(step());
  EXPECT_FALSE(step());

  EXPECT_THAT(fresh->seqs, ElementsAre(3));
  EXPECT_THAT(back->seqs, ElementsAre(2, 3));
  EXPECT_THAT(other->seqs, IsEmpty());
}

TEST_P(EventFeedContract, WhoHasNoRoomIsToldLaterAndKeepsNobodyWaiting) {
  const auto slow = listen(alpha_);
  const auto quick = listen(alpha_);
  slow->room = false;
  record(alpha_, 300);

  while (step()) continue;
  EXPECT_THAT(slow->seqs, IsEmpty());
  EXPECT_EQ(quick->seqs.size(), 300u);
  slow->room = true;
  while (step()) continue;
  EXPECT_EQ(slow->seqs, quick->seqs);
}

TEST_P(EventFeedContract, WhoMissedTooMuchStartsOver) {
  const auto late = listen(alpha_, 1);
  record(alpha_, static_cast<int>(app::EventFeed::kBehindMax) + 2);

  EXPECT_TRUE(step());
  EXPECT_EQ(late->started_over_at, app::EventFeed::kBehindMax + 2);
  record(alpha_);
  EXPECT_TRUE(step());
  EXPECT_THAT(late->seqs, ElementsAre(app::EventFeed::kBehindMax + 3));
}

TEST_P(EventFeedContract, WhoLeftOrMayNoMoreIsTakenOut) {
  const auto gone = listen(alpha_);
  const auto revoked = listen(alpha_);
  const auto stays = listen(beta_);
  step();
  EXPECT_EQ(feed_.listeners(), 3u);

  gone->there = false;
  authenticator_.remove("alpha");
  step();
  EXPECT_EQ(feed_.listeners(), 1u);
  EXPECT_FALSE(gone->ended);
  EXPECT_TRUE(revoked->ended);
  EXPECT_FALSE(stays->ended);
}

TEST_P(EventFeedContract, TellsHowFarAJobIsAndThatItHasEnded) {
  const auto notes = listen(alpha_);
  const auto other = listen(beta_);
  const std::vector<app::NewJob> jobs{{.id = new_id(), .name = "work"}};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.enqueue(t, jobs); }));
  app::JobLease lease;
  const auto set_progress = [&](double progress) {
    ASSERT_TRUE(store_.write_shared(
        [&](SharedTransaction& t) { return queue_.set_progress(t, lease, progress, "frames"); }));
  };
  ASSERT_TRUE(store_.write_shared([&](SharedTransaction& t) -> Result<void> {
    GV_TRY(const auto claimed, queue_.claim(t, {.name = "work", .worker = "w1"}));
    lease = claimed.at(0).lease;
    return {};
  }));
  step();
  EXPECT_THAT(notes->jobs, IsEmpty());  // it says nothing of itself

  set_progress(0.25);
  step();
  step();
  set_progress(0.5);
  step();
  EXPECT_EQ(notes->progress, 0.5);
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return queue_.complete(t, lease, {}); }));
  step();
  step();

  EXPECT_THAT(notes->jobs, ElementsAre("active", "active", "completed"));
  EXPECT_THAT(other->jobs, IsEmpty());
}

GV_ON_EACH_ENGINE(EventFeedContract);

}  // namespace
}  // namespace gv::contract

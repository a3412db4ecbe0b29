// From a POST of the CRM to the ledger: nothing accepted is lost, nothing is counted twice.
#include "contract/crm_portal.h"

#include <algorithm>
#include <map>
#include <random>

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

/// A store that breaks off once, at the n-th transaction.
class BreakingStore final : public app::Store {
 public:
  enum class Break {
    Before,   ///< nothing happened
    Undone,   ///< all was done and rolled back, as when the process is killed before the commit
    Unknown,  ///< all was done and kept, and nobody was told
  };
  explicit BreakingStore(app::Store& whole) : whole_(whole) {}

  void break_at(int transaction, Break how) {
    left_ = transaction;
    how_ = how;
  }
  [[nodiscard]] bool broke() const { return left_ <= 0; }

 protected:
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override {
    return whole_.read(scope, step);
  }
  Result<void> run_read_shared(const SharedStep& step) override { return whole_.read_shared(step); }
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override {
    return breaking([&](const auto& work) { return whole_.write(scope, work); }, step);
  }
  Result<void> run_write_shared(const SharedStep& step) override {
    return breaking([&](const auto& work) { return whole_.write_shared(work); }, step);
  }

 private:
  template <class Write, class Work>
  Result<void> breaking(Write write, const Work& step) {
    const auto broken = fail(ErrorCode::Unavailable, "store", "is out of reach");
    const bool now = left_-- == 1;
    if (!now) return write(step);
    if (how_ == Break::Before) return broken;
    const auto done = write([&](auto& transaction) -> Result<void> {
      GV_TRY(step(transaction));
      if (how_ == Break::Undone) return broken;
      return {};
    });
    if (!done) return done;
    return broken;
  }

  app::Store& whole_;
  int left_{0};
  Break how_{Break::Before};
};

const std::vector<Told> kStory{{0, "dealstage", "lead"},
                               {1, "dealstage", "appointment_scheduled"},
                               {3, "amount", "6500"},
                               {3, "dealstage", "show_up"},
                               {4, "dealstage", "appointment_scheduled"},
                               {5, "dealstage", "closed_won"}};
constexpr std::int64_t kWorth = 650'000;

class CrmEventsContract : public Contract {
 protected:
  void SetUp() override {
    portal_.connect(alpha_, "62515");
    portal_.connect(beta_, "777");
  }
  /// Delivers until it is answered, as the sender does.
  void insist(const std::string& body) {
    for (int attempt = 0; attempt < 3; ++attempt) {
      if (portal_.deliver(body)) return;
    }
    FAIL() << "not taken in three attempts";
  }
  void run_all() {
    for (int idle = 0; idle < 4;) {
      const auto done = portal_.runner.step();
      idle = done && done->all() > 0 ? 0 : idle + 1;
      if (idle > 0) clock_.advance(61s);  // leases run out, retries come due
    }
  }
  std::map<std::string, std::int64_t> sums(std::string_view deal) {
    std::map<std::string, std::int64_t> by_event;
    for (const auto& posting : portal_.postings(alpha_, deal)) {
      by_event[posting.event_key] += posting.delta_minor;
    }
    return by_event;
  }
  std::int64_t balance(std::string_view deal) {
    std::int64_t sum = 0;
    for (const auto& posting : portal_.postings(alpha_, deal)) sum += posting.delta_minor;
    return sum;
  }
  std::vector<std::int64_t> deltas(std::string_view deal) {
    std::vector<std::int64_t> list;
    for (const auto& posting : portal_.postings(alpha_, deal)) list.push_back(posting.delta_minor);
    return list;
  }
  /// What every event adds, in order of value: the same whatever the way the events took.
  std::vector<std::int64_t> effects(std::string_view deal) {
    std::vector<std::int64_t> list;
    for (const auto& [key, sum] : sums(deal)) {
      if (sum != 0) list.push_back(sum);
    }
    std::sort(list.begin(), list.end());
    return list;
  }

  BreakingStore breaking_{store_};
  CrmPortal portal_{breaking_, clock_};
};

TEST_P(CrmEventsContract, AnEventIsTakenOnceAndFolded) {
  const auto body = body_of("62515", "1", kStory);

  const auto first = portal_.deliver(body);
  const auto again = portal_.deliver(body);
  run_all();

  ASSERT_TRUE(first) << first.error();
  EXPECT_EQ(first->accepted, 6);
  EXPECT_EQ(again->accepted, 0);
  EXPECT_EQ(again->duplicates, 6);
  EXPECT_EQ(deltas("1"), (std::vector<std::int64_t>{225'000, 195'000, -195'000, 425'000}));
  const auto deal = portal_.deal(alpha_, "1");
  ASSERT_TRUE(deal);
  EXPECT_EQ(deal->target_minor, kWorth);
  EXPECT_EQ(deal->stage, "closed_won");
  EXPECT_EQ(deal->amount_minor, kWorth);
  EXPECT_NE(deal->flags.find("unreconciled"), std::string::npos);
}

TEST_P(CrmEventsContract, LateEventsBecomeAdjustments) {  // 20 section 15, L4
  const std::vector<Told> arrivals{{5, "dealstage", "closed_won"},
                                   {1, "dealstage", "appointment_scheduled"},
                                   {3, "dealstage", "show_up"}};
  for (const auto& told : arrivals) {
    clock_.advance(1s);
    insist(body_of("62515", "1", {told}));
    while (portal_.runner.step()->all() > 0) {
    }
  }

  EXPECT_EQ(deltas("1"),
            (std::vector<std::int64_t>{700'000, 225'000, -225'000, 195'000, -195'000}));
  EXPECT_TRUE(portal_.postings(alpha_, "1").at(2).adjustment);
}

TEST_P(CrmEventsContract, OrderDuplicatesAndBatchesChangeNothing) {
  insist(body_of("62515", "straight", kStory));
  run_all();
  const auto expected = effects("straight");
  std::mt19937_64 luck(20250101);
  for (int trial = 0; trial < 12; ++trial) {
    const auto deal = "trial" + std::to_string(trial);
    std::vector<Told> arrivals = kStory;
    arrivals.insert(arrivals.end(), kStory.begin(), kStory.begin() + trial % 6);
    std::shuffle(arrivals.begin(), arrivals.end(), luck);
    for (std::size_t at = 0; at < arrivals.size();) {
      const auto size = std::min<std::size_t>(1 + luck() % 4, arrivals.size() - at);
      insist(body_of("62515", deal,
                     {arrivals.begin() + static_cast<std::ptrdiff_t>(at),
                      arrivals.begin() + static_cast<std::ptrdiff_t>(at + size)}));
      at += size;
      if (luck() % 2 == 0) {
        ASSERT_TRUE(portal_.runner.step());
      }
    }
    run_all();
    EXPECT_EQ(balance(deal), kWorth) << deal;
    EXPECT_EQ(effects(deal), expected) << deal;
  }
}

TEST_P(CrmEventsContract, BreakingOffBetweenAnyTwoStepsLosesAndDoublesNothing) {
  insist(body_of("62515", "straight", kStory));
  run_all();
  const auto expected = effects("straight");
  using Break = BreakingStore::Break;
  for (const auto how : {Break::Before, Break::Undone, Break::Unknown}) {
    for (int at = 1;; ++at) {
      const auto deal = std::to_string(static_cast<int>(how)) + "-" + std::to_string(at);
      breaking_.break_at(at, how);
      insist(body_of("62515", deal, {kStory[5], kStory[1], kStory[0]}));
      insist(body_of("62515", deal, {kStory[3], kStory[2], kStory[4], kStory[5]}));
      run_all();
      EXPECT_EQ(balance(deal), kWorth) << deal;
      EXPECT_EQ(effects(deal), expected) << deal;
      EXPECT_EQ(portal_.deal(alpha_, deal)->target_minor, kWorth) << deal;
      if (!breaking_.broke()) break;  // there is no step as late as this
      ASSERT_LT(at, 200);
    }
  }
}

TEST_P(CrmEventsContract, PortalsKeepToTheirAccounts) {
  insist(body_of("777", "1", kStory));
  run_all();

  EXPECT_TRUE(portal_.postings(alpha_, "1").empty());
  EXPECT_EQ(portal_.postings(beta_, "1").size(), 4u);
}

TEST_P(CrmEventsContract, EventsOfAnUnknownPortalWait) {
  const auto body = body_of("4711", "1", kStory);

  EXPECT_EQ(portal_.deliver(body)->accepted, 6);
  EXPECT_EQ(portal_.deliver(body)->duplicates, 6);
  EXPECT_EQ(portal_.waiting("hubspot:4711"), 1u);
}

TEST_P(CrmEventsContract, WhatCameBeforeItsPortalWasConnectedIsTakenThen) {
  const auto body = body_of("4711", "9", kStory);
  insist(body);
  EXPECT_EQ(portal_.replay("4711")->accepted, 0) << "nobody connected it";
  portal_.connect(beta_, "4711");

  EXPECT_EQ(portal_.replay("4711")->accepted, 6);
  EXPECT_EQ(portal_.waiting("hubspot:4711"), 0u);
  EXPECT_EQ(portal_.replay("4711")->accepted, 0);
  EXPECT_EQ(portal_.deliver(body)->duplicates, 6) << "a repeated delivery is known";
  run_all();
  EXPECT_EQ(portal_.postings(beta_, "9").size(), 4u);
  EXPECT_TRUE(portal_.postings(alpha_, "9").empty());
}

TEST_P(CrmEventsContract, AnUnreadableBodyIsKept) {
  EXPECT_EQ(portal_.deliver("{\"no\": \"list\"}").error().code, ErrorCode::InvalidInput);
  EXPECT_EQ(portal_.deliver("no json").error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(portal_.waiting("hubspot"), 2u);
}

TEST_P(CrmEventsContract, AnEventOfTheFutureCountsWhenItIsDue) {
  const auto today = std::chrono::floor<std::chrono::days>(clock_.now());
  const int tomorrow = static_cast<int>(today.time_since_epoch().count()) + 1;
  insist(body_of("62515", "1", {{tomorrow, "dealstage", "closed_won"}}));
  insist(body_of("62515", "1", {{1, "dealstage", "show_up"}}));
  run_all();
  EXPECT_EQ(balance("1"), 420'000);

  clock_.advance(24h);
  run_all();

  EXPECT_EQ(balance("1"), 700'000);
}

GV_ON_EACH_ENGINE(CrmEventsContract);

}  // namespace
}  // namespace gv::contract

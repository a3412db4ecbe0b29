#include "core/revenue/value_asof.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

class ValueAsofTest : public ::testing::Test {
 protected:
  PipelineHistory history_{fitness()};
  FxTable rates_;
  DealFolder folder_{history_, rates_};

  std::int64_t value_at(const std::vector<DealEvent>& events, double at, AsofClock clock) {
    const auto ledger = replay(folder_, events, CreditSplit(), day(100));
    const auto fold = folder_.fold(events, day(100));
    return value_asof(history_, *ledger, *fold, day(at), clock).value_minor;
  }
};

// 20 section 15, "Decay of appointment".
TEST_F(ValueAsofTest, AStandingDealKeepsItsValueThenHalvesThenDrops) {
  const std::vector<DealEvent> events{stage_event(0, "appointment_scheduled")};
  for (const auto& [age, value] : std::vector<std::pair<double, std::int64_t>>{
           {0, 225000}, {8, 225000}, {11, 159099}, {14, 112500}, {20, 56250}, {31, 0}}) {
    EXPECT_EQ(value_at(events, age, AsofClock::Knowledge), value) << age;
  }
}

TEST_F(ValueAsofTest, KnowledgeLagsBehindEvents) {
  DealEvent won = stage_event(2, "closed_won", 650000);
  won.received_at = day(6);
  const std::vector<DealEvent> events{stage_event(1, "show_up"), won};

  EXPECT_EQ(value_at(events, 0.5, AsofClock::Knowledge), 0);
  EXPECT_EQ(value_at(events, 2, AsofClock::Knowledge), 420000);
  EXPECT_EQ(value_at(events, 2, AsofClock::Economic), 650000);
  EXPECT_EQ(value_at(events, 50, AsofClock::Knowledge), 650000);  // closed deals do not fade
}

TEST_F(ValueAsofTest, ALearnedDecayReplacesThePrior) {
  const std::vector<DealEvent> events{stage_event(0, "show_up")};
  const auto fold = folder_.fold(events, day(1));
  const LearnedDecay learned = [](std::string_view stage, double age) -> std::optional<double> {
    if (stage != "show_up") return std::nullopt;
    return 1.0 / (1.0 + age);
  };
  EXPECT_EQ(worth_of(history_, fold->state(), day(1), learned).value_minor, 210000);
  EXPECT_EQ(worth_of(history_, fold->state(), day(1), learned).open_minor, 210000);
}

TEST(DecayOf, AHalfLifeOfNothingEndsWithTheGrace) {
  PipelineSpec spec = fitness().spec();
  spec.decay.half_life_days = 0.0;
  const auto config = *PipelineConfig::validate(spec);
  EXPECT_EQ(decay_of(config, 1, 8.0), 1.0);
  EXPECT_EQ(decay_of(config, 1, 8.1), 0.0);
  EXPECT_EQ(decay_of(config, 1, -5.0), 1.0);
}

TEST(AverageConfidence, WeighsBySizeAndStaysBelowOne) {
  const std::vector<WeightedConfidence> values{{225000, 0.6}, {650000, 1.0}, {0, 0.3}};
  EXPECT_NEAR(*average_confidence(values), 0.897142857142857, 1e-12);
  const std::vector<WeightedConfidence> signs{{100, 1.0}, {-90, 1.0}};
  EXPECT_EQ(average_confidence(signs), 1.0);
  EXPECT_EQ(average_confidence({}), std::nullopt);
}

TEST(Credited, LearningKeepsBackWhatIsUncertain) {
  const std::vector<Credit> credits{{AdId("ad1"), 1, 1}};
  const auto value = credited({.value_minor = 700000}, *CreditSplit::parse(credits), 0.9);
  ASSERT_TRUE(value) << value.error();
  EXPECT_EQ(value->reporting, (std::vector<AdAmount>{{AdId("ad1"), 700000}}));
  EXPECT_EQ(value->learning,
            (std::vector<AdAmount>{{AdId("ad1"), 630000}, {unattributed(), 70000}}));
  EXPECT_FALSE(credited({}, CreditSplit(), std::nan("")));
}

TEST_F(ValueAsofTest, ALostDealStaysCountedFromItsFirstAppointment) {
  const std::vector<DealEvent> events{stage_event(0, "lead"),
                                      stage_event(2, "appointment_scheduled"),
                                      stage_event(5, "closed_lost")};
  const auto ledger = replay(folder_, events, CreditSplit(), day(100));
  const auto count_stage = default_count_stage(fitness());
  ASSERT_EQ(count_stage, 1u);
  const int order = fitness().stages()[*count_stage].order;
  EXPECT_EQ(counted_at(ledger->known, order), day(2));
  EXPECT_EQ(counted_at(std::span(ledger->known).first(1), order), std::nullopt);
}

// No look-ahead: what arrives later does not change what was known before.
RC_GTEST_PROP(ValueAsofProperty, LaterEventsLeaveEarlierKnowledgeAlone, ()) {
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  static const std::vector<std::string> stages{"lead", "show_up", "closed_won", "closed_lost"};
  std::vector<DealEvent> events;
  const auto count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    const int at = *rc::gen::inRange(0, 20);
    DealEvent event = stage_event(at, *rc::gen::elementOf(stages));
    event.event_key += std::to_string(i);
    event.received_at = day(at + *rc::gen::inRange(0, 20));
    events.push_back(event);
  }
  const TimePoint asked = day(*rc::gen::inRange(0, 40));

  const auto whole = replay(folder, events, CreditSplit(), day(100));
  const auto until = replay(folder, events, CreditSplit(), asked);

  RC_ASSERT(state_asof(whole->known, asked) == state_asof(until->known, asked));
}

}  // namespace
}  // namespace gv::revenue

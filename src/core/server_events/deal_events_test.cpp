#include "core/server_events/deal_events.h"

#include <gtest/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::server_events {
namespace {

using revenue::stage_event;

std::vector<StageEvent> told(const std::vector<revenue::DealEvent>& events) {
  const revenue::PipelineHistory history(revenue::fitness());
  const revenue::FxTable rates;
  revenue::DealFolder folder(history, rates);
  const auto fold = folder.fold(events, revenue::day(30));
  EXPECT_TRUE(fold);
  return stage_events(history, *fold);
}

std::string names(const std::vector<StageEvent>& events) {
  std::string text;
  for (const auto& event : events) {
    text += (text.empty() ? "" : " ") + event.name + (event.entered ? "" : "(again)");
  }
  return text;
}

// 20 section 15, "Hashes".
TEST(DealEventId, AgreesWithTheSpecification) {
  EXPECT_EQ(deal_event_id(AccountId("acc_ptd"), "hubspot", "12345", "Purchase", 1),
            "fbba0353e481b51bff101a38d05a0f9e");
}

TEST(StageEvents, EveryStageHasItsEventAndALostDealNone) {
  EXPECT_EQ(names(told({stage_event(0, "lead"), stage_event(1, "appointment_scheduled"),
                        stage_event(3, "show_up"), stage_event(5, "closed_won", 650'000)})),
            "Lead Schedule ShowUp Purchase");
  EXPECT_EQ(names(told({stage_event(0, "lead"), stage_event(2, "closed_lost")})), "Lead");
}

TEST(StageEvents, OnlyAPurchaseHasAValue) {
  const auto events =
      told({stage_event(1, "appointment_scheduled"), stage_event(5, "closed_won", 650'000)});

  EXPECT_EQ(events[0].value_minor, std::nullopt);
  EXPECT_EQ(events[1].value_minor, 650'000);
  EXPECT_EQ(events[1].at, revenue::day(5));
}

TEST(StageEvents, APriceIsWhatWasToldOfItLastAndNoRefund) {
  const auto price = [](std::vector<revenue::DealEvent> later) {
    std::vector<revenue::DealEvent> events{stage_event(1, "closed_won")};
    events.insert(events.end(), later.begin(), later.end());
    return told(events).front().value_minor;
  };
  const auto amount = revenue::event_of_type(2, revenue::DealEventType::Amount, 650'000);
  const auto refund = revenue::event_of_type(3, revenue::DealEventType::Refund, 50'000);

  EXPECT_EQ(price({}), 700'000);
  EXPECT_EQ(price({amount}), 650'000);
  EXPECT_EQ(price({amount, refund}), 650'000);
  EXPECT_EQ(price({stage_event(2, "show_up"), stage_event(3, "closed_won", 1'000)}), 700'000);
}

TEST(StageEvents, StayingIsNoEntering) {
  EXPECT_EQ(names(told({stage_event(1, "appointment_scheduled"), stage_event(2, "show_up"),
                        stage_event(3, "show_up"), stage_event(4, "appointment_scheduled")})),
            "Schedule ShowUp ShowUp(again) Schedule");
}

TEST(StageEvents, WhatIsUnmappedOrHeldTellsNothing) {
  EXPECT_EQ(names(told({stage_event(1, "no_such_stage"), stage_event(60, "closed_won")})), "");
}

TEST(StageEvents, StandardEventsOfOtherPipelines) {
  const auto name = [](std::string key, revenue::StageKind kind = revenue::StageKind::Open) {
    return event_name_of({.key = std::move(key), .kind = kind});
  };

  EXPECT_EQ(name("add_to_cart"), "AddToCart");
  EXPECT_EQ(name("initiated_checkout"), "InitiateCheckout");
  EXPECT_EQ(name("purchase", revenue::StageKind::Won), "Purchase");
  EXPECT_EQ(name("marketing_qualified_lead"), "Lead");
  EXPECT_EQ(name("appointmentscheduled"), "Schedule");
  EXPECT_EQ(name("closedlost", revenue::StageKind::Lost), "");
}

TEST(EventLife, AnHourShortOfSevenDays) {
  const TimePoint now = revenue::day(30);
  EXPECT_FALSE(is_expired(now - Hours{167}, now));
  EXPECT_TRUE(is_expired(now - Hours{167} - Millis{1}, now));
}

}  // namespace
}  // namespace gv::server_events

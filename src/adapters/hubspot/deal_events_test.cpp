#include "adapters/hubspot/deal_events.h"

#include <gtest/gtest.h>

#include "adapters/hubspot/stage_change.h"
#include "core/revenue/deal_fold.h"
#include "core/revenue/presets.h"

namespace gv::hubspot {
namespace {

const Currency kAed = *Currency::parse("AED", "currency");

TimePoint day(double days) { return TimePoint(Millis(static_cast<std::int64_t>(days * 8.64e7))); }

EventContext context() {
  return {.account = AccountId("account"), .currency = kAed, .received_at = day(9)};
}

WebhookEvent changed(WebhookKind kind, std::string name, std::string value, double at) {
  return {.kind = kind,
          .portal_id = "1",
          .subscription_type = "deal.propertyChange",
          .object_id = "deal",
          .property_name = std::move(name),
          .property_value = std::move(value),
          .occurred_at = day(at)};
}

WebhookEvent stage(std::string value, double at) {
  return changed(WebhookKind::DealStage, "dealstage", std::move(value), at);
}

revenue::DealEvent only(const WebhookEvent& event) {
  const auto events = to_deal_events(event, context());
  EXPECT_EQ(events.size(), 1u);
  return events.at(0);
}

TEST(ToDealEvents, AmountsAreReadAsTheCrmWritesThem) {
  const auto amount = [](std::string text) {
    return only(changed(WebhookKind::DealAmount, "amount", std::move(text), 1));
  };
  EXPECT_EQ(amount("7000").amount_minor, 700000);
  EXPECT_EQ(amount("7000.005").amount_minor, 700001);
  EXPECT_EQ(amount("-5").amount_minor, -500);  // the fold takes it as unknown
  EXPECT_FALSE(amount("").amount_minor);
  EXPECT_FALSE(amount("").amount_error);
  EXPECT_TRUE(amount("7,000 AED").amount_error);
}

TEST(ToDealEvents, MergesTakeDealsAway) {
  WebhookEvent merge{.kind = WebhookKind::DealMerged,
                     .portal_id = "1",
                     .subscription_type = "deal.merge",
                     .object_id = "9",
                     .occurred_at = day(1),
                     .merged_ids = {"1", "2"}};
  const auto events = to_deal_events(merge, context());
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].deal, DealId("1"));
  EXPECT_EQ(events[1].type, revenue::DealEventType::Merged);
  EXPECT_NE(events[0].event_key, events[1].event_key);
  EXPECT_EQ(deals_touched(merge), (std::vector<std::string>{"9", "1", "2"}));
}

TEST(ToDealEvents, SomeEventsOnlyAskForTheDeal) {
  for (const auto kind :
       {WebhookKind::DealPipeline, WebhookKind::DealCurrency, WebhookKind::DealAssociation}) {
    const auto event = changed(kind, "x", "y", 1);
    EXPECT_TRUE(to_deal_events(event, context()).empty());
    EXPECT_EQ(deals_touched(event), (std::vector<std::string>{"deal"}));
  }
  EXPECT_TRUE(deals_touched(changed(WebhookKind::Ignored, "x", "y", 1)).empty());
  EXPECT_TRUE(deals_touched(changed(WebhookKind::ContactProperty, "x", "y", 1)).empty());
}

// 20 section 15, L1, as webhooks, out of order and twice, then healed by the deal's history.
TEST(HubSpot, WebhooksAndHistoryFoldToTheSameLedger) {
  const revenue::PipelineHistory pipeline(*revenue::preset("ptd_fitness", kAed, std::nullopt));
  const revenue::FxTable rates;
  revenue::DealFolder folder(pipeline, rates);
  std::vector<revenue::DealEvent> events;
  for (const auto& event : {stage("closed_won", 5), stage("appointment_scheduled", 1),
                            stage("lead", 0), stage("appointment_scheduled", 1),
                            changed(WebhookKind::DealAmount, "amount", "6500.00", 5)}) {
    events.push_back(only(event));
  }
  EXPECT_EQ(folder.fold(events, day(10))->state().target_minor, 650000);

  const Deal deal{.id = "deal",
                  .stages = {{"lead", day(0)},
                             {"appointment_scheduled", day(1)},
                             {"show_up", day(3)},
                             {"closed_won", day(5)}},
                  .amounts = {{"6500.00", day(5)}}};
  const auto history = history_events(deal, "1", context());
  EXPECT_EQ(history.size(), 5u);
  events.insert(events.end(), history.begin(), history.end());
  const auto fold = folder.fold(events, day(10));
  ASSERT_TRUE(fold) << fold.error();
  EXPECT_EQ(fold->steps.size(), 5u);  // the lost webhook (show_up) healed, nothing doubled
  EXPECT_EQ(fold->state().target_minor, 650000);
}

TEST(StageChange, ReadsTheNormalisedForm) {
  const auto change = read_stage_change(
      R"({"dealId":12345,"stageTo":"show_up","stageFrom":"lead","tenantId":"acc","dealValue":70.005,)"
      R"("contactEmail":" A@B.de ","occurredAt":"2024-12-07T14:30:00Z","other":1})",
      kAed, day(0));
  ASSERT_TRUE(change) << change.error().front();
  EXPECT_EQ(change->account, AccountId("acc"));
  EXPECT_EQ(change->deal, DealId("12345"));
  EXPECT_EQ(change->amount_minor, 7001);
  EXPECT_EQ(change->contact_email, "a@b.de");
  const auto event = to_deal_event(*change, kAed, day(1));
  EXPECT_EQ(event.stage, "show_up");
  EXPECT_EQ(event.event_key, to_deal_event(*change, kAed, day(2)).event_key);
}

TEST(StageChange, EveryBadFieldIsNamed) {
  const auto refused = read_stage_change(
      R"({"dealId":"","dealValue":-1,"contactEmail":"x","occurredAt":"soon"})", kAed, day(0));
  ASSERT_FALSE(refused);
  std::vector<std::string> fields;
  for (const auto& error : refused.error()) fields.push_back(error.where);
  EXPECT_EQ(fields, (std::vector<std::string>{"tenantId", "dealId", "stageTo", "dealValue",
                                              "contactEmail", "occurredAt"}));
  EXPECT_FALSE(read_stage_change("[]", kAed, day(0)));
  EXPECT_FALSE(read_stage_change("{", kAed, day(0)));
}

}  // namespace
}  // namespace gv::hubspot

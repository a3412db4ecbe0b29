#include "adapters/hubspot/webhook.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/hubspot/deal_events.h"

namespace gv::hubspot {
namespace {

/// The specification's first event with some members replaced or added.
std::string event(std::string_view type, std::string_view more) {
  return std::string(R"({"eventId":1,"subscriptionId":12345,"portalId":62515,"appId":54321,)") +
         R"("occurredAt":1733581800000,"attemptNumber":0,"subscriptionType":")" +
         std::string(type) + "\"" + std::string(more) + "}";
}

WebhookEvent read_one(const std::string& text) {
  const auto webhook = read_webhook("[" + text + "]");
  EXPECT_TRUE(webhook) << webhook.error();
  EXPECT_EQ(webhook->events.size(), 1u)
      << (webhook->rejected.empty() ? "" : webhook->rejected[0].reason);
  return webhook->events.at(0);
}

constexpr std::string_view kStage =
    R"(,"objectId":12345,"propertyName":"dealstage","propertyValue":"appointmentscheduled")";

TEST(Webhook, ReadsTheEventsOfTheSpecification) {
  const auto stage = read_one(event("deal.propertyChange", kStage));
  EXPECT_EQ(stage.kind, WebhookKind::DealStage);
  EXPECT_EQ(stage.portal_id, "62515");
  EXPECT_EQ(stage.object_id, "12345");
  EXPECT_EQ(stage.property_value, "appointmentscheduled");
  EXPECT_EQ(stage.occurred_at, TimePoint(Millis(1733581800000)));
  EXPECT_EQ(stage.event_id, 1);
  // 20 section 15: "event key".
  EXPECT_EQ(event_key(stage), "cd16fa72abcc084579f30a7ac11b524eeb5192a33d0d0e70fcb2f104db49913b");

  const auto created = read_one(event("deal.creation", R"(,"objectId":12346,"changeFlag":"NEW")"));
  EXPECT_EQ(created.kind, WebhookKind::DealCreated);
}

TEST(Webhook, RetriesAndTheCrmsOwnIdDoNotChangeTheIdentity) {
  const auto first = read_one(event("deal.propertyChange", kStage));
  auto again = first;
  again.attempt = 3;
  again.event_id = 77;
  EXPECT_EQ(event_key(first), event_key(again));
  again.property_value = "closedwon";
  EXPECT_NE(event_key(first), event_key(again));
}

TEST(Webhook, GenericTypesBecomeSpecific) {
  const auto specific = read_one(event("deal.propertyChange", kStage));
  const auto generic =
      read_one(event("object.propertyChange", std::string(kStage) + R"(,"objectTypeId":"0-3")"));
  EXPECT_EQ(generic.subscription_type, "deal.propertyChange");
  EXPECT_EQ(event_key(generic), event_key(specific));
  const auto contact = read_one(
      event("object.propertyChange",
            R"(,"objectId":5,"objectTypeId":"0-1","propertyName":"gclid","propertyValue":"x")"));
  EXPECT_EQ(contact.kind, WebhookKind::ContactProperty);
  const auto company = read_one(event(
      "object.propertyChange", R"(,"objectId":5,"objectTypeId":"0-2","propertyName":"amount")"));
  EXPECT_EQ(company.kind, WebhookKind::Ignored);
}

TEST(Webhook, MergesNameTheDealsThatWent) {
  const auto merge = read_one(
      event("deal.merge", R"(,"primaryObjectId":1,"mergedObjectIds":[2,"3"],"newObjectId":9)"));
  EXPECT_EQ(merge.kind, WebhookKind::DealMerged);
  EXPECT_EQ(merge.object_id, "9");
  EXPECT_EQ(merge.merged_ids, (std::vector<std::string>{"2", "3", "1"}));
  const auto kept = read_one(event("deal.merge", R"(,"primaryObjectId":1,"mergedObjectIds":[2])"));
  EXPECT_EQ(kept.object_id, "1");
  EXPECT_EQ(kept.merged_ids, (std::vector<std::string>{"2"}));
}

TEST(Webhook, AssociationsNameTheContact) {
  const auto added =
      read_one(event("deal.associationChange", R"(,"fromObjectId":1,"toObjectId":501,)"
                                               R"("associationType":"DEAL_TO_CONTACT")"));
  EXPECT_EQ(added.kind, WebhookKind::DealAssociation);
  EXPECT_EQ(added.object_id, "1");
  EXPECT_EQ(added.associated_id, "501");
  const auto removed = read_one(event(
      "deal.associationChange", R"(,"fromObjectId":1,"toObjectId":501,"associationRemoved":true)"));
  EXPECT_NE(event_key(added), event_key(removed));
}

TEST(Webhook, NumbersMayComeAsTexts) {
  const auto loose = read_webhook(
      R"([{"portalId":"62515","objectId":"12345","occurredAt":"1733581800000","eventId":"1",)"
      R"("subscriptionType":"deal.propertyChange","propertyName":"dealstage",)"
      R"("propertyValue":"appointmentscheduled"}])");
  ASSERT_EQ(loose->events.size(), 1u);
  EXPECT_EQ(event_key(loose->events[0]), event_key(read_one(event("deal.propertyChange", kStage))));
}

TEST(Webhook, OneBadElementLeavesTheOthers) {
  const auto webhook = read_webhook("[1," + event("deal.creation", R"(,"objectId":1)") + "," +
                                    event("deal.creation", "") + R"(,{"portalId":{}}])");
  ASSERT_TRUE(webhook) << webhook.error();
  EXPECT_EQ(webhook->events.size(), 1u);
  ASSERT_EQ(webhook->rejected.size(), 3u);
  EXPECT_EQ(webhook->rejected[0].reason, "must be an object");
  EXPECT_EQ(webhook->rejected[1].index, 2u);
  EXPECT_EQ(webhook->rejected[1].reason, "objectId: must be an id");
}

TEST(Webhook, RefusesOtherBodies) {
  for (const auto* bad : {"", "{}", "null", "[", "[1,]", "\"x\"", "[{\"a\":1,\"a\":2}]"}) {
    EXPECT_FALSE(read_webhook(bad)) << bad;
  }
  std::string many = "[0";
  for (int i = 0; i < 100; ++i) many += ",0";
  EXPECT_FALSE(read_webhook(many + "]"));
  EXPECT_FALSE(read_webhook(std::string(100, '[') + std::string(100, ']')));
  EXPECT_TRUE(read_webhook("[]")->events.empty());
}

TEST(Webhook, HostileMembersAreBounded) {
  const auto rejected = [](const std::string& more) {
    return read_webhook("[" + event("deal.propertyChange", more) + "]")->rejected.size() == 1;
  };
  EXPECT_TRUE(rejected(R"(,"objectId":")" + std::string(201, '9') + "\""));
  EXPECT_TRUE(rejected(R"(,"objectId":1,"propertyName":")" + std::string(201, 'x') + "\""));
  EXPECT_TRUE(rejected(R"(,"objectId":1,"propertyName":"dealstage","propertyValue":")" +
                       std::string(kValueMax + 1, 'x') + "\""));
  const auto future = read_webhook(
      R"([{"portalId":1,"objectId":1,"subscriptionType":"deal.creation","occurredAt":1e300}])");
  EXPECT_EQ(future->rejected.size(), 1u);
}

}  // namespace
}  // namespace gv::hubspot

#include "adapters/hubspot/webhook_source.h"

#include <gtest/gtest.h>

#include "adapters/hubspot/signature.h"

namespace gv::hubspot {
namespace {

class OneSecret : public app::WebhookSecrets {
 public:
  [[nodiscard]] std::vector<std::string> active(std::string_view source) const override {
    return source == kCrm ? std::vector<std::string>{"secret"} : std::vector<std::string>{};
  }
};

class WebhookSourceTest : public testing::Test {
 protected:
  static constexpr std::string_view kTarget = "/api/webhook/hubspot?src=a%2Fb";

  static std::string event(std::string_view type, std::string_view more) {
    return R"({"eventId":1,"portalId":62515,"occurredAt":1733581800000,"subscriptionType":")" +
           std::string(type) + R"(",)" + std::string(more) + "}";
  }
  Result<app::CrmBatch> read(const std::string& body, bool forged = false) {
    const std::string at = std::to_string(now_.time_since_epoch().count());
    const std::string uri = public_uri("https://hooks.example.com", kTarget);
    const auto signature = signature_v3(
        forged ? "guess" : "secret", {.method = "POST", .uri = uri, .body = body, .timestamp = at});
    const auto header = [&](std::string_view name) -> std::string_view {
      if (name == "X-HubSpot-Signature-v3") return signature;
      return name == "X-HubSpot-Request-Timestamp" ? std::string_view(at) : std::string_view();
    };
    return source_.read(
        {.method = "POST", .target = kTarget, .body = body, .header = header}, now_,
        [](std::string_view portal) -> Result<std::optional<app::PortalOwner>> {
          if (portal != "62515") return std::optional<app::PortalOwner>();
          return app::PortalOwner{AccountId("gym"), *Currency::parse("AED", "currency")};
        });
  }

  TimePoint now_{Millis(1'733'581'801'000)};
  OneSecret secrets_;
  WebhookSource source_{secrets_, {.public_url = "https://hooks.example.com/"}};
};

TEST_F(WebhookSourceTest, ReadsWhatIsSignedForThePublicAddress) {
  const auto batch = read("[" +
                          event("deal.propertyChange",
                                R"("objectId":7,"propertyName":"amount","propertyValue":"6500")") +
                          "," + event("company.creation", R"("objectId":8)") + ", 5]");

  ASSERT_TRUE(batch) << batch.error();
  EXPECT_EQ(batch->ignored, 2u);
  ASSERT_EQ(batch->notices.size(), 1u);
  EXPECT_EQ(batch->notices[0].account, AccountId("gym"));
  const auto& row = batch->notices[0].events.at(0);
  EXPECT_EQ(row.type, "amount");
  EXPECT_EQ(row.amount_minor, 650'000);
  EXPECT_EQ(row.currency, "AED");
}

TEST_F(WebhookSourceTest, RefusesAForgeryBeforeReadingIt) {
  EXPECT_EQ(read("no json", true).error().code, ErrorCode::Unauthenticated);
  EXPECT_EQ(read("no json").error().code, ErrorCode::UnusableInput);
}

TEST_F(WebhookSourceTest, KeepsAnAmountThatIsNoneAsAnError) {
  const auto batch =
      read("[" +
           event("deal.propertyChange",
                 R"("objectId":7,"propertyName":"amount","propertyValue":"7,000 AED")") +
           "]");

  ASSERT_TRUE(batch) << batch.error();
  EXPECT_EQ(batch->notices.at(0).events.at(0).state, "amount_error");
}

TEST_F(WebhookSourceTest, AMergeTellsOfEveryDealInIt) {
  const auto batch = read("[" +
                          event("deal.merge", R"("primaryObjectId":7,"mergedObjectIds":[8,9],)"
                                              R"("newObjectId":7,"numberOfPropertiesMoved":0)") +
                          "]");

  ASSERT_TRUE(batch) << batch.error();
  std::vector<std::string> told;
  for (const auto& row : batch->notices.at(0).events) told.push_back(row.type + row.deal_id);
  EXPECT_EQ(told, (std::vector<std::string>{"merged8", "merged9", "merge7"}));
}

}  // namespace
}  // namespace gv::hubspot

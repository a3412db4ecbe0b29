#include <algorithm>
#include <set>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/hubspot/client.h"
#include "adapters/hubspot/deal_events.h"
#include "adapters/hubspot/signature.h"
#include "adapters/hubspot_double/portal.h"
#include "adapters/hubspot_double/webhooks.h"
#include "io/json/json.h"

namespace gv::hubspot_double {
namespace {

constexpr TimePoint kStart{Millis{1'733'000'000'000}};

class WorldClock : public Clock {
 public:
  explicit WorldClock(World& world) : world_(world) {}
  [[nodiscard]] TimePoint now() const override { return world_.now; }

 private:
  World& world_;
};

/// Our client talking to the double, without a network in between.
class DoubleTest : public ::testing::Test {
 protected:
  DoubleTest() { seed_objects(world_); }

  Response control(std::string path, std::string body) {
    return answer(world_, {.method = "POST", .target = std::move(path), .body = std::move(body)});
  }

  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      Request came{.method = request.method,
                   .target = request.url.substr(std::string("http://double").size()),
                   .body = request.body};
      for (auto [name, value] : request.headers) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        came.headers.emplace_back(name, value);
      }
      const Response response = answer(world_, came);
      if (response.delivery == Delivery::Drop) {
        return fail(ErrorCode::UnusableInput, "double", "dropped");
      }
      const auto half =
          response.delivery == Delivery::Truncate ? response.body.size() / 2 : response.body.size();
      return http_client::Response{.status = response.status,
                                   .headers = response.headers,
                                   .body = response.body.substr(0, half)};
    };
  }

  hubspot::Client client() {
    return {{.base_url = "http://double/"},
            {.send = send(),
             .wait = [this](Millis pause) { world_.now += pause; },
             .clock = &clock_,
             .rng = &rng_,
             .token = [this](bool refresh) -> Result<std::string> {
               refreshed_ += refresh ? 1 : 0;
               return refresh ? renewed_ : token_;
             }}};
  }

  World world_{1, kStart};
  WorldClock clock_{world_};
  Rng rng_{1, 1};
  std::string token_{"pat-double"};
  std::string renewed_{"pat-double"};
  int refreshed_{0};
};

TEST_F(DoubleTest, TheClientReadsADealWithItsHistory) {
  world_.now += Millis{1000};
  ASSERT_TRUE(change_deal(world_, "1000", "dealstage", "closedwon"));
  const auto deal = client().deal("1000");
  ASSERT_TRUE(deal) << to_string(deal.error());
  EXPECT_EQ(deal->property("dealstage"), "closedwon");
  ASSERT_EQ(deal->stages.size(), 2u);
  EXPECT_EQ(deal->stages[1].value, "closedwon");
  EXPECT_EQ(deal->stages[1].at, world_.now);
  EXPECT_EQ(deal->contact_ids, (std::vector<std::string>{"501"}));
}

TEST_F(DoubleTest, TheClientReadsContactsAssociationsAndPipelines) {
  auto crm = client();
  EXPECT_EQ(crm.contact("501")->property("email"), "person1@example.com");
  EXPECT_EQ(*crm.contacts_of("1000"), (std::vector<std::string>{"501"}));
  const auto pipelines = crm.pipelines();
  ASSERT_TRUE(pipelines) << to_string(pipelines.error());
  EXPECT_EQ(pipelines->at(0).stages.size(), 7u);
  EXPECT_EQ(pipelines->at(0).stages[0].probability, "0.2");
}

TEST_F(DoubleTest, SearchPagesThroughWhatChanged) {
  for (int i = 0; i < 140; ++i) create_deal(world_, {{"dealstage", "closedwon"}}, {});
  auto crm = client();
  std::vector<std::string> ids;
  std::string after;
  do {
    const auto page = crm.deals_modified_since(kStart, after);
    ASSERT_TRUE(page) << to_string(page.error());
    for (const auto& deal : page->deals) ids.push_back(deal.id);
    after = page->after;
  } while (!after.empty());
  EXPECT_EQ(ids.size(), 150u);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST_F(DoubleTest, AMissingDealIsSaidSo) {
  const auto missing = client().deal("1");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().http_status, 404);
  EXPECT_EQ(missing.error().code, "OBJECT_NOT_FOUND");
  EXPECT_FALSE(missing.error().retryable || missing.error().request_id.empty());
  EXPECT_EQ(client().deal("1/../../x").error().code, "invalid_input");
}

TEST_F(DoubleTest, ARefusedTokenIsRenewedOnce) {
  token_ = "old";
  EXPECT_TRUE(client().deal("1000"));
  EXPECT_EQ(refreshed_, 1);
  world_.behaviour.access_token = "another";
  refreshed_ = 0;
  const auto refused = client().deal("1000");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().http_status, 401);
  EXPECT_EQ(refreshed_, 1);
}

TEST_F(DoubleTest, FaultsAreMetWithRetries) {
  for (const auto* action : {"status", "drop", "rate_limit"}) {
    ASSERT_EQ(control("/__sim/faults",
                      R"({"match":{"method":"GET","path_regex":"/deals/"},"times":2,"action":")" +
                          std::string(action) + "\"}")
                  .status,
              200);
    EXPECT_TRUE(client().deal("1000")) << action;
  }
  ASSERT_EQ(control("/__sim/faults", R"({"match":{},"action":"truncate"})").status, 200);
  const auto half = client().deal("1000");
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, "unusable_input");
}

TEST_F(DoubleTest, RateLimitsAreKeptAndTold) {
  auto crm = client();
  for (int i = 0; i < 250; ++i) ASSERT_TRUE(crm.deal("1000")) << i;
  EXPECT_EQ(world_.requests.size(), 250u);  // none was refused
  world_.behaviour.burst = 0;
  const auto refused = client().deal("1000");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "RATE_LIMIT");
  EXPECT_EQ(refused.error().retry_after, Millis{10'000});
}

TEST_F(DoubleTest, TheTokenIsNowhereButInItsHeader) {
  token_ = "pat-canary";
  world_.behaviour.access_token = "pat-canary";
  ASSERT_TRUE(client().deal("1000"));
  const auto recorded = answer(world_, {.method = "GET", .target = "/__sim/requests"});
  EXPECT_EQ(recorded.body.find("pat-canary"), std::string::npos);
  world_.behaviour.access_token = "x";
  token_ = "pat-canary";
  EXPECT_EQ(to_string(client().deal("1").error()).find("canary"), std::string::npos);
}

TEST_F(DoubleTest, RefusesWhatHubSpotWouldRefuse) {
  const auto status = [&](std::string method, std::string target, std::string body = {},
                          std::string type = "application/json") {
    return answer(world_, {.method = std::move(method),
                           .target = std::move(target),
                           .headers = {{"authorization", "Bearer pat-double"},
                                       {"content-type", std::move(type)}},
                           .body = std::move(body)})
        .status;
  };
  EXPECT_EQ(answer(world_, {.method = "GET", .target = "/crm/v3/objects/deals/1000"}).status, 401);
  EXPECT_EQ(status("GET", "/crm/v2/objects/deals/1000"), 404);
  EXPECT_EQ(status("DELETE", "/crm/v3/objects/deals/1000", "{}"), 405);
  EXPECT_EQ(status("POST", "/crm/v3/objects/deals/search", "{}"), 400);
  EXPECT_EQ(status("POST", "/crm/v3/objects/deals/search", "[", "application/json"), 400);
  EXPECT_EQ(status("POST", "/crm/v3/objects/deals/search", "{}", "text/plain"), 415);
  EXPECT_EQ(status("PATCH", "/crm/v3/objects/deals/1000", R"({"properties":{"gv_ad_id":"4"}})"),
            200);
  EXPECT_EQ(status("POST", "/crm/v3/objects/contacts/batch/read",
                   R"({"properties":["email"],"inputs":[{"id":"501"},{"id":"9"}]})"),
            207);
  EXPECT_EQ(status("GET", "/crm/v3/objects/contacts/person2@example.com?idProperty=email"), 200);
  EXPECT_EQ(status("GET", "/"), 404);
}

// What the double signs our receiver accepts, events and all, whatever the order and however often.
TEST_F(DoubleTest, WebhooksAreAcceptedByTheReceiver) {
  world_.behaviour.batch_max = 3;
  world_.behaviour.duplicate_share = 0.5;
  world_.behaviour.reorder = true;
  for (const auto* stage : {"qualifiedtobuy", "contractsent", "closedwon"}) {
    world_.now += Millis{1000};
    ASSERT_EQ(control("/__sim/deals/1000", R"({"properties":{"amount":"6500","dealstage":")" +
                                               std::string(stage) + "\"}}")
                  .status,
              200);
  }
  const std::vector<std::string> secrets{world_.behaviour.client_secret};
  std::set<std::string> keys;
  std::size_t delivered = 0;
  for (const auto& out : due_webhooks(world_, "https://hooks.example.com",
                                      "/api/webhook/hubspot?src=a%2Fb%40c&x=1%202")) {
    const hubspot::SignedDelivery delivery{
        .method = "POST",
        .uri = "https://hooks.example.com/api/webhook/hubspot?src=a%2Fb%40c&x=1%202",
        .body = out.request.body,
        .signature = out.request.header("x-hubspot-signature-v3"),
        .timestamp = out.request.header("x-hubspot-request-timestamp")};
    EXPECT_EQ(hubspot::verify(delivery, secrets, world_.now), hubspot::SignatureVerdict::Valid);
    const auto webhook = hubspot::read_webhook(out.request.body);
    ASSERT_TRUE(webhook) << webhook.error();
    EXPECT_LE(webhook->events.size(), 3u);
    EXPECT_TRUE(webhook->rejected.empty());
    delivered += webhook->events.size();
    for (const auto& event : webhook->events) keys.insert(hubspot::event_key(event));
  }
  EXPECT_EQ(keys.size(), 6u);
  EXPECT_GT(delivered, 6u);

  // The deal's history tells the same events under the same keys.
  const auto deal = client().deal("1000");
  const auto history = hubspot::history_events(
      *deal, "62515", {.account = AccountId("acc"), .currency = Currency::usd()});
  std::size_t known = 0;
  for (const auto& event : history) known += keys.count(event.event_key);
  EXPECT_EQ(known, 6u);
  EXPECT_EQ(history.size(), 8u);  // and the two it was created with
}

TEST_F(DoubleTest, FailedDeliveriesComeBackTenTimes) {
  ASSERT_TRUE(change_deal(world_, "1000", "dealstage", "closedwon"));
  int deliveries = 0;
  for (int minute = 0; minute < 24 * 60; ++minute) {
    for (const auto& out : due_webhooks(world_, "https://a.example", "/x")) {
      EXPECT_EQ(out.events.at(0).attempt, deliveries);
      ++deliveries;
      record_outcome(world_, out, deliveries % 2 == 0 ? 0 : 503);
    }
    world_.now += Millis{60'000};
  }
  EXPECT_EQ(deliveries, 11);
}

TEST_F(DoubleTest, TheSameSeedIsTheSamePortal) {
  World other(1, kStart);
  seed_objects(other);
  const Request request{.method = "GET",
                        .target = "/crm/v3/objects/deals/1003?properties=dealstage,amount",
                        .headers = {{"authorization", "Bearer pat-double"}}};
  EXPECT_EQ(answer(other, request).body, answer(world_, request).body);
  control("/__sim/deals/1003", R"({"properties":{"amount":"1"}})");
  EXPECT_NE(answer(other, request).body, answer(world_, request).body);
  EXPECT_EQ(control("/__sim/reset", R"({"seed":1})").status, 200);
  EXPECT_EQ(answer(other, request).body, answer(world_, request).body);
}

TEST_F(DoubleTest, ControlsRefuseNonsense) {
  for (const auto* bad :
       {"[", "{}", R"({"match":{"path_regex":"("},"action":"drop"})",
        R"({"match":{},"action":"explode"})", R"({"match":{},"actoin":"drop"})"}) {
    EXPECT_EQ(control("/__sim/faults", bad).status, 400) << bad;
  }
  EXPECT_EQ(control("/__sim/clock", R"({"now_ms":1})").status, 400);
  EXPECT_EQ(control("/__sim/clock", R"({"advance_ms":5})").status, 200);
  EXPECT_EQ(world_.now, kStart + Millis{5});
}

}  // namespace
}  // namespace gv::hubspot_double

#include "adapters/meta/dataset.h"

#include <gtest/gtest.h>

#include "io/json/serialize.h"

namespace gv::meta {
namespace {

const Currency kDirham = *Currency::parse("AED", "currency");

app::ServerEvent purchase() {
  return {
      .name = "Purchase",
      .id = "fbba0353e481b51bff101a38d05a0f9e",
      .at = TimePoint(Millis{1'733'581'800'999}),
      .user = server_events::hashed({{"em", {"john.doe@example.com"}}, {"fbp", {"fb.1.1.2"}}}, ""),
      .value_minor = 650'000,
      .currency = kDirham};
}

/// Answers every request alike and keeps the last one.
struct OneAnswer {
  http_client::Response response;
  http_client::Request last{};

  [[nodiscard]] http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      last = request;
      return response;
    };
  }
};

GraphConfig config() { return {.base_url = "http://127.0.0.1:9", .token = "EAA"}; }

TEST(EventJson, IsWhatTheConversionsApiTakes) {
  const auto told = event_json(purchase());

  ASSERT_TRUE(told) << told.error();
  EXPECT_EQ(json::canonical(*told),
            R"({"action_source":"system_generated","custom_data":{"currency":"AED","value":6500},)"
            R"("event_id":"fbba0353e481b51bff101a38d05a0f9e","event_name":"Purchase",)"
            R"("event_time":1733581800,"user_data":{"em":[)"
            R"("836f82db99121b3481011f16b49dfa5fbc714a0d1b1b9f784a1ebbbf5b39577f"],)"
            R"("fbp":"fb.1.1.2"}})");
}

TEST(EventJson, LimitedUseIsAskedForByName) {
  auto event = purchase();
  event.limited_use = true;
  event.value_minor = {};
  event.source_url = "https://shop.example/thanks";
  event.custom_data = R"({"order_id":"7"})";

  const auto told = event_json(event);

  EXPECT_EQ(told->at("data_processing_options").as_array().size(), 1u);
  EXPECT_EQ(told->at("event_source_url").as_string(), "https://shop.example/thanks");
  EXPECT_EQ(json::canonical(told->at("custom_data")), R"({"order_id":"7"})");
  event.custom_data = "[]";
  EXPECT_FALSE(event_json(event));
}

TEST(Dataset, SendsABatchAndReadsItsReceipt) {
  OneAnswer meta{
      {.status = 200, .body = R"({"events_received":2,"messages":["x"],"fbtrace_id":"A7"})"}};
  const std::vector events{purchase(), purchase()};

  const auto answer = Dataset(config(), meta.send()).send("123", events, "TEST1");

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->events, 2);
  EXPECT_EQ(answer->trace_id, "A7");
  EXPECT_EQ(answer->messages, std::vector<std::string>{"x"});
  EXPECT_TRUE(meta.last.url.starts_with("http://127.0.0.1:9/v25.0/123/events?"));
  EXPECT_NE(meta.last.body.find("test_event_code=TEST1"), std::string::npos);
}

TEST(Dataset, ARefusalKeepsItsCodes) {
  OneAnswer meta{{.status = 400,
                  .body = R"({"error":{"message":"Invalid parameter","code":100,)"
                          R"("error_subcode":2804003,"error_user_msg":"Too old"}})"}};
  const std::vector events{purchase()};

  const auto answer = Dataset(config(), meta.send()).send("123", events, "");

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error_class, execute::ErrorClass::Invalid);
  EXPECT_EQ(answer.error().subcode, 2804003);
  EXPECT_EQ(Dataset(config(), meta.send()).send("a/b", events, "").error().error_class,
            execute::ErrorClass::Invalid);
}

}  // namespace
}  // namespace gv::meta

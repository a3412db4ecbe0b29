#include "adapters/meta/dataset.h"

#include <gtest/gtest.h>

#include "adapters/meta_double/client_testing.h"
#include "adapters/meta_double/dataset.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

class DatasetTest : public ClientTest {
 protected:
  std::string seconds(Hours ago = Hours{0}) {
    return std::to_string(
        std::chrono::floor<std::chrono::seconds>(platform_.now - ago).time_since_epoch().count());
  }
  /// An event of a CRM with everything that it needs, and the members of `more` in their place.
  std::string event(const std::string& id, const std::string& more = "") {
    const auto base = R"({"event_name":"Lead","event_time":)" + seconds() + R"(,"event_id":")" +
                      id +
                      R"(","action_source":"system_generated","user_data":{"fbp":"fb.1.1.2"}})";
    auto made = json::parse(base, "event")->as_object();
    const auto changes = json::parse("{" + more + "}", "more");
    for (const auto& member : changes->as_object()) made[member.key()] = member.value();
    return json::compact(made);
  }
  boost::json::object send_events(const std::string& list, const std::string& more = "") {
    return post(platform_.behaviour.dataset_id + "/events",
                R"({"data":[)" + list + "]" + more + "}");
  }
  int subcode_of(const boost::json::object& answer) {
    return static_cast<int>(answer.at("error").as_object().at("error_subcode").as_int64());
  }
};

TEST_F(DatasetTest, CountsOneOfANameAndAnId) {
  EXPECT_EQ(send_events(event("1") + "," + event("2")).at("events_received"), 2);
  EXPECT_EQ(send_events(event("1")).at("events_received"), 1);

  const auto told = told_events(platform_);
  EXPECT_EQ(told.at("received"), 3);
  EXPECT_EQ(told.at("counted"), 2);
  EXPECT_EQ(told.at("duplicates"), 1);
  EXPECT_EQ(told.at("events").at(0).at("times"), 2);
  EXPECT_EQ(read(ask("GET", "/__sim/capi")), told);
  advance_hours(48);
  send_events(event("1"));
  EXPECT_EQ(told_events(platform_).at("counted"), 3);
}

TEST_F(DatasetTest, OneBadEventSinksItsRequest) {
  const auto old = R"({"event_name":"Lead","event_time":)" + seconds(Hours{7 * 24 + 1}) +
                   R"(,"action_source":"other","user_data":{"fbp":"fb.1.1.2"}})";
  EXPECT_EQ(subcode_of(send_events(event("1") + "," + old)), 2804003);

  const auto refused = [&](const std::string& more) {
    return code_of(send_events(event("1", more))) == 100;
  };
  EXPECT_TRUE(refused(R"("event_time":)" + seconds() + "000"));
  EXPECT_TRUE(refused(R"("user_data":{"em":["jane@example.com"]})"));
  EXPECT_TRUE(refused(R"("action_source":"crm")"));
  EXPECT_TRUE(refused(R"("action_source":"website")"));
  EXPECT_TRUE(refused(R"("event_name":"Purchase")"));
  EXPECT_TRUE(refused(R"("custom_data":{"value":"7","currency":"AED"})"));
  EXPECT_EQ(subcode_of(send_events(event("1", R"("user_data":{"fn":[]})"))), 2804050);
  EXPECT_EQ(code_of(send_events("")), 100);
  EXPECT_EQ(told_events(platform_).at("received"), 0);
}

TEST_F(DatasetTest, AThousandAtMost) {
  std::string list = event("0");
  for (int i = 1; i < 1'000; ++i) list += "," + event(std::to_string(i));
  EXPECT_EQ(send_events(list).at("events_received"), 1'000);
  EXPECT_EQ(code_of(send_events(list + "," + event("1000"))), 100);
}

TEST_F(DatasetTest, TestsCountForNothing) {
  EXPECT_EQ(send_events(event("1"), R"(,"test_event_code":"TEST1")").at("events_received"), 1);
  EXPECT_EQ(told_events(platform_).at("tests"), 1);
  EXPECT_EQ(told_events(platform_).at("counted"), 0);
}

TEST_F(DatasetTest, OurClientIsUnderstood) {
  meta::Dataset dataset(config(), send());
  const std::vector events{
      app::ServerEvent{.name = "Purchase",
                       .id = "p1",
                       .at = platform_.now,
                       .user = server_events::hashed({{"em", {"jane@example.com"}}}, ""),
                       .value_minor = 12'345,
                       .currency = Currency::usd()}};

  const auto answer = dataset.send(platform_.behaviour.dataset_id, events, "");

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->events, 1);
  const auto payload = told_events(platform_).at("events").at(0).at("payload");
  EXPECT_EQ(payload.at("custom_data").at("value").to_number<double>(), 123.45);
  EXPECT_EQ(dataset.send("999", events, "").error().error_class, execute::ErrorClass::Missing);
}

TEST_F(DatasetTest, ADroppedAnswerIsNoSecondEvent) {
  fault(R"({"match":{"method":"POST","path_regex":"events"},"action":"drop_after","times":1})");
  meta::Dataset dataset(config(), send());
  const std::vector events{app::ServerEvent{
      .name = "Lead", .id = "l1", .at = platform_.now, .user = {.plain = {{"fbp", "fb.1.1.2"}}}}};

  EXPECT_FALSE(dataset.send(platform_.behaviour.dataset_id, events, ""));
  EXPECT_TRUE(dataset.send(platform_.behaviour.dataset_id, events, ""));
  EXPECT_EQ(told_events(platform_).at("counted"), 1);
}

}  // namespace
}  // namespace gv::meta_double

#include "cli/service_clock.h"

#include <gtest/gtest.h>

#include "io/http_client/loopback_server.h"

namespace gv::cli {
namespace {

using http_client::http_answer;
using http_client::LoopbackServer;

TEST(ServiceClock, FollowsADoubleAndNeverRunsBackwards) {
  LoopbackServer double_server({http_answer("200 OK", "", R"({"now_ms":1000})"),
                                http_answer("200 OK", "", R"({"now_ms":3000})"),
                                http_answer("200 OK", "", R"({"now_ms":2000})"),
                                http_answer("500 No", "", "")});
  const auto clock = service_clock("sim:" + double_server.url("/"));
  ASSERT_TRUE(clock) << clock.error();
  EXPECT_EQ((*clock)->now(), TimePoint(Millis{3000}));
  EXPECT_EQ((*clock)->now(), TimePoint(Millis{3000}));
  EXPECT_EQ((*clock)->now(), TimePoint(Millis{3000}));  // no time came: it stands still
  EXPECT_NE(double_server.stop().front().find("GET /__sim/clock "), std::string::npos);
}

TEST(ServiceClock, SaysWhatIsWrong) {
  EXPECT_EQ(service_clock("ntp").error().code, ErrorCode::InvalidInput);
  LoopbackServer other({http_answer("200 OK", "", "<html>")});
  EXPECT_EQ(service_clock("sim:" + other.url("")).error().code, ErrorCode::NotAvailable);
}

TEST(ServiceClock, IsTheMachinesWithoutAnOption) { EXPECT_TRUE(service_clock("")); }

}  // namespace
}  // namespace gv::cli

#include "adapters/meta_double/server.h"

#include <gtest/gtest.h>

#include "adapters/meta_double/scenarios.h"
#include "adapters/meta_double/testing.h"
#include "io/http_client/client.h"

namespace gv::meta_double {
namespace {

/// A platform behind real HTTP.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(server_.start()); }
  Result<http_client::Response> ask(const std::string& method, const std::string& target,
                                    const std::string& body = {}) {
    return client_.send({.method = method,
                         .url = "http://127.0.0.1:" + std::to_string(server_.port()) + target,
                         .headers = {{"Content-Type", "application/json"}},
                         .body = body});
  }

  PlatformServer server_{*make_platform({.scenario = "S1", .seed = 7, .ads = 4}, kTestStart), {}};
  http_client::Client client_{{.allow_private = true}};
};

TEST_F(ServerTest, AnswersOnEveryPathOfTheGraph) {
  for (const std::string target : {"/v25.0/act_1", "/act_1", "/v25.0/act_1/ads", "/v25.0/404"}) {
    const auto answer = ask("GET", target + "?access_token=EAAdouble");
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->status, target.ends_with("404") ? 400 : 200) << target;
    EXPECT_TRUE(answer->header("x-app-usage") || target.ends_with("404"));
  }
  const auto batch = R"({"batch":[{"method":"GET","relative_url":"act_1"}]})";
  for (const std::string root : {"/v25.0", "/v25.0/", "/"}) {
    EXPECT_EQ(ask("POST", root + "?access_token=EAAdouble", batch)->status, 200) << root;
  }
}

TEST_F(ServerTest, ADroppedAnswerBreaksOff) {
  ask("POST", "/__sim/faults", R"({"action":"drop_after","match":{"path_regex":"act_1"}})").value();
  EXPECT_EQ(ask("GET", "/v25.0/act_1?access_token=EAAdouble").error().code,
            ErrorCode::UnusableInput);
  EXPECT_TRUE(ask("GET", "/v25.0/act_1?access_token=EAAdouble"));
}

TEST_F(ServerTest, WhoRunsItMayMoveIt) {
  server_.with([](Platform& platform) { platform.now += Hours{1}; });
  EXPECT_EQ(ask("GET", "/__sim/clock")->body, R"({"now_ms":1736125200000})");
}

}  // namespace
}  // namespace gv::meta_double

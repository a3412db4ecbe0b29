#include "adapters/api/access_routes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/documents.h"
#include "adapters/api/testing.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

using boost::json::value;
using ::testing::HasSubstr;
using ::testing::Not;

class AccessRoutes : public ::testing::Test {
 protected:
  value post(std::string_view path, std::string_view body) {
    return bench.json("POST", path, body);
  }
  static value body_of(const http::Response& response) {
    return *json::parse(http::whole_body(response), "answer");
  }
  int login(std::string_view password) {
    const auto body = fmt::format(R"({{"email": "ada@example.com", "password": "{}"}})", password);
    return bench.ask("POST", "/api/v1/auth/login", body, {{"Authorization", ""}}).status;
  }
  http::Response patch_config(std::string_view body, std::string etag) {
    return bench.ask("PATCH", "/api/v1/accounts/gym/config", body, {{"If-Match", std::move(etag)}});
  }

  testing::Bench bench;
};

TEST_F(AccessRoutes, TheExampleSetsUpAnEmptyInstallationOnce) {
  bench.access.empty();
  auto body = openapi_tree()
                  .at("paths")
                  .at("/api/v1/setup")
                  .at("post")
                  .at("requestBody")
                  .at("content")
                  .at("application/json")
                  .at("example");
  const auto token = bench.access.access().setup.offer();
  ASSERT_TRUE(token && *token);
  const auto set_up = [&] { return bench.ask("POST", "/api/v1/setup", json::compact(body)); };

  EXPECT_EQ(set_up().status, 401) << "the example's token is nobody's";
  body.as_object()["setup_token"] = **token;
  const auto done = set_up();

  EXPECT_EQ(done.status, 201) << http::whole_body(done);
  EXPECT_EQ(body_of(done).at("user").at("email"), "ada@example.com");
  EXPECT_EQ(set_up().status, 410);
  EXPECT_EQ(*bench.access.access().setup.offer(), std::nullopt);
}

TEST_F(AccessRoutes, ALoginGivesACookieThatScriptsCannotRead) {
  const auto answer =
      bench.ask("POST", "/api/v1/auth/login",
                R"({"email": "Ada@Example.com", "password": "correct horse battery"})", {});

  ASSERT_EQ(answer.status, 200) << http::whole_body(answer);
  const auto cookie = answer.headers.value("Set-Cookie");
  EXPECT_THAT(std::string(cookie), HasSubstr("gv_session="));
  EXPECT_THAT(std::string(cookie), HasSubstr("HttpOnly; SameSite=Lax"));
  const auto token = cookie.substr(11, 43);
  EXPECT_THAT(http::whole_body(answer), Not(HasSubstr(token)));
  EXPECT_EQ(body_of(answer).at("accounts").at(0).at("role"), "owner");
}

TEST_F(AccessRoutes, BehindTlsTheCookieIsBoundToTheHost) {
  const auto answer =
      bench.ask("POST", "/api/v1/auth/login",
                R"({"email": "ada@example.com", "password": "correct horse battery"})",
                {{"X-Forwarded-Proto", "https"}});

  EXPECT_THAT(std::string(answer.headers.value("Set-Cookie")), HasSubstr("__Host-gv_session="));
  EXPECT_THAT(std::string(answer.headers.value("Set-Cookie")), HasSubstr("; Secure"));
}

TEST_F(AccessRoutes, ThroughOurOwnTlsItIsBoundToTheHostToo) {
  bench.tls = true;
  const auto answer =
      bench.ask("POST", "/api/v1/auth/login",
                R"({"email": "ada@example.com", "password": "correct horse battery"})");

  EXPECT_THAT(std::string(answer.headers.value("Set-Cookie")), HasSubstr("__Host-gv_session="));
  EXPECT_THAT(std::string(answer.headers.value("Set-Cookie")), HasSubstr("; Secure"));
}

TEST_F(AccessRoutes, FiveAttemptsAMinuteAtOneAddress) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(login("wrong password"), 401);
  EXPECT_EQ(login("correct horse battery"), 429);
}

TEST(LoginLimit, HoldsForAnAddressOfEmailAsItWasSet) {
  testing::Bench bench(RateLimits{.login = {100, 100}});
  for (int i = 0; i < 6; ++i) {
    const auto answer =
        bench.ask("POST", "/api/v1/auth/login",
                  R"({"email": "nobody@example.com", "password": "wrong password"})",
                  {{"Authorization", ""}});
    EXPECT_EQ(answer.status, 401) << i;
  }
}

TEST_F(AccessRoutes, AKeyIsNobodyWhoSignedIn) {
  EXPECT_EQ(bench.ask("GET", "/api/v1/auth/me").status, 403);
  EXPECT_EQ(bench.ask_signed_in("GET", "/api/v1/auth/me").status, 200);
  EXPECT_EQ(bench.ask("GET", "/api/v1/auth/me", {}, {{"Authorization", ""}}).status, 401);
}

TEST_F(AccessRoutes, AnotherSiteCannotUseASession) {
  const auto patch = [&](std::string csrf, std::string site) {
    return bench
        .ask("PATCH", "/api/v1/auth/me", R"({"name": "Eve"})",
             {{"Authorization", ""},
              {"Cookie", "gv_session=session"},
              {"X-CSRF-Token", std::move(csrf)},
              {"Sec-Fetch-Site", std::move(site)}})
        .status;
  };
  EXPECT_EQ(patch("csrf", "same-origin"), 200);
  EXPECT_EQ(patch("csrf", "cross-site"), 403);
  EXPECT_EQ(patch("guess", "same-origin"), 403);
}

TEST_F(AccessRoutes, AKeyMayNotDoMoreThanItsMaker) {
  const std::string_view body = R"({"name": "n", "scopes": ["read", "metrics"]})";
  EXPECT_EQ(bench.ask("POST", "/api/v1/api-keys", body).status, 201);
  EXPECT_EQ(
      bench.ask("POST", "/api/v1/api-keys", body, {{"Authorization", "Bearer read-gym"}}).status,
      403);
  const auto unknown = post("/api/v1/api-keys", R"({"name": "n", "scopes": ["read", "fly"]})");
  EXPECT_EQ(unknown.at("errors").at(0).at("pointer"), "/scopes/1");
}

TEST_F(AccessRoutes, AKeyIsShownOnceAndListedWithoutItsSecret) {
  const auto made = post("/api/v1/api-keys", R"({"name": "n", "scopes": ["read"]})");
  const auto listed = bench.ask("GET", "/api/v1/api-keys");

  EXPECT_THAT(std::string(made.at("key").as_string()), HasSubstr("gv_"));
  EXPECT_THAT(http::whole_body(listed), HasSubstr(std::string(made.at("id").as_string())));
  EXPECT_THAT(http::whole_body(listed), Not(HasSubstr(std::string(made.at("key").as_string()))));
}

TEST_F(AccessRoutes, KeysOfAnotherAccountCannotBeTouched) {
  const auto made = bench.json("POST", "/api/v1/api-keys", R"({"name": "n", "scopes": ["read"]})",
                               {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  const auto path = "/api/v1/api-keys/" + std::string(made.at("id").as_string());

  EXPECT_EQ(bench.ask("DELETE", path).status, 404);
  EXPECT_EQ(bench.ask("POST", path + "/rotate").status, 404);
  EXPECT_EQ(bench.json("GET", "/api/v1/api-keys").at("items").as_array().size(), 0u);
}

TEST_F(AccessRoutes, AListIsTurnedPageByPage) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(post("/api/v1/api-keys", R"({"name": "n", "scopes": ["read"]})")
                    .as_object()
                    .contains("id"));
  }
  const auto first = bench.json("GET", "/api/v1/api-keys?limit=2&count=exact");
  const std::string cursor(first.at("next_cursor").as_string());
  const auto second = bench.json("GET", "/api/v1/api-keys?limit=2&cursor=" + cursor);

  EXPECT_EQ(first.at("items").as_array().size(), 2u);
  EXPECT_EQ(first.at("total"), 3);
  EXPECT_EQ(second.at("items").as_array().size(), 1u);
  EXPECT_TRUE(second.at("next_cursor").is_null());
}

TEST_F(AccessRoutes, ThePathNamesTheAccount) {
  const std::pair<std::string, std::string> both{"Authorization", "Bearer all-of-both"};
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts/shop", {}, {both}).at("currency"), "JPY");
  EXPECT_EQ(bench.ask("GET", "/api/v1/accounts/shop").status, 403);
  EXPECT_EQ(bench.ask("GET", "/api/v1/accounts/nobody").status, 403);
  EXPECT_EQ(bench.ask("GET", "/api/v1/accounts/gym", {}, {both, {"X-Account-Id", "shop"}}).status,
            422);
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts").at("items").as_array().size(), 1u);
}

TEST_F(AccessRoutes, AnAccountIdIsASlug) {
  const auto draft = [&](std::string_view id) {
    return bench
        .ask("POST", "/api/v1/accounts",
             fmt::format(R"({{"id": "{}", "name": "N", "currency": "USD", "time_zone": "UTC"}})",
                         id))
        .status;
  };
  EXPECT_EQ(draft("a-1_b"), 201);
  EXPECT_EQ(draft("a-1_b"), 409);
  for (const auto* id : {"Upper", "-a", "_a", "a b", "a/b", ""}) EXPECT_EQ(draft(id), 422) << id;
  EXPECT_EQ(draft(std::string(63, 'a')), 201);
  EXPECT_EQ(draft(std::string(64, 'a')), 422);
}

TEST_F(AccessRoutes, OnlyAnOwnerWhoSignedInArchives) {
  EXPECT_EQ(bench.ask("DELETE", "/api/v1/accounts/gym").status, 403);
  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/accounts/gym").status, 204);
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts").at("items").as_array().size(), 0u);
}

TEST_F(AccessRoutes, AConfigurationIsChangedFromTheVersionThatWasRead) {
  const auto read = bench.ask("GET", "/api/v1/accounts/gym/config");
  EXPECT_EQ(read.headers.value("ETag"), "\"1\"");
  EXPECT_EQ(
      bench.ask("GET", "/api/v1/accounts/gym/config", {}, {{"If-None-Match", "\"1\""}}).status,
      304);
  const std::string_view change = R"({"decision": {"min_roas": 1.2}, "note": "margins"})";

  EXPECT_EQ(bench.ask("PATCH", "/api/v1/accounts/gym/config", change).status, 428);
  const auto changed = patch_config(change, "\"1\"");
  EXPECT_EQ(body_of(changed).at("version"), 2) << http::whole_body(changed);
  EXPECT_EQ(body_of(changed).at("changed").at(0), "decision.min_roas");
  EXPECT_EQ(patch_config(change, "\"1\"").status, 412);

  const auto now = bench.json("GET", "/api/v1/accounts/gym/config");
  EXPECT_EQ(now.at("effective").at("decision").at("min_roas").to_number<double>(), 1.2);
  EXPECT_EQ(now.at("sources").at("decision.min_roas"), "account");
}

TEST_F(AccessRoutes, AConfigurationThatIsWrongIsNotStored) {
  const std::string_view wrong = R"({"decision": {"min_roas": -1, "kil_roas": 1}})";
  const auto problem = body_of(patch_config(wrong, "*"));

  EXPECT_EQ(problem.at("status"), 422);
  EXPECT_EQ(problem.at("errors").as_array().size(), 2u) << problem;
  EXPECT_EQ(problem.at("errors").at(0).at("pointer").as_string().starts_with("/decision/"), true);
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts/gym/config").at("version"), 1);
  const auto judged = post("/api/v1/accounts/gym/config/validate", wrong);
  EXPECT_EQ(judged.at("errors").as_array().size(), 2u) << judged;
}

TEST_F(AccessRoutes, AnOldVersionComesBackAsANewOne) {
  ASSERT_EQ(patch_config(R"({"decision": {"min_roas": 1.2}})", "*").status, 200);
  const auto back = bench.ask("POST", "/api/v1/accounts/gym/config/rollback",
                              R"({"to_version": 1})", {{"If-Match", "\"2\""}});
  const auto history = bench.json("GET", "/api/v1/accounts/gym/config/history?limit=2");

  EXPECT_EQ(body_of(back).at("version"), 3) << http::whole_body(back);
  EXPECT_EQ(history.at("items").at(0).at("note"), "back to 1");
  EXPECT_EQ(history.at("items").at(0).at("config_hash"),
            bench
                .json("GET", "/api/v1/accounts/gym/config/history?cursor=" +
                                 std::string(history.at("next_cursor").as_string()))
                .at("items")
                .at(0)
                .at("config_hash"));
}

TEST_F(AccessRoutes, SecretsOfAConnectionGoInAndDoNotComeOut) {
  const std::string path = "/api/v1/accounts/gym/connections";
  const auto put = bench.ask("PUT", path + "/hubspot/62515",
                             R"({"credentials": {"access_token": "pat-na1-0123456789abcdef"}})");
  const auto renamed = bench.ask("PUT", path + "/hubspot/62515", R"({"display_name": "Main"})");
  const auto listed = bench.json("GET", path);

  ASSERT_EQ(put.status, 200) << http::whole_body(put);
  EXPECT_THAT(http::whole_body(put), Not(HasSubstr("0123456789")));
  EXPECT_EQ(renamed.status, 200);
  EXPECT_EQ(listed.at("items").at(0).at("display_name"), "Main");
  EXPECT_EQ(listed.at("items").at(0).at("credentials").at("access_token"), "…cdef");
  EXPECT_EQ(bench.ask("PUT", path + "/hubspot/62515", R"({"credentials": {"a": ""}})").status, 422);
  EXPECT_EQ(bench.ask("PUT", path + "/hubspot/x1", "{}").status, 422);
  EXPECT_EQ(bench.ask("PUT", path + "/pigeon/1", "{}").status, 422);
  EXPECT_EQ(bench.ask("DELETE", path + "/hubspot/62515").status, 204);
  EXPECT_EQ(bench.ask("DELETE", path + "/hubspot/62515").status, 404);
}

TEST_F(AccessRoutes, ARequestSentAgainUnderItsKeyHasOneEffect) {
  const std::string path = "/api/v1/accounts/gym/config/rollback";
  const auto send = [&](std::string_view body, std::string key) {
    return bench.ask("POST", path, body, {{"If-Match", "*"}, {"Idempotency-Key", std::move(key)}});
  };
  ASSERT_EQ(patch_config(R"({"decision": {"min_roas": 1.2}})", "*").status, 200);

  const auto first = send(R"({"to_version": 1})", "k-1");
  const auto again = send(R"({ "to_version": 1 })", "k-1");

  ASSERT_EQ(first.status, 200) << http::whole_body(first);
  EXPECT_EQ(http::whole_body(again), http::whole_body(first));
  EXPECT_EQ(again.headers.value("Idempotency-Replayed"), "true");
  EXPECT_FALSE(first.headers.find("Idempotency-Replayed"));
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts/gym/config").at("version"), 3);
  EXPECT_EQ(send(R"({"to_version": 2})", "k-1").status, 422);
  EXPECT_EQ(send(R"({"to_version": 2})", "k-2").status, 200);
  EXPECT_EQ(send(R"({"to_version": 2})", std::string(201, 'k')).status, 400);
}

TEST_F(AccessRoutes, ARefusalIsRepeatedToo) {
  const auto send = [&] {
    return bench.ask("POST", "/api/v1/accounts/gym/config/rollback", R"({"to_version": 9})",
                     {{"If-Match", "*"}, {"Idempotency-Key", "k-1"}});
  };
  EXPECT_EQ(send().status, 404);
  const auto again = send();
  EXPECT_EQ(again.status, 404);
  EXPECT_EQ(again.headers.value("Content-Type"), "application/problem+json");
}

TEST_F(AccessRoutes, ASecretIsKeptForNoKey) {
  const auto make = [&] {
    return bench.ask("POST", "/api/v1/api-keys", R"({"name": "n", "scopes": ["read"]})",
                     {{"Idempotency-Key", "k-1"}});
  };
  EXPECT_NE(http::whole_body(make()), http::whole_body(make()));
}

TEST_F(AccessRoutes, APasswordIsChangedByWhoKnowsIt) {
  const auto login =
      bench.ask("POST", "/api/v1/auth/login",
                R"({"email": "ada@example.com", "password": "correct horse battery"})");
  ASSERT_EQ(login.status, 200);
  const auto change = [&](std::string_view current, std::string_view next) {
    return bench.ask_signed_in("POST", "/api/v1/auth/password",
                               fmt::format(R"({{"current": "{}", "new": "{}"}})", current, next));
  };
  EXPECT_EQ(change("wrong horse battery", "another battery").status, 422);
  EXPECT_EQ(change("correct horse battery", "short").status, 422);
  const auto changed = change("correct horse battery", "another battery");

  EXPECT_EQ(changed.status, 200) << http::whole_body(changed);
  EXPECT_THAT(std::string(changed.headers.value("Set-Cookie")), HasSubstr("gv_session="));
  const auto sessions = body_of(bench.ask_signed_in("GET", "/api/v1/auth/sessions"));
  EXPECT_EQ(sessions.at("items").as_array().size(), 1u) << "the one before has ended";
}

TEST_F(AccessRoutes, SessionsAreListedAndEnded) {
  for (int i = 0; i < 2; ++i) ASSERT_EQ(this->login("correct horse battery"), 200);
  const auto listed = body_of(bench.ask_signed_in("GET", "/api/v1/auth/sessions"));
  ASSERT_EQ(listed.at("items").as_array().size(), 2u);
  const std::string id(listed.at("items").at(0).at("id").as_string());

  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/auth/sessions/" + id).status, 204);
  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/auth/sessions/" + id).status, 404);
  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/auth/sessions/zz").status, 404);
  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/auth/sessions").status, 204);
  EXPECT_EQ(
      body_of(bench.ask_signed_in("GET", "/api/v1/auth/sessions")).at("items").as_array().size(),
      0u);
}

TEST_F(AccessRoutes, ASessionTellsItsProgramAsText) {
  const auto login =
      bench.ask("POST", "/api/v1/auth/login",
                R"({"email": "ada@example.com", "password": "correct horse battery"})",
                {{"User-Agent", "a\xFF" + std::string(300, '\xC3')}});
  ASSERT_EQ(login.status, 200);
  const auto listed = bench.ask_signed_in("GET", "/api/v1/auth/sessions");
  EXPECT_TRUE(is_utf8(http::whole_body(listed)));
}

TEST_F(AccessRoutes, WhatWasDoneIsOnRecord) {
  ASSERT_EQ(patch_config(R"({"decision": {"min_roas": 1.2}})", "*").status, 200);
  const auto entries = bench.json("GET", "/api/v1/audit-log?action=config.update");

  ASSERT_EQ(entries.at("items").as_array().size(), 1u) << entries;
  EXPECT_EQ(entries.at("items").at(0).at("actor_id"), "k1");
  EXPECT_EQ(entries.at("items").at(0).at("after").at("changed").at(0), "decision.min_roas");
  EXPECT_EQ(entries.at("items").at(0).at("ip_prefix"), "127.0.0.0/24");
  EXPECT_EQ(bench.json("GET", "/api/v1/audit-log?object=account").at("items").as_array().size(),
            1u);
  EXPECT_EQ(
      bench.json("GET", "/api/v1/audit-log?to=2020-01-01T00:00:00Z").at("items").as_array().size(),
      0u);
}

}  // namespace
}  // namespace gv::api

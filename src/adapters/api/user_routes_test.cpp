#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

using boost::json::value;
using ::testing::HasSubstr;

class UserRoutes : public ::testing::Test {
 protected:
  static value body_of(const http::Response& response) {
    return *json::parse(http::whole_body(response), "answer");
  }
  /// As the owner.
  http::Response invite(std::string_view email, std::string_view role) {
    return bench.ask_signed_in(
        "POST", "/api/v1/users",
        fmt::format(R"({{"email": "{}", "role": "{}", "account_id": "gym"}})", email, role));
  }
  /// As the owner of the other account, who is not signed in here.
  Result<app::Invited> invite_to_shop(std::string email, std::string role) {
    return bench.access.access().members.invite(
        app::AccountScope::of_system(AccountId("shop"), app::SystemTask::Settings), {},
        {.email = std::move(email), .role = std::move(role)}, {});
  }
  static std::string code_in(const http::Response& invited) {
    const std::string url(body_of(invited).at("invite_url").as_string());
    return url.substr(url.find('=') + 1);
  }
  http::Response follow(std::string_view code) {
    return bench.ask("POST", "/api/v1/auth/link", fmt::format(R"({{"code": "{}"}})", code),
                     {{"Authorization", ""}});
  }
  http::Response role(std::string_view id, std::string_view role) {
    return bench.ask_signed_in("PATCH", fmt::format("/api/v1/users/{}?account_id=gym", id),
                               fmt::format(R"({{"role": "{}"}})", role));
  }

  testing::Bench bench;
};

TEST_F(UserRoutes, AnInvitationSignsInOnce) {
  const auto invited = invite("Hedy@Example.com", "analyst");
  ASSERT_EQ(invited.status, 201) << http::whole_body(invited);
  EXPECT_EQ(body_of(invited).at("user").at("email"), "hedy@example.com");
  EXPECT_EQ(body_of(invited).at("user").at("has_password"), false);
  const auto code = code_in(invited);

  const auto login = follow(code);
  ASSERT_EQ(login.status, 200) << http::whole_body(login);
  EXPECT_THAT(std::string(login.headers.value("Set-Cookie")), HasSubstr("gv_session="));
  EXPECT_EQ(body_of(login).at("accounts").at(0).at("role"), "analyst");
  EXPECT_EQ(follow(code).status, 401);
  EXPECT_EQ(follow("gv_aaaaaaaa_" + std::string(43, 'a')).status, 401);
}

TEST_F(UserRoutes, AnInvitationIsNoKey) {
  const auto code = code_in(invite("hedy@example.com", "admin"));
  EXPECT_FALSE(
      bench.access.access()
          .authenticator
          .authenticate(
              {.api_key = code, .session_token = {}, .method = "GET", .path = "/api/v1/accounts"})
          .has_value());
}

/// Else who invited first could enter the other account as them.
TEST_F(UserRoutes, WhoHasNotComeYetIsInvitedByOneAccountAlone) {
  const auto code = code_in(invite("hedy@example.com", "viewer"));
  const auto second = invite_to_shop("hedy@example.com", "admin");

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_EQ(follow(code).status, 200);
}

TEST_F(UserRoutes, ACodeIsVoidOnceItsMemberWasRemoved) {
  const auto invited = invite("hedy@example.com", "viewer");
  const std::string id(body_of(invited).at("user").at("id").as_string());
  ASSERT_EQ(bench.ask_signed_in("DELETE", "/api/v1/users/" + id + "?account_id=gym").status, 204);
  const auto other = invite_to_shop("hedy@example.com", "admin");

  ASSERT_TRUE(other && other->code);
  EXPECT_EQ(follow(code_in(invited)).status, 401);
  EXPECT_EQ(follow(*other->code).status, 200);
}

/// Else a link that was made for a viewer would let them in as what they are invited as later.
TEST_F(UserRoutes, AnOldInvitationIsNotRevivedByANewOne) {
  const auto first = invite("hedy@example.com", "viewer");
  const auto again = invite("hedy@example.com", "admin");

  ASSERT_EQ(again.status, 201) << http::whole_body(again);
  EXPECT_EQ(follow(code_in(first)).status, 401);
  EXPECT_EQ(follow(code_in(again)).status, 200);
}

TEST_F(UserRoutes, WhoHasAPasswordGetsNoCode) {
  const auto invited = invite_to_shop("grace@example.com", "operator");
  ASSERT_TRUE(invited.has_value());
  EXPECT_FALSE(invited->code);
  EXPECT_EQ(invite("grace@example.com", "operator").status, 409) << "she is a member already";
}

TEST_F(UserRoutes, TheLastOwnerStays) {
  const auto users = body_of(bench.ask_signed_in("GET", "/api/v1/users?account_id=gym"));
  ASSERT_EQ(users.at("items").as_array().size(), 2u) << users;
  std::string owner;
  std::string viewer;
  for (const auto& user : users.at("items").as_array()) {
    (user.at("role") == "owner" ? owner : viewer) = std::string(user.at("id").as_string());
  }
  EXPECT_EQ(role(owner, "admin").status, 409);
  EXPECT_EQ(bench.ask_signed_in("DELETE", "/api/v1/users/" + owner + "?account_id=gym").status,
            409);
  EXPECT_EQ(role(viewer, "queen").status, 422);
  EXPECT_EQ(role("0190a000-0000-7000-8000-0000000000ff", "admin").status, 404);

  EXPECT_EQ(role(viewer, "owner").status, 200);
  EXPECT_EQ(role(owner, "admin").status, 200);
  const auto entries =
      body_of(bench.ask_signed_in("GET", "/api/v1/audit-log?account_id=gym&action=user.role"));
  EXPECT_EQ(entries.at("items").as_array().size(), 2u);
}

TEST_F(UserRoutes, AKeyMakesNoOwners) {
  const auto refused =
      bench.ask("POST", "/api/v1/users", R"({"email": "hedy@example.com", "role": "owner"})");
  EXPECT_EQ(refused.status, 403) << http::whole_body(refused);
}

TEST_F(UserRoutes, AKeyDoesNoMoreThanItsMakerMayDoNow) {
  const auto made = bench.ask_signed_in("POST", "/api/v1/api-keys",
                                        R"({"name": "n", "scopes": ["read", "admin"],
                                            "account_id": "gym"})");
  ASSERT_EQ(made.status, 201) << http::whole_body(made);
  const std::string key(body_of(made).at("key").as_string());
  const auto may = [&](app::Scope scope) {
    const auto known = bench.access.access().authenticator.authenticate(
        {.api_key = key, .session_token = {}, .method = "GET", .path = "/"});
    return known && known->scopes_in(AccountId("gym")).has(scope);
  };
  EXPECT_TRUE(may(app::Scope::Admin));
  const auto users = body_of(bench.ask_signed_in("GET", "/api/v1/users?account_id=gym"));
  for (const auto& user : users.at("items").as_array()) {
    if (user.at("role") == "viewer") {
      ASSERT_EQ(role(std::string(user.at("id").as_string()), "owner").status, 200);
    }
  }
  for (const auto& user : users.at("items").as_array()) {
    if (user.at("role") == "owner") {
      ASSERT_EQ(role(std::string(user.at("id").as_string()), "viewer").status, 200);
    }
  }
  EXPECT_TRUE(may(app::Scope::Read));
  EXPECT_FALSE(may(app::Scope::Admin));
}

}  // namespace
}  // namespace gv::api

// Who belongs to an account, and who is left to own it.
#include "contract/access_fixture.h"

namespace gv::contract {
namespace {

class MembersContract : public AccessFixture {
 protected:
  void SetUp() override {
    set_up();
    ada_ = *by_session(login()->token);
  }
  Result<app::Invited> invite(std::string email, std::string role) {
    return access_.members.invite(gym(ada_), ada_,
                                  {.email = std::move(email), .role = std::move(role)}, {});
  }
  Result<app::Member> make(const std::string& user_id, const std::string& role) {
    return access_.members.set_role(gym(ada_), ada_, user_id, role, {});
  }

  app::Principal ada_{};
};

TEST_P(MembersContract, AnInvitedOwnerIsNobodyToLeaveTheAccountTo) {
  const auto invited = invite("bo@example.com", "owner");
  ASSERT_TRUE(invited) << invited.error();

  const auto refused = make(ada_.user_id, "admin");

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_EQ(access_.members.remove(gym(ada_), ada_, ada_.user_id, {}).error().code,
            ErrorCode::Conflict);
}

TEST_P(MembersContract, AnOwnerWhoHasAPasswordIsEnough) {
  const auto invited = invite("bo@example.com", "owner");
  ASSERT_TRUE(invited) << invited.error();
  const auto come = access_.sign_in.follow_link(*invited->code, {}, {});
  ASSERT_TRUE(come) << come.error();
  ASSERT_TRUE(access_.sign_in.change_password(*by_session(come->token),
                                              {.next = "another horse battery"}, {}));

  EXPECT_TRUE(make(ada_.user_id, "admin"));
}

TEST_P(MembersContract, AnInvitationOfAnotherRoleEndsWhatTheFirstOneOpened) {
  const auto first = invite("bo@example.com", "admin");
  ASSERT_TRUE(first) << first.error();
  const auto come = access_.sign_in.follow_link(*first->code, {}, {});
  ASSERT_TRUE(come) << come.error();
  ASSERT_TRUE(by_session(come->token));

  ASSERT_TRUE(invite("bo@example.com", "viewer"));

  EXPECT_FALSE(by_session(come->token));
}

GV_ON_EACH_ENGINE(MembersContract);

}  // namespace
}  // namespace gv::contract

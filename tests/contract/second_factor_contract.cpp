// Codes of a second factor, over the store of each engine.
#include "contract/access_fixture.h"

namespace gv::contract {
namespace {

using namespace std::chrono_literals;

class SecondFactorContract : public AccessFixture {
 protected:
  void SetUp() override {
    AccessFixture::SetUp();
    set_up();
    token_ = login()->token;
    principal_ = *by_session(token_);
  }
  std::string code(std::int64_t steps = 0) {
    return passwords::hotp(
        raw_, static_cast<std::uint64_t>(clock_.now().time_since_epoch().count() / 30'000 + steps));
  }
  /// Puts it in force; the codes that recover.
  std::vector<std::string> enable() {
    const auto enrolment = access_.second_factor.enroll(principal_);
    EXPECT_TRUE(enrolment) << enrolment.error();
    raw_ = bytes_of(enrolment->secret);
    const auto codes = access_.second_factor.confirm(principal_, code(), token_, {});
    EXPECT_TRUE(codes) << codes.error();
    return *codes;
  }
  bool signs_in(const std::string& given, const std::string& password = kPassword) {
    return access_.sign_in.login({.email = kEmail, .password = password, .code = given}, {})
        .has_value();
  }
  static std::string bytes_of(std::string_view base32) {
    std::string bytes;
    std::uint64_t bits = 0;
    int held = 0;
    for (const char c : base32) {
      bits = bits << 5 | static_cast<std::uint64_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
      if ((held += 5) < 8) continue;
      held -= 8;
      bytes += static_cast<char>(bits >> held & 0xff);
    }
    return bytes;
  }

  std::string token_;
  app::Principal principal_;
  std::string raw_;  ///< the secret
};

TEST_P(SecondFactorContract, APasswordAloneSignsInUntilACodeConfirmsTheSecret) {
  const auto enrolment = access_.second_factor.enroll(principal_);
  ASSERT_TRUE(enrolment);
  EXPECT_EQ(enrolment->secret.size(), 32u);
  EXPECT_EQ(enrolment->uri, "otpauth://totp/geminivideo:ada@example.com?secret=" +
                                enrolment->secret + "&issuer=geminivideo");
  EXPECT_TRUE(login());
  raw_ = bytes_of(enrolment->secret);
  const auto wrong = access_.second_factor.confirm(principal_, "000000", token_, {});
  EXPECT_EQ(wrong.error().where, "code");
  EXPECT_TRUE(login());

  ASSERT_TRUE(access_.second_factor.confirm(principal_, code(), token_, {}));

  EXPECT_EQ(login().error().code, ErrorCode::Unauthenticated);
  clock_.advance(30s);
  EXPECT_TRUE(signs_in(code()));
}

TEST_P(SecondFactorContract, ACodeIsGoodOnceAndAStepAround) {
  enable();
  EXPECT_FALSE(signs_in(code())) << "it confirmed the secret";
  EXPECT_TRUE(signs_in(code(1)));
  EXPECT_FALSE(signs_in(code(1)));
  clock_.advance(5min);
  EXPECT_FALSE(signs_in(code(2)));
  EXPECT_FALSE(signs_in(code(-2)));
  EXPECT_TRUE(signs_in(code(-1)));
  EXPECT_FALSE(signs_in(code(-1)));
  const auto now = code();
  EXPECT_TRUE(signs_in(now.substr(0, 3) + " " + now.substr(3))) << "as apps show it";
  EXPECT_FALSE(signs_in(code(-1))) << "older than the last";
}

TEST_P(SecondFactorContract, ACodeThatRecoversIsGoodOnce) {
  const auto codes = enable();
  ASSERT_EQ(codes.size(), 10u);
  EXPECT_EQ(codes.front().size(), 16u);
  for (const auto& one : codes) {
    EXPECT_TRUE(signs_in(one)) << one;
    EXPECT_FALSE(signs_in(one)) << one;
    clock_.advance(1h);  // failures lock nobody out here
  }
}

TEST_P(SecondFactorContract, WrongCodesLockLikeWrongPasswordsAndLookAlike) {
  enable();
  const auto wrong_code =
      access_.sign_in.login({.email = kEmail, .password = kPassword, .code = "1"}, {});
  EXPECT_EQ(wrong_code.error(), login("wrong horse battery").error());
  EXPECT_EQ(wrong_code.error(), login().error());
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(signs_in("abcdef"));
  clock_.advance(1min);
  EXPECT_FALSE(signs_in(code())) << "ten failures";
  clock_.advance(15min);
  EXPECT_TRUE(signs_in(code()));
}

TEST_P(SecondFactorContract, WrongCodesOfWhoIsSignedInLockToo) {
  const auto codes = enable();
  const auto disable = [&](const std::string& given) {
    return access_.second_factor.disable(principal_, given, token_, {});
  };
  const auto confirm = [&](const std::string& given) {
    return access_.second_factor.confirm(principal_, given, token_, {});
  };
  for (int i = 0; i < 9; ++i) EXPECT_EQ(disable("abcdef").error().where, "code");
  EXPECT_FALSE(signs_in("abcdef"));
  EXPECT_FALSE(signs_in(code(1))) << "ten failures";
  EXPECT_EQ(disable(codes.front()).error().where, "code") << "locked";
  clock_.advance(15min);
  ASSERT_TRUE(disable(codes.front())) << "it was not spent";

  const auto enrolment = access_.second_factor.enroll(principal_);
  ASSERT_TRUE(enrolment);
  raw_ = bytes_of(enrolment->secret);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(confirm("abcdef").error().where, "code");
  EXPECT_FALSE(confirm(code())) << "locked";
  EXPECT_FALSE(login());
  clock_.advance(15min);
  EXPECT_TRUE(confirm(code()));
}

TEST_P(SecondFactorContract, WhoIsLockedWhileSigningInIsRefusedAndStaysLocked) {
  enable();
  interrupted_.after_shared_read = [this] {
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(signs_in("abcdef"));
  };

  EXPECT_FALSE(signs_in(code(1)));

  EXPECT_FALSE(signs_in(code(1))) << "the lock stands";
  clock_.advance(15min);
  EXPECT_TRUE(signs_in(code()));
}

TEST_P(SecondFactorContract, AWrongPasswordSpendsNoCode) {
  enable();
  EXPECT_FALSE(signs_in(code(1), "wrong horse battery"));
  EXPECT_TRUE(signs_in(code(1)));
}

TEST_P(SecondFactorContract, PuttingItInForceAndEndingItEndsOtherSessions) {
  const auto before = login()->token;
  const auto codes = enable();
  EXPECT_FALSE(by_session(before));
  EXPECT_TRUE(by_session(token_));
  EXPECT_EQ(access_.second_factor.enroll(principal_).error().code, ErrorCode::Conflict);
  EXPECT_EQ(access_.second_factor.disable(principal_, "000000", token_, {}).error().where, "code");

  ASSERT_TRUE(access_.second_factor.disable(principal_, codes.back(), token_, {}));

  EXPECT_TRUE(login());
  EXPECT_TRUE(by_session(token_));
  EXPECT_EQ(access_.second_factor.disable(principal_, codes.back(), token_, {}).error().code,
            ErrorCode::Conflict);
  EXPECT_EQ(access_.second_factor.confirm(principal_, "000000", token_, {}).error().code,
            ErrorCode::Conflict);
}

TEST_P(SecondFactorContract, WhatIsStoredOfItTellsNothingAndOpensForNobodyElse) {
  const auto codes = enable();
  const auto stored = store_.read_shared([&](app::SharedTransaction& transaction) {
    return identities_.user_by_id(transaction, principal_.user_id);
  });
  ASSERT_TRUE(stored && *stored);
  const auto& sealed = *(*stored)->totp_secret_sealed;
  EXPECT_EQ(sealed.find(raw_), std::string::npos);
  auto other = **stored;
  other.id = "0190a000-0000-7000-8000-0000000000ff";
  EXPECT_EQ(access_.second_factor.spend(other, codes.front(), clock_.now()).error().code,
            ErrorCode::UnusableInput);
}

GV_ON_EACH_ENGINE(SecondFactorContract);

}  // namespace
}  // namespace gv::contract

#include "adapters/sealing/master_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gv::sealing {
namespace {

const AccountId kGym("gym");
constexpr const char* kPlace = "account_keys.wrapped_key";

MasterKey sample() { return *MasterKey::parse(std::string(64, 'a'), "key"); }

TEST(MasterKey, OpensWhatItSealed) {
  const std::string secret("a\0b", 3);
  const auto sealed = sample().seal(kGym, kPlace, secret);

  EXPECT_EQ(*sample().open(kGym, kPlace, sealed), secret);
  EXPECT_EQ(sealed.find(secret), std::string::npos);
  EXPECT_NE(sealed, sample().seal(kGym, kPlace, secret));
}

TEST(MasterKey, RefusesAnotherAccountPlaceKeyOrByte) {
  auto sealed = sample().seal(kGym, kPlace, "secret");
  const auto other = *MasterKey::parse(std::string(64, 'b'), "key");

  EXPECT_FALSE(sample().open(AccountId("shop"), kPlace, sealed));
  EXPECT_FALSE(sample().open(kGym, "users.totp_secret_enc", sealed));
  EXPECT_FALSE(other.open(kGym, kPlace, sealed));
  EXPECT_NE(other.key_id(), sample().key_id());
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] = static_cast<char>(sealed[i] ^ 1);
    EXPECT_FALSE(sample().open(kGym, kPlace, sealed)) << i;
    sealed[i] = static_cast<char>(sealed[i] ^ 1);
    EXPECT_FALSE(sample().open(kGym, kPlace, std::string_view(sealed).substr(0, i))) << i;
  }
}

TEST(MasterKey, IsSixtyFourHexDigits) {
  EXPECT_FALSE(MasterKey::parse("", "key"));
  EXPECT_FALSE(MasterKey::parse(std::string(63, 'a'), "key"));
  EXPECT_FALSE(MasterKey::parse(std::string(64, 'g'), "key"));
  const auto error = MasterKey::parse("very secret", "GEMINIVIDEO_MASTER_KEY").error();
  EXPECT_EQ(error.message.find("secret"), std::string::npos);
}

TEST(MasterKey, IsMadeOnceForTheOwnerAlone) {
  char folder[] = "/tmp/gv_master_key_XXXXXX";
  ASSERT_NE(::mkdtemp(folder), nullptr);
  const auto path = std::string(folder) + "/master.key";

  const auto made = MasterKey::open_file(path);
  const auto again = MasterKey::open_file(path);

  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ(again->key_id(), made->key_id());
  struct stat found {};
  ASSERT_EQ(::stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  ::unlink(path.c_str());
  ::rmdir(folder);
  EXPECT_EQ(MasterKey::open_file(path).error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace gv::sealing

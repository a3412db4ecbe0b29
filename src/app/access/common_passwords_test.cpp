#include "app/access/common_passwords.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(CommonPasswords, AreRefusedHoweverTheyAreMadeLonger) {
  for (const auto* password :
       {"1qaz2wsx3edc", "1QAZ2wsx3edc", "passwordpassword", "Password1234", "2024password!!",
        "qwertyqwertyqwerty", "iloveyouiloveyou2024", "123456123456", "000000000000",
        "abcabcabcabc", " password ", "            "}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
}

TEST(CommonPasswords, OthersAreNot) {
  for (const auto* password :
       {"correct horse battery", "another horse battery", "93847561028374red", "password horse",
        "fk3-Ls9_qPz0", "", "pass word 1234", "\xff\xfe\xfd"}) {
    EXPECT_FALSE(is_common_password(password)) << password;
  }
}

}  // namespace
}  // namespace gv::app

#include "io/crypto/md5.h"

#include <gtest/gtest.h>

namespace gv::crypto {
namespace {

TEST(Md5, IsThatOfTheRfc) {
  EXPECT_EQ(md5_hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5_hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  EXPECT_EQ(md5_hex("0123456789"), "781e5e245d69b566979b86e28d23f2c7");
}

}  // namespace
}  // namespace gv::crypto

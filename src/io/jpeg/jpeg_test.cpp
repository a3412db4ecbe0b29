#include "io/jpeg/jpeg.h"

#include <gtest/gtest.h>

namespace gv::jpeg {
namespace {

TEST(Jpeg, WritesAFileWithItsMarkers) {
  const auto file = encode(Image(32, 16, 3));
  ASSERT_TRUE(file) << file.error();
  EXPECT_EQ(file->substr(0, 3), "\xFF\xD8\xFF");
  EXPECT_EQ(file->substr(file->size() - 2), "\xFF\xD9");
}

TEST(Jpeg, SamePictureSameBytes) { EXPECT_EQ(*encode(Image(9, 7, 1)), *encode(Image(9, 7, 1))); }

TEST(Jpeg, RefusesAnEmptyPicture) { EXPECT_FALSE(encode(Image())); }

TEST(Base64, FollowsTheStandard) {  // RFC 4648 section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace gv::jpeg

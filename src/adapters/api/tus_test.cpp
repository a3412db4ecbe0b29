#include "adapters/api/tus.h"

#include <gtest/gtest.h>

namespace gv::api {
namespace {

TEST(Tus, MetadataAreNamesWithValues) {
  const auto metadata = parse_upload_metadata("filename d29ybGQucGRm, is_secret,empty ");

  ASSERT_TRUE(metadata) << metadata.error();
  EXPECT_EQ(metadata->at("filename"), "world.pdf");
  EXPECT_EQ(metadata->at("is_secret"), "");
  EXPECT_EQ(metadata->size(), 3u);
  EXPECT_TRUE(parse_upload_metadata("")->empty());
}

TEST(Tus, MetadataThatAreNoneAreRefused) {
  for (const auto* text : {"a b,", "a !!", "a YQ=", "a YQ==,a YQ==", "\xc3\xa4 YQ=="}) {
    EXPECT_FALSE(parse_upload_metadata(text)) << text;
  }
  EXPECT_FALSE(parse_upload_metadata(std::string(4'097, 'a')));
}

TEST(Tus, CountsAreWholeAndNotNegative) {
  EXPECT_EQ(parse_upload_count("4294967296", "Upload-Length").value(), 4'294'967'296);
  for (const auto* text : {"", "-1", "+1", "1.0", "1 ", "9223372036854775808"}) {
    EXPECT_FALSE(parse_upload_count(text, "Upload-Length")) << text;
  }
}

// Of "hello world".
TEST(Tus, AChecksumKnowsItsBytes) {
  for (const auto* text : {"sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
                           "sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="}) {
    auto checksum = UploadChecksum::parse(text);
    ASSERT_TRUE(checksum) << text;
    checksum->add("hello ");
    EXPECT_FALSE(checksum->matches());
    checksum->add("world");
    EXPECT_TRUE(checksum->matches()) << text;
    EXPECT_TRUE(checksum->matches()) << "asking twice";
    checksum->add("!");
    EXPECT_FALSE(checksum->matches());
  }
}

TEST(Tus, AChecksumOfAnotherKindIsRefused) {
  for (const auto* text : {"", "md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha1", "sha1 YQ==", "sha256 ?"}) {
    EXPECT_FALSE(UploadChecksum::parse(text)) << text;
  }
}

TEST(Tus, TimesAreThoseOfHttp) {
  EXPECT_EQ(http_time(TimePoint(Millis(784'111'777'000))), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace gv::api

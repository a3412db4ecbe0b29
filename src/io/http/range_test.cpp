#include "io/http/range.h"

#include <gtest/gtest.h>

namespace gv::http {
namespace {

WantedRange wanted(std::string range, std::uint64_t size = 1'000, std::string if_range = {}) {
  Request request;
  request.headers.add("Range", std::move(range));
  if (!if_range.empty()) request.headers.add("If-Range", std::move(if_range));
  return wanted_range(request, size, "\"tag\"");
}

bool is_whole(const WantedRange& wanted) { return wanted.satisfiable && !wanted.range; }

TEST(Range, GivesTheBytesThatWereAskedFor) {
  EXPECT_EQ(wanted("bytes=0-499").range, (ByteRange{0, 499}));
  EXPECT_EQ(wanted("bytes=500-").range, (ByteRange{500, 999}));
  EXPECT_EQ(wanted("bytes=-200").range, (ByteRange{800, 999}));
  EXPECT_EQ(wanted("bytes=999-999").range, (ByteRange{999, 999}));
}

TEST(Range, EndsWhereTheBodyEnds) {
  EXPECT_EQ(wanted("bytes=900-5000").range, (ByteRange{900, 999}));
  EXPECT_EQ(wanted("bytes=-5000").range, (ByteRange{0, 999}));
}

TEST(Range, BeyondTheEndCannotBeGiven) {
  EXPECT_FALSE(wanted("bytes=1000-").satisfiable);
  EXPECT_FALSE(wanted("bytes=1000-2000").satisfiable);
  EXPECT_FALSE(wanted("bytes=-0").satisfiable);
  EXPECT_FALSE(wanted("bytes=-1", 0).satisfiable);
  EXPECT_FALSE(wanted("bytes=0-", 0).satisfiable);
  EXPECT_EQ(content_range({}, 1'000), "bytes */1000");
}

TEST(Range, WhatCannotBeReadIsNoRange) {
  for (const auto* text : {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,5-6",
                           "lines=0-1", "bytes 0-1", "bytes=+1-2", "bytes= 0-1", "bytes=0-1 ",
                           "bytes=18446744073709551616-", "bytes=0-18446744073709551616"}) {
    EXPECT_TRUE(is_whole(wanted(text))) << text;
  }
}

TEST(Range, OfAnotherVersionIsTheWholeBody) {
  EXPECT_TRUE(wanted("bytes=0-1", 1'000, "\"tag\"").range);
  EXPECT_TRUE(is_whole(wanted("bytes=0-1", 1'000, "\"other\"")));
  EXPECT_TRUE(is_whole(wanted("bytes=0-1", 1'000, "W/\"tag\"")));
  EXPECT_TRUE(is_whole(wanted("bytes=0-1", 1'000, "Sat, 01 Jan 2000 00:00:00 GMT")));
}

TEST(Range, SaysWhichBytesItIs) {
  EXPECT_EQ(content_range(ByteRange{0, 99}, 1'000), "bytes 0-99/1000");
}

}  // namespace
}  // namespace gv::http

#include "base/varint.h"

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

std::vector<std::uint8_t> bytes_of(std::uint64_t number) {
  std::vector<std::uint8_t> bytes;
  append_varint(bytes, number);
  return bytes;
}

TEST(Varint, SevenBitsTakeOneByte) {
  EXPECT_EQ(bytes_of(0), std::vector<std::uint8_t>{0});
  EXPECT_EQ(bytes_of(127), std::vector<std::uint8_t>{127});
  EXPECT_EQ(bytes_of(300), (std::vector<std::uint8_t>{0xAC, 0x02}));
  EXPECT_EQ(bytes_of(std::numeric_limits<std::uint64_t>::max()).size(), kVarintBytesMax);
}

TEST(Varint, SmallMagnitudesStaySmall) {
  EXPECT_EQ(zigzag(0), 0U);
  EXPECT_EQ(zigzag(-1), 1U);
  EXPECT_EQ(zigzag(1), 2U);
  EXPECT_EQ(unzigzag(zigzag(std::numeric_limits<std::int64_t>::min())),
            std::numeric_limits<std::int64_t>::min());
}

RC_GTEST_PROP(VarintProperty, WhatIsWrittenIsRead, (const std::vector<std::int64_t>& numbers)) {
  std::vector<std::uint8_t> bytes;
  for (const auto number : numbers) append_varint(bytes, zigzag(number));
  const std::uint8_t* at = bytes.data();
  for (const auto number : numbers) RC_ASSERT(unzigzag(read_varint(at)) == number);
  RC_ASSERT(at == bytes.data() + bytes.size());
}

}  // namespace
}  // namespace gv

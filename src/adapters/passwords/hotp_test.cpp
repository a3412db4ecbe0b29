#include "adapters/passwords/hotp.h"

#include <array>
#include <utility>

#include <gtest/gtest.h>

namespace gv::passwords {
namespace {

constexpr const char* kSecret = "12345678901234567890";

TEST(Hotp, IsThatOfRfc4226AppendixD) {
  constexpr std::array kCodes{"755224", "287082", "359152", "969429", "338314",
                              "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < kCodes.size(); ++i) EXPECT_EQ(hotp(kSecret, i), kCodes[i]) << i;
}

// The last six of its eight digits, at steps of thirty seconds.
TEST(Hotp, IsThatOfRfc6238AppendixB) {
  constexpr std::array<std::pair<std::uint64_t, const char*>, 6> kCodes{{{59, "287082"},
                                                                         {1111111109, "081804"},
                                                                         {1111111111, "050471"},
                                                                         {1234567890, "005924"},
                                                                         {2000000000, "279037"},
                                                                         {20000000000, "353130"}}};
  for (const auto& [second, code] : kCodes) EXPECT_EQ(hotp(kSecret, second / 30), code) << second;
}

}  // namespace
}  // namespace gv::passwords

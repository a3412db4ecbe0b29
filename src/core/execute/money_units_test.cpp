#include "core/execute/money_units.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

Currency currency(std::string_view code) { return *Currency::parse(code, "currency"); }

std::vector<Currency> all_currencies() {
  std::vector<Currency> all;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        if (const auto found = Currency::parse(std::string{a, b, c}, "c")) all.push_back(*found);
      }
    }
  }
  return all;
}

TEST(MoneyUnits, FollowMetasOwnOffsets) {
  EXPECT_EQ(to_meta_units(7500, currency("AED"), "b"), 7500);
  EXPECT_EQ(to_meta_units(7500, currency("JPY"), "b"), 7500);
  EXPECT_EQ(to_meta_units(250'000, currency("HUF"), "b"), 2500);
  EXPECT_EQ(to_meta_units(12'340, currency("KWD"), "b"), 1234);
  EXPECT_EQ(to_meta_units(75, currency("VUV"), "b"), 7500);
}

TEST(MoneyUnits, RefuseARemainder) {
  EXPECT_EQ(to_meta_units(250'001, currency("HUF"), "budget").error().where, "budget");
  EXPECT_FALSE(to_meta_units(12'345, currency("KWD"), "b"));
  EXPECT_FALSE(from_meta_units(7550, currency("VUV"), "b"));
  EXPECT_FALSE(to_meta_units(-1, currency("USD"), "b"));
  EXPECT_EQ(to_meta_units(INT64_MAX, currency("VUV"), "b").error().code, ErrorCode::Overflow);
}

TEST(MoneyUnits, GooglesAreMicros) {
  EXPECT_EQ(to_micros(12'34, currency("AED"), "b"), 12'340'000);
  EXPECT_EQ(to_micros(5000, currency("JPY"), "b"), 5'000'000'000);
  EXPECT_EQ(to_micros(12'345, currency("KWD"), "b"), 12'345'000);
  EXPECT_EQ(from_micros(12'340'000, currency("AED"), "b"), 12'34);
  EXPECT_EQ(from_micros(12'345'000, currency("AED"), "budget").error().where, "budget");
  EXPECT_FALSE(from_micros(-1, currency("AED"), "b"));
  EXPECT_EQ(to_micros(INT64_MAX, currency("AED"), "b").error().code, ErrorCode::Overflow);
}

// Invariant 8.
RC_GTEST_PROP(MoneyUnitsProperty, MinorToPlatformToMinorIsTheIdentity, ()) {
  static const auto all = all_currencies();
  const auto steps = *rc::gen::inRange<std::int64_t>(0, 10'000'000'000);
  for (const auto& each : all) {
    const std::int64_t minor = steps * meta_step(each);
    const auto units = to_meta_units(minor, each, "b");
    RC_ASSERT(units && from_meta_units(*units, each, "b") == minor);
    const auto micros = to_micros(minor, each, "b");
    RC_ASSERT(micros && from_micros(*micros, each, "b") == minor);
  }
}

TEST(MoneyUnits, CoverTheWholeTable) { EXPECT_GT(all_currencies().size(), 150u); }

}  // namespace
}  // namespace gv::execute

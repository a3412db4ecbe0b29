#include "cli/session.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(AmountOption, HasNoMoreDecimalsThanItsCurrency) {
  EXPECT_EQ(amount_option("--budget", "10.05", Currency::usd()), 1005);
  EXPECT_EQ(amount_option("--budget", "1,000", Currency::usd()), 100'000);
  const auto jpy = Currency::parse("JPY", "test").value();
  const auto refused = [](std::string_view text, Currency currency) {
    return to_string(amount_option("--budget", text, currency).error());
  };
  EXPECT_EQ(refused("10.005", Currency::usd()),
            "--budget: must have at most 2 decimals in USD, got \"10.005\"");
  EXPECT_EQ(refused("10.5", jpy), "--budget: must have at most 0 decimals in JPY, got \"10.5\"");
  EXPECT_EQ(refused("0", jpy), "--budget: must be an amount above 0, got \"0\"");
  EXPECT_EQ(refused("-1", jpy), "--budget: must be an amount above 0, got \"-1\"");
  EXPECT_EQ(refused("99999999999999", Currency::usd()),
            "--budget: must be at most 11,258,999,068,426.24, got \"99999999999999\"");
  EXPECT_FALSE(amount_option("--budget", "", jpy));
}

}  // namespace
}  // namespace gv::cli

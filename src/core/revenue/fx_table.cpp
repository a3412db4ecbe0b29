#include "core/revenue/fx_table.h"

#include <cmath>

#include <fmt/format.h>

#include "base/money.h"
#include "core/revenue/exact.h"

namespace gv::revenue {
namespace {

constexpr std::int64_t kBillion = 1'000'000'000;

std::int64_t day_of(TimePoint time) {
  return std::chrono::floor<Days>(time).time_since_epoch().count();
}

}  // namespace

Result<void> FxTable::set(TimePoint day, Currency from, Currency to, double rate) {
  if (std::isnan(rate)) return fail(ErrorCode::Nan, "fx_rate.rate", "must be a number, got NaN");
  if (!(rate >= 1e-9 && rate <= 1e9)) {
    return fail(ErrorCode::InvalidInput, "fx_rate.rate",
                fmt::format("must lie in [1e-9, 1e9], got {}", rate));
  }
  rates_[{day_of(day), from, to}] = round_half_away(rate * static_cast<double>(kBillion));
  return {};
}

std::optional<std::int64_t> FxTable::rate_e9(TimePoint time, Currency from, Currency to) const {
  const auto found = rates_.find({day_of(time), from, to});
  if (found == rates_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::int64_t> convert(std::int64_t minor, Currency from, Currency to,
                                    std::int64_t rate_e9) {
  GV_CHECK(rate_e9 > 0);
  // minor(to) = minor(from) / 10^e(from) * rate * 10^e(to). The rate is at most 1e18 in billionths
  // and a currency has at most 1000 minor units: 2^63 * 1e18 * 1e3 would not fit 128 bits, amounts
  // beyond 2^53 are refused first.
  if (std::abs(minor / 2) > (std::int64_t{1} << 52)) return std::nullopt;
  return narrowed(divide_rounded(Wide{minor} * rate_e9 * to.minor_per_major(),
                                 Wide{kBillion} * from.minor_per_major()));
}

std::optional<std::int64_t> convert_back(std::int64_t minor, Currency from, Currency to,
                                         std::int64_t rate_e9) {
  GV_CHECK(rate_e9 > 0);
  if (std::abs(minor / 2) > (std::int64_t{1} << 52)) return std::nullopt;
  return narrowed(divide_rounded(Wide{minor} * kBillion * from.minor_per_major(),
                                 Wide{rate_e9} * to.minor_per_major()));
}

}  // namespace gv::revenue

#include "core/execute/money_units.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace gv::execute {
namespace {

constexpr std::array<std::string_view, 11> kWholeUnits{"CLP", "COP", "CRC", "HUF", "ISK", "IDR",
                                                       "JPY", "KRW", "PYG", "TWD", "VND"};

constexpr std::int64_t kMicrosPerMajor = 1'000'000;

/// amount x times / per, refusing a remainder.
Result<std::int64_t> convert(std::int64_t amount, std::int64_t times, std::int64_t per,
                             const Currency& currency, std::string_view where) {
  const std::int64_t common = std::gcd(times, per);
  times /= common;
  per /= common;
  if (amount < 0) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must not be negative, got " + std::to_string(amount));
  }
  if (amount % per != 0) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must be a multiple of " + std::to_string(per) + " units of " +
                    std::string(currency.code()) + ", got " + std::to_string(amount));
  }
  if (amount / per > INT64_MAX / times) {
    return fail(ErrorCode::Overflow, std::string(where),
                "is too large to convert, got " + std::to_string(amount));
  }
  return amount / per * times;
}

}  // namespace

std::int64_t meta_offset(const Currency& currency) {
  return std::ranges::find(kWholeUnits, currency.code()) != kWholeUnits.end() ? 1 : 100;
}

Result<std::int64_t> to_meta_units(std::int64_t minor, const Currency& currency,
                                   std::string_view where) {
  return convert(minor, meta_offset(currency), currency.minor_per_major(), currency, where);
}

Result<std::int64_t> from_meta_units(std::int64_t units, const Currency& currency,
                                     std::string_view where) {
  return convert(units, currency.minor_per_major(), meta_offset(currency), currency, where);
}

Result<std::int64_t> to_micros(std::int64_t minor, const Currency& currency,
                               std::string_view where) {
  return convert(minor, kMicrosPerMajor, currency.minor_per_major(), currency, where);
}

Result<std::int64_t> from_micros(std::int64_t micros, const Currency& currency,
                                 std::string_view where) {
  return convert(micros, currency.minor_per_major(), kMicrosPerMajor, currency, where);
}

std::int64_t meta_step(const Currency& currency) {
  return std::max<std::int64_t>(1, currency.minor_per_major() / meta_offset(currency));
}

}  // namespace gv::execute

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "base/currency.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::revenue {

/// Exchange rates by UTC date. A missing rate stays missing: nothing is interpolated, inverted or
/// taken as 1.
class FxTable {
 public:
  /// `rate`: major units of `to` for one major unit of `from`, kept to nine decimals.
  /// Errors: Nan, InvalidInput unless 1e-9 <= rate <= 1e9.
  Result<void> set(TimePoint day, Currency from, Currency to, double rate);
  /// The rate of the date of `time`, in billionths.
  [[nodiscard]] std::optional<std::int64_t> rate_e9(TimePoint time, Currency from,
                                                    Currency to) const;
  [[nodiscard]] std::size_t size() const { return rates_.size(); }

 private:
  std::map<std::tuple<std::int64_t, Currency, Currency>, std::int64_t> rates_;
};

/// Minor units of `to` for minor units of `from`, rounded once; nothing on overflow.
/// Precondition (checked): rate_e9 > 0.
[[nodiscard]] std::optional<std::int64_t> convert(std::int64_t minor, Currency from, Currency to,
                                                  std::int64_t rate_e9);
/// The way back: minor units of `from` that are worth `minor` of `to` at the same rate.
[[nodiscard]] std::optional<std::int64_t> convert_back(std::int64_t minor, Currency from,
                                                       Currency to, std::int64_t rate_e9);

}  // namespace gv::revenue

#pragma once

#include <string_view>

#include <boost/json/value.hpp>

#include "base/money.h"

namespace gv::tiktok {

/// An amount in major units, as a number or a text of one: 75, 75.5, "12.34". Exact: an amount
/// finer than the currency's minor unit is refused, for nobody could set it back.
/// Errors: InvalidInput; `where` names the field.
[[nodiscard]] Result<Money> read_amount(const boost::json::value& from, const Currency& currency,
                                        std::string_view where);

/// The number that TikTok takes. Errors: CurrencyMismatch; InvalidInput for an amount below zero,
/// one with more than two decimals (12.345 KWD), or one that no double holds exactly (15 digits and
/// more); `where` names the field.
[[nodiscard]] Result<double> write_amount(const Money& amount, const Currency& currency,
                                          std::string_view where);

}  // namespace gv::tiktok

#pragma once

#include <cstdint>
#include <string_view>

#include "base/currency.h"
#include "base/result.h"

namespace gv::execute {

/// Meta's sub-units in one major unit: 1 for CLP COP CRC HUF ISK IDR JPY KRW PYG TWD VND, 100 for
/// every other currency, three-decimal ones included. Source: Marketing API, currency codes.
[[nodiscard]] std::int64_t meta_offset(const Currency& currency);

/// Minor units (ISO 4217) as the integer Meta expects: minor x offset / 10^exponent.
/// Errors: InvalidInput when a remainder is left (12.345 KWD has no Meta amount) or the amount is
/// negative; Overflow. `where` names the field.
[[nodiscard]] Result<std::int64_t> to_meta_units(std::int64_t minor, const Currency& currency,
                                                 std::string_view where);
/// The way back. Errors: InvalidInput, Overflow, as above.
[[nodiscard]] Result<std::int64_t> from_meta_units(std::int64_t units, const Currency& currency,
                                                   std::string_view where);

/// Minor units as the micros of a major unit that Google has all amounts in: 12.34 AED is
/// 12,340,000. Errors: InvalidInput when the amount is negative; Overflow.
[[nodiscard]] Result<std::int64_t> to_micros(std::int64_t minor, const Currency& currency,
                                             std::string_view where);
/// The way back. Errors: InvalidInput when a remainder is left (half a cent) or the amount is
/// negative; Overflow.
[[nodiscard]] Result<std::int64_t> from_micros(std::int64_t micros, const Currency& currency,
                                               std::string_view where);

/// Smallest step of a budget, in minor units, that Meta can express: 1 for USD, 100 for HUF, 10
/// for KWD. Budgets are rounded to it before they are sent.
[[nodiscard]] std::int64_t meta_step(const Currency& currency);

}  // namespace gv::execute

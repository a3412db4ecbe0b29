#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/files/cell_name.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::files {

/// Largest count and largest amount in minor units that a cell may hold. Far above any account,
/// low enough that thousands of rows add up within 64 bits.
inline constexpr std::int64_t kCellMax = 1'000'000'000'000'000;

/// `text` without blanks (also no-break spaces) around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Whether an export means "nothing" by this cell: empty, "-" or a dash.
[[nodiscard]] bool is_blank(std::string_view text);
/// Lower case, with ' ' and '-' as '_': "Not delivering" and "not_delivering" are one word.
[[nodiscard]] std::string folded(std::string_view text);

/// "1,234", "1234" or "1234.0": a whole number in [0, kCellMax].
/// Errors: InvalidInput, NegativeCount, Nan, Overflow; `name` is the cell's.
[[nodiscard]] Result<std::int64_t> read_count(std::string_view text, const CellName& name);
/// "1,234.5": a finite number in [0, kCellMax]. Errors: as `read_count`.
[[nodiscard]] Result<double> read_number(std::string_view text, const CellName& name);
/// "1,234.50" major units as minor units in [0, kCellMax]. Errors: as `read_count`.
[[nodiscard]] Result<std::int64_t> read_amount(std::string_view text, Currency currency,
                                               const CellName& name);

}  // namespace gv::files

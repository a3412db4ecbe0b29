#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/currency.h"
#include "base/result.h"

namespace gv::files {

/// Whose header the file has.
enum class Dialect { Native, AdsManager, Mapped };
[[nodiscard]] std::string_view to_text(Dialect dialect);

/// "field=Column" pairs onto the native names, also `date` (start and end), `conversions` (deals)
/// and `breakdown` (as often as needed).
using ColumnMap = std::vector<std::pair<std::string, std::string>>;

/// Reads one "field=Column". Errors: InvalidInput without '='; UnknownKey for a field that does not
/// exist, with the nearest one that does.
[[nodiscard]] Result<std::pair<std::string, std::string>> parse_mapping(std::string_view text);

/// Columns that mean the same: the first one in which the file has anything is used.
struct Candidates {
  std::vector<std::size_t> at;  ///< positions in a row
  std::vector<std::string> names;
};

using Column = std::optional<std::size_t>;  ///< position in a row

/// Where the facts of a row stand.
struct Columns {
  Dialect dialect{Dialect::Native};
  std::vector<std::size_t> ad;        ///< the id, or names from campaign down to ad
  std::vector<std::size_t> campaign;  ///< none or one
  std::vector<std::size_t> unit;      ///< none: each ad is its own budget unit
  Column ad_name, status, start, end, impressions, clicks, spend;
  Column pipeline_value, cash_revenue, budget, budget_type, frequency, learning, currency_code;
  Column result_kind;  ///< what Results counts: purchases, leads, link clicks
  Candidates deals;
  Candidates values;  ///< worth of the deals, where the file does not part pipeline and cash
  std::vector<std::size_t> breakdown;
  std::optional<Currency> currency;  ///< named by the header: "Amount spent (USD)"
  std::vector<std::string> header;
  std::vector<std::string> notes;
};

/// Finds the columns of an ads file. A map makes the dialect `Mapped`, what it leaves out is looked
/// for under the native names; else the header tells.
///
/// Errors: UnusableInput: a column is missing (the closest one present is named), or one that is
/// needed appears twice; CurrencyMismatch: the header names two currencies; UnknownKey,
/// InvalidInput for the map. `file` names the file in messages.
[[nodiscard]] Result<Columns> find_columns(const std::vector<std::string>& header,
                                           const ColumnMap& map, const std::string& file);

}  // namespace gv::files

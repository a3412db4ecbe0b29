#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/files/columns.h"
#include "adapters/files/date_reader.h"
#include "adapters/files/rejects.h"
#include "base/currency.h"
#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"
#include "core/belief/records.h"
#include "io/file/byte_source.h"

namespace gv::files {

struct AdsOptions {
  std::string platform{"meta"};
  ColumnMap map;  ///< none: the header tells native from Ads Manager
  std::optional<DateFormat> date_format;
  TimeZone zone;
  /// Of the account. Nothing: what the file names, else USD.
  std::optional<Currency> currency;
  /// Rows that end later are rejected. Nothing: the newest row end of the file.
  std::optional<TimePoint> now;
  /// Worth of one deal in minor units, for files that count deals and do not value them (the value
  /// of the count stage). Nothing: such deals have no known value.
  std::optional<double> deal_value_minor;
};

/// An ad none of whose rows was any use.
struct RejectedAd {
  std::string ad_id;
  std::string reason;  ///< of its first row
  friend bool operator==(const RejectedAd&, const RejectedAd&) = default;
};

struct RowCounts {
  std::uint64_t read{0};  ///< without the header, blank lines and totals
  std::uint64_t used{0};
  std::uint64_t rejected{0};
  std::uint64_t totals_skipped{0};
  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

/// What an ads file says. Everything but the order of `rejected_rows` is the same for any order of
/// the rows (of two rows with the same ad, dates and breakdown the first one counts).
struct AdsTable {
  Dialect dialect{Dialect::Native};
  Currency currency{Currency::usd()};
  TimePoint newest_end;                    ///< of the used rows; `data_as_of` of every ad
  std::vector<belief::AdState> ads;        ///< by ad id
  std::vector<std::string> ad_names;       ///< beside `ads`; empty where the file has none
  std::vector<belief::BudgetUnit> units;   ///< by unit id
  std::vector<RejectedRow> rejected_rows;  ///< by line
  std::vector<RejectedAd> rejected_ads;    ///< by ad id
  std::vector<std::string> notes;          ///< what was assumed, for people
  RowCounts counts;
  /// Of the used rows as they were understood, sorted as texts: the same whatever order they came
  /// in.
  Sha256 canonical_rows;
};

/// Reads an ads file: native, an Ads Manager export or any other one through `options.map`.
///
/// Rows of one ad become its buckets. Rows that differ in a breakdown column only are summed; the
/// same ad, dates and breakdown twice: the later row is rejected; where spans of one ad overlap
/// the shorter ones are kept. A date as row end includes that day; one of start and end alone is
/// that day, or the hour that begins or ends there; one column for both is the day of what it says,
/// a time of day or not. The deals of a row count at its end and were
/// clicked at its start.
/// A status that is not known reads as active, with a note: an ad nobody watches costs more than a
/// decision too many. Without an ad set every ad is its own budget unit; without a budget a unit's
/// is its mean daily spend over its last seven days of delivery.
///
/// Without a good row the table has no ads: what that means is the caller's, see `none_usable`.
///
/// Errors: UnusableInput: no rows, no such columns, no text; CurrencyMismatch: two currencies,
/// or another one than the account's; what `find_columns` reports. O(n log n); in memory are some
/// 35 bytes a row and the text that may be wanted for a rejects file.
[[nodiscard]] Result<AdsTable> read_ads(std::unique_ptr<file::ByteSource> source,
                                        const std::string& name, const AdsOptions& options = {});
/// The same from a path; "-" is the standard input, gzip is unpacked. Of a regular file no text is
/// held: where rows turn out to be of no use only beside others, it is read once more for their
/// text.
/// Errors: also NotFound.
[[nodiscard]] Result<AdsTable> read_ads_file(const std::string& path,
                                             const AdsOptions& options = {});

/// The currency that `read_ads_file` would find; the rows are read only where they alone know it.
/// Errors: those of `read_ads_file`.
[[nodiscard]] Result<Currency> currency_of_file(const std::string& path,
                                                const AdsOptions& options = {});

}  // namespace gv::files

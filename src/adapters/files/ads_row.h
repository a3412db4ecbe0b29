#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/files/columns.h"
#include "adapters/files/date_reader.h"
#include "base/result.h"
#include "base/time.h"
#include "core/belief/records.h"
#include "io/csv/reader.h"

namespace gv::files {

/// One row of an ads file, read but not yet put together with the others.
struct AdsRow {
  std::uint64_t line{0};
  std::string ad;
  std::string ad_name;
  std::string campaign;
  std::string unit;
  std::string breakdown;  ///< values of the breakdown columns, joined
  TimePoint start;
  TimePoint end;
  belief::AdStatus status{belief::AdStatus::Active};
  belief::Learning learning{belief::Learning::None};
  std::string status_unknown;  ///< a status nobody told us about; read as active
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  std::vector<double> deals;                        ///< by candidate column
  std::vector<std::optional<std::int64_t>> values;  ///< minor units, by candidate column
  std::optional<std::int64_t> pipeline_minor;
  std::optional<std::int64_t> cash_minor;
  std::optional<std::int64_t> budget_minor;  ///< a day
  std::optional<double> frequency;
  Currency currency{Currency::usd()};
};

/// What a word of a status column means. Nothing for a word that is not known. `learning` is set
/// where the delivery column tells it: "Learning", "Learning limited".
struct StatusWord {
  belief::AdStatus status{belief::AdStatus::Active};
  belief::Learning learning{belief::Learning::None};
};
[[nodiscard]] std::optional<StatusWord> read_status(std::string_view text);
[[nodiscard]] std::optional<belief::Learning> read_learning(std::string_view text);

/// Reads rows of one file. The referenced objects outlive it.
class AdsRowReader {
 public:
  /// `currency`: of rows that do not say; `account`: nothing, or what rows may not differ from.
  AdsRowReader(const Columns& columns, const DateReader& dates, Currency currency,
               std::optional<Currency> account)
      : columns_(columns), dates_(dates), currency_(currency), account_(account) {}

  /// Whether the row sums up others: no ad in it, or its first cell says so (Ads Manager).
  [[nodiscard]] bool is_total(const csv::Row& row) const;
  /// The ad a row speaks of, also where the rest of it is no use; empty when it cannot be told.
  [[nodiscard]] std::string ad_of(const csv::Row& row) const;
  /// Fills `into`, whatever it held; handing in the same one again saves its memory.
  /// Errors: the first bad cell, `where` is "row 17.clicks".
  [[nodiscard]] Result<void> read(const csv::Row& row, AdsRow& into) const;

 private:
  [[nodiscard]] std::string_view cell(const csv::Row& row, const Column& column) const;
  void join(const csv::Row& row, const std::vector<std::size_t>& at, std::string& into) const;
  Result<void> read_identity(const csv::Row& row, AdsRow& into) const;
  Result<void> read_span(const csv::Row& row, AdsRow& into) const;
  Result<void> read_delivery(const csv::Row& row, AdsRow& into) const;
  Result<void> read_outcomes(const csv::Row& row, AdsRow& into) const;
  Result<void> read_setup(const csv::Row& row, AdsRow& into) const;
  Result<std::optional<std::int64_t>> amount(const csv::Row& row, const Column& column,
                                             const char* name, const AdsRow& into) const;

  const Columns& columns_;
  const DateReader& dates_;
  Currency currency_;
  std::optional<Currency> account_;
};

}  // namespace gv::files

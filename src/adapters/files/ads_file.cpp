#include "adapters/files/ads_file.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/ads_row.h"
#include "adapters/files/ads_table.h"
#include "adapters/files/packed_rows.h"
#include "io/csv/reader.h"
#include "io/file/file.h"

namespace gv::files {
namespace {

/// What the account's currency is known to be before a row was read.
Result<std::optional<Currency>> known_currency(const Columns& columns, const AdsOptions& options,
                                               const std::string& name) {
  if (options.currency && columns.currency && *options.currency != *columns.currency) {
    return fail(ErrorCode::CurrencyMismatch, name,
                fmt::format("the header says {}, the account is in {}", columns.currency->code(),
                            options.currency->code()),
                fmt::format("use --currency {}", columns.currency->code()));
  }
  return options.currency ? options.currency : columns.currency;
}

using Reopen = std::function<Result<std::unique_ptr<file::ByteSource>>()>;

/// Reads all rows of one file and sorts the good from the bad.
class FileReading {
 public:
  /// `reopen` gives the same bytes again; none: they come only once.
  FileReading(csv::Reader reader, const AdsOptions& options, Reopen reopen)
      : reader_(std::move(reader)), options_(options), reopen_(std::move(reopen)) {}

  Result<AdsTable> run() {
    GV_TRY(columns_, find_columns(reader_.header(), options_.map, reader_.name()));
    GV_TRY(const auto account, known_currency(columns_, options_, reader_.name()));
    table_.dialect = columns_.dialect;
    table_.currency = account.value_or(Currency::usd());
    table_.notes = columns_.notes;
    const DateReader dates(options_.date_format, options_.zone);
    const AdsRowReader row_reader(columns_, dates, table_.currency, account);
    GV_TRY(read_rows(row_reader));
    if (!account) {
      GV_TRY(settle_currency());
    }
    table_ = assemble(std::move(rows_), columns_, options_, std::move(table_));
    auto& rejected = table_.rejected_rows;
    std::sort(rejected.begin(), rejected.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    if (reopen_) GV_TRY(look_up_texts());
    name_lost_ads();
    return std::move(table_);
  }

 private:
  Result<void> read_rows(const AdsRowReader& row_reader) {
    csv::Row row;
    AdsRow read;
    while (true) {
      GV_TRY(const bool more, reader_.next(row));
      if (!more) break;
      if (!row.error && row_reader.is_total(row)) {
        ++table_.counts.totals_skipped;
        continue;
      }
      ++table_.counts.read;
      if (row.error) {
        table_.rejected_rows.push_back(
            {row.line, fmt::format("row {}: {}", row.line, row.error->reason), row.error->raw});
      } else if (const auto good = row_reader.read(row, read); good) {
        take(row, read);
      } else {
        reject(row, to_string(good.error()), row_reader.ad_of(row));
      }
    }
    if (table_.counts.read > 0) return {};
    return fail(ErrorCode::UnusableInput, reader_.name(), "has a header and no rows");
  }

  void take(const csv::Row& row, const AdsRow& read) {
    if (currencies_.empty() || *currencies_.rbegin() != read.currency.code()) {
      currencies_.emplace(read.currency.code());
    }
    if (options_.now && read.end > *options_.now) {
      reject(row,
             fmt::format("row {}.end: {} lies in the future, now is {}", row.line,
                         format_time(read.end), format_time(*options_.now)),
             read.ad);
      return;
    }
    rows_.add(read, reopen_ ? std::string() : raw_of(row, reader_.delimiter()));
  }

  /// `ad`: whose row it is, empty when that cannot be told.
  void reject(const csv::Row& row, std::string reason, std::string ad) {
    table_.rejected_rows.push_back({row.line, std::move(reason), raw_of(row, reader_.delimiter())});
    if (!ad.empty()) bad_rows_.emplace_back(std::move(ad), row.line);
  }

  /// No option and no header named the currency: the rows have to agree.
  Result<void> settle_currency() {
    if (currencies_.size() > 1) {
      return fail(ErrorCode::CurrencyMismatch, reader_.name(),
                  fmt::format("holds amounts in {}; an account has one currency",
                              fmt::join(currencies_, ", ")),
                  "pass --currency to keep the rows of one of them");
    }
    if (!currencies_.empty()) {
      GV_TRY(table_.currency, Currency::parse(*currencies_.begin(), reader_.name()));
    }
    if (!columns_.currency_code) {
      table_.notes.emplace_back("amounts are read as USD, because nothing names a currency");
    }
    return {};
  }

  /// Reads the file once more for the text of rows that were no use only beside others.
  Result<void> look_up_texts() {
    auto wanted = table_.rejected_rows.begin();
    const auto skip_known = [&] {
      while (wanted != table_.rejected_rows.end() && !wanted->raw.empty()) ++wanted;
      return wanted != table_.rejected_rows.end();
    };
    if (!skip_known()) return {};
    GV_TRY(auto source, reopen_());
    GV_TRY(auto reader, csv::Reader::open(std::move(source), reader_.name()));
    csv::Row row;
    while (skip_known()) {
      GV_TRY(const bool more, reader.next(row));
      if (!more) break;
      if (row.line < wanted->line) continue;
      if (row.line == wanted->line) wanted->raw = raw_of(row, reader.delimiter());
      ++wanted;
    }
    return {};
  }

  /// Duplicates and overlaps leave their ad a good row; only unreadable and future rows can take
  /// the last one.
  void name_lost_ads() {
    std::map<std::string, std::uint64_t> first_line;
    for (const auto& [ad, line] : bad_rows_) {
      auto& first = first_line.try_emplace(ad, line).first->second;
      first = std::min(first, line);
    }
    for (const auto& ad : table_.ads) first_line.erase(ad.key.ad_id.text());
    for (const auto& [ad, line] : first_line) {
      const auto row = std::lower_bound(
          table_.rejected_rows.begin(), table_.rejected_rows.end(), line,
          [](const RejectedRow& rejected, std::uint64_t at) { return rejected.line < at; });
      table_.rejected_ads.push_back({ad, row->reason});
    }
  }

  csv::Reader reader_;
  const AdsOptions& options_;
  Columns columns_;
  AdsTable table_;
  Reopen reopen_;
  PackedRows rows_;
  std::set<std::string> currencies_;                             ///< of the readable rows
  std::vector<std::pair<std::string, std::uint64_t>> bad_rows_;  ///< ad and line
};

}  // namespace

Result<AdsTable> read_ads(std::unique_ptr<file::ByteSource> source, const std::string& name,
                          const AdsOptions& options) {
  GV_TRY(auto reader, csv::Reader::open(std::move(source), name));
  return FileReading(std::move(reader), options, {}).run();
}

Result<AdsTable> read_ads_file(const std::string& path, const AdsOptions& options) {
  GV_TRY(auto source, file::open(path));
  std::error_code error;
  const bool comes_again = path != "-" && std::filesystem::is_regular_file(path, error);
  GV_TRY(auto reader, csv::Reader::open(std::move(source), path));
  return FileReading(std::move(reader), options,
                     comes_again ? Reopen([&path] { return file::open(path); }) : Reopen())
      .run();
}

Result<Currency> currency_of_file(const std::string& path, const AdsOptions& options) {
  GV_TRY(auto source, file::open(path));
  GV_TRY(auto reader, csv::Reader::open(std::move(source), path));
  GV_TRY(const auto columns, find_columns(reader.header(), options.map, path));
  GV_TRY(const auto known, known_currency(columns, options, path));
  if (known) return *known;
  if (!columns.currency_code) return Currency::usd();
  GV_TRY(const auto table, FileReading(std::move(reader), options, {}).run());
  return table.currency;
}

}  // namespace gv::files

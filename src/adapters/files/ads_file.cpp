#include "adapters/files/ads_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/ads_row.h"
#include "adapters/files/ads_table.h"
#include "base/hash.h"
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

/// Reads all rows of one file and sorts the good from the bad.
class FileReading {
 public:
  FileReading(csv::Reader reader, const AdsOptions& options)
      : reader_(std::move(reader)), options_(options) {}

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
    reject_future();
    table_ = assemble(std::move(rows_), columns_, options_, std::move(table_));
    return finish();
  }

 private:
  Result<void> read_rows(const AdsRowReader& row_reader) {
    csv::Row row;
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
        continue;
      }
      auto read = row_reader.read(row);
      if (read) {
        read->raw = raw_of(row, reader_.delimiter());
        rows_.push_back(*std::move(read));
      } else {
        table_.rejected_rows.push_back(
            {row.line, to_string(read.error()), raw_of(row, reader_.delimiter())});
        if (auto ad = row_reader.ad_of(row); !ad.empty()) {
          bad_rows_.emplace_back(std::move(ad), row.line);
        }
      }
    }
    if (table_.counts.read > 0) return {};
    return fail(ErrorCode::UnusableInput, reader_.name(), "has a header and no rows");
  }

  /// No option and no header named the currency: the rows have to agree.
  Result<void> settle_currency() {
    std::set<std::string> codes;
    for (const auto& row : rows_) codes.emplace(row.currency.code());
    if (codes.size() > 1) {
      return fail(
          ErrorCode::CurrencyMismatch, reader_.name(),
          fmt::format("holds amounts in {}; an account has one currency", fmt::join(codes, ", ")),
          "pass --currency to keep the rows of one of them");
    }
    if (!rows_.empty()) table_.currency = rows_.front().currency;
    if (!columns_.currency_code) {
      table_.notes.emplace_back("amounts are read as USD, because nothing names a currency");
    }
    return {};
  }

  void reject_future() {
    if (!options_.now) return;
    std::erase_if(rows_, [&](const AdsRow& row) {
      if (row.end <= *options_.now) return false;
      table_.rejected_rows.push_back(
          {row.line,
           fmt::format("row {}.end: {} lies in the future, now is {}", row.line,
                       format_time(row.end), format_time(*options_.now)),
           row.raw});
      bad_rows_.emplace_back(row.ad, row.line);
      return true;
    });
  }

  AdsTable finish() {
    auto& rejected = table_.rejected_rows;
    std::sort(rejected.begin(), rejected.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    name_lost_ads();
    return std::move(table_);
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
  std::vector<AdsRow> rows_;
  std::vector<std::pair<std::string, std::uint64_t>> bad_rows_;  ///< ad and line
};

}  // namespace

Result<AdsTable> read_ads(std::unique_ptr<file::ByteSource> source, const std::string& name,
                          const AdsOptions& options) {
  GV_TRY(auto reader, csv::Reader::open(std::move(source), name));
  return FileReading(std::move(reader), options).run();
}

Result<AdsTable> read_ads_file(const std::string& path, const AdsOptions& options) {
  GV_TRY(auto source, file::open(path));
  return read_ads(std::move(source), path, options);
}

std::string inputs_hash(const std::vector<std::string>& canonical_rows) {
  std::string all;
  for (const auto& row : canonical_rows) all += row;
  return sha256_hex(all);
}

}  // namespace gv::files

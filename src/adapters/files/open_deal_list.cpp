#include "adapters/files/open_deal_list.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/files/columns.h"
#include "adapters/files/header.h"
#include "base/money.h"
#include "base/utf8.h"

namespace gv::files {
namespace {

struct ListColumns {
  std::size_t id{0};
  std::size_t stage{0};
  Column amount;
  Column currency;
  Column age;
};

Result<ListColumns> find_columns(const csv::Reader& reader) {
  const Header header(reader.header(), reader.name());
  const char* const hint =
      "deals come as a list, id,stage, or as events, deal_id,stage,occurred_at";
  ListColumns columns;
  GV_TRY(columns.id, header.require("id", hint));
  GV_TRY(columns.stage, header.require("stage", hint));
  GV_TRY(columns.amount, header.find("amount"));
  GV_TRY(columns.currency, header.find("currency"));
  GV_TRY(columns.age, header.find("age_in_stage_days"));
  return columns;
}

/// A bad cell makes the file unusable: a forecast that quietly misses a deal is worse than none.
template <class T>
Result<T> usable(Result<T> result) {
  if (!result) result.error().code = ErrorCode::UnusableInput;
  return result;
}

Result<double> read_days(std::string_view text, const std::string& where) {
  double days = 0.0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, days);
  if (error != std::errc{} || stop != end || !(days >= 0.0 && days <= 1e6)) {
    return fail(ErrorCode::UnusableInput, where,
                "must be a number of days from 0 to 1e6, got \"" + excerpt(text, 40) + "\"");
  }
  return days;
}

Result<revenue::PipelineDeal> read_row(const csv::Row& row, const ListColumns& columns,
                                       Currency currency) {
  const std::string where = "row " + std::to_string(row.line);
  const auto cell = [&](const Column& at) { return at ? row.fields[*at] : std::string_view(); };
  revenue::PipelineDeal deal;
  deal.id = std::string(row.fields[columns.id]);
  if (deal.id.empty()) return fail(ErrorCode::UnusableInput, where + ".id", "must not be empty");
  deal.stage = std::string(row.fields[columns.stage]);
  if (const auto code = cell(columns.currency); !code.empty()) {
    GV_TRY(deal.currency, usable(Currency::parse(code, where + ".currency")));
  }
  if (const auto amount = cell(columns.amount); !amount.empty()) {
    const auto unit = deal.currency.value_or(currency);
    GV_TRY(const auto money, usable(Money::parse_major(amount, unit, where + ".amount")));
    deal.amount_minor = money.minor();
  }
  if (const auto age = cell(columns.age); !age.empty()) {
    GV_TRY(deal.age_in_stage_days, read_days(age, where + ".age_in_stage_days"));
  }
  return deal;
}

}  // namespace

Result<std::vector<revenue::PipelineDeal>> read_open_deal_list(csv::Reader& reader,
                                                               Currency currency) {
  GV_TRY(const auto columns, find_columns(reader));
  std::vector<revenue::PipelineDeal> deals;
  csv::Row row;
  for (;;) {
    GV_TRY(const bool more, reader.next(row));
    if (!more) break;
    if (row.error) {
      return fail(ErrorCode::UnusableInput, reader.name() + ":" + std::to_string(row.line),
                  row.error->reason);
    }
    GV_TRY(auto deal, read_row(row, columns, currency));
    deals.push_back(std::move(deal));
  }
  if (deals.empty()) {
    return fail(ErrorCode::UnusableInput, reader.name(), "has a header but no deals");
  }
  return deals;
}

}  // namespace gv::files

#include "adapters/obd/obd.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/nearest.h"
#include "base/utf8.h"
#include "io/csv/reader.h"
#include "io/file/file.h"

namespace gv::obd {
namespace {

constexpr std::int32_t kActionsMax = 100'000;
constexpr std::array<std::string_view, 4> kColumns{"item_id", "position", "click",
                                                   "propensity_score"};

Result<std::array<std::size_t, 4>> find_columns(const csv::Reader& reader) {
  std::array<std::size_t, 4> at{};
  const auto& header = reader.header();
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = std::find(header.begin(), header.end(), kColumns[i]);
    if (found == header.end()) {
      const auto closest = nearest(kColumns[i], header);
      return fail(
          ErrorCode::UnusableInput, reader.name(),
          "has no column \"" + std::string(kColumns[i]) + "\"" +
              (closest ? "; the closest one is \"" + std::string(closest->name) + "\"" : ""));
    }
    at[i] = static_cast<std::size_t>(found - header.begin());
  }
  return at;
}

template <class Number>
Result<Number> number(std::string_view text, Number lo, Number hi, const csv::Row& row,
                      std::string_view column) {
  Number value{};
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || !(value >= lo && value <= hi)) {
    return fail(ErrorCode::UnusableInput,
                "row " + std::to_string(row.line) + "." + std::string(column),
                "must be a number from " + std::to_string(lo) + " to " + std::to_string(hi) +
                    ", got \"" + excerpt(text, 40) + "\"");
  }
  return value;
}

Result<evaluate::Row> read_row(const csv::Row& row, const std::array<std::size_t, 4>& at) {
  const auto cell = [&](std::size_t i) { return row.fields[at[i]]; };
  evaluate::Row out;
  GV_TRY(out.action, number<std::int32_t>(cell(0), 0, kActionsMax - 1, row, kColumns[0]));
  GV_TRY(const auto position, number<std::int32_t>(cell(1), 1, 3, row, kColumns[1]));
  out.position = position - 1;
  GV_TRY(const auto click, number<std::int32_t>(cell(2), 0, 1, row, kColumns[2]));
  out.reward = click;
  GV_TRY(out.propensity, number<double>(cell(3), 1e-12, 1.0, row, kColumns[3]));
  return out;
}

}  // namespace

Result<evaluate::Log> read_log(const std::string& path) {
  GV_TRY(auto source, file::open(path));
  GV_TRY(auto reader, csv::Reader::open(std::move(source), path));
  GV_TRY(const auto at, find_columns(reader));
  evaluate::Log log;
  log.positions = 3;
  csv::Row row;
  for (;;) {
    GV_TRY(const bool more, reader.next(row));
    if (!more) break;
    if (row.error) {
      return fail(ErrorCode::UnusableInput, path + ":" + std::to_string(row.line),
                  row.error->reason);
    }
    GV_TRY(auto read, read_row(row, at));
    log.actions = std::max(log.actions, read.action + 1);
    log.rows.push_back(std::move(read));
  }
  if (log.rows.empty()) return fail(ErrorCode::UnusableInput, path, "has a header but no rows");
  return log;
}

}  // namespace gv::obd

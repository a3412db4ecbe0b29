#include "adapters/files/deal_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/cell.h"
#include "adapters/files/header.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "io/csv/writer.h"

namespace gv::files {
namespace {

using revenue::DealEvent;
using revenue::PipelineConfig;

constexpr const char* kHint = "rename the column; a deals file is described in: help files";

class RowReader {
 public:
  RowReader(const PipelineConfig& pipeline, const DealRowRules& rules)
      : pipeline_(pipeline), rules_(rules) {}

  Result<void> find_columns(const Header& header) {
    GV_TRY(deal_, header.require("deal_id", kHint));
    GV_TRY(stage_, header.require("stage", kHint));
    GV_TRY(occurred_at_, header.require("occurred_at", kHint));
    GV_TRY(ad_, header.find("ad_id"));
    if (rules_.ads && !ad_) return header.missing("ad_id", kHint);
    GV_TRY(amount_, header.find("amount"));
    GV_TRY(click_at_, header.find("click_at"));
    return {};
  }

  Result<DealRow> read(const csv::Row& row) const {
    const std::string where = "row " + std::to_string(row.line);
    const auto cell = [&](std::size_t at) { return trimmed(row.fields[at]); };
    DealRow into{.line = row.line};
    GV_TRY(into.event.deal, DealId::parse(cell(deal_), where + ".deal_id"));
    GV_TRY(into.ad, read_ad(ad_ ? cell(*ad_) : "", where + ".ad_id"));
    GV_TRY(read_stage(cell(stage_), where + ".stage", into.event));
    GV_TRY(read_times(row, where, into));
    if (amount_ && !is_blank(cell(*amount_))) {
      GV_TRY(into.event.amount_minor,
             read_amount(cell(*amount_), pipeline_.currency(), where + ".amount"));
    }
    complete(into);
    return into;
  }

 private:
  Result<AdId> read_ad(std::string_view text, const std::string& where) const {
    if (!rules_.ads && text.empty()) return AdId();
    GV_TRY(auto ad, AdId::parse(text, where));
    if (!rules_.ads || rules_.ads->contains(ad.text())) return ad;
    return fail(ErrorCode::NotFound, where,
                "no ad \"" + excerpt(ad.text(), 60) + "\" in the ads file");
  }

  Result<void> read_stage(std::string_view text, const std::string& where, DealEvent& event) const {
    event.stage = std::string(text);
    event.property_value = event.stage;
    if (!text.empty() && pipeline_.resolve({"file", "", event.stage})) return {};
    return fail(ErrorCode::UnknownStage, where,
                "must be one of " + pipeline_.known_keys() + ", got \"" + excerpt(text, 60) + "\"");
  }

  Result<void> read_times(const csv::Row& row, const std::string& where, DealRow& into) const {
    GV_TRY(const TimeSpan at, rules_.dates.read(row.fields[occurred_at_], where + ".occurred_at"));
    into.event.occurred_at = into.event.received_at = at.start;
    if (rules_.now && at.start > *rules_.now) {
      return fail(
          ErrorCode::ClockSkew, where + ".occurred_at",
          "lies in the future: " + format_time(at.start) + ", now is " + format_time(*rules_.now));
    }
    if (!click_at_ || is_blank(row.fields[*click_at_])) return {};
    GV_TRY(const TimeSpan click, rules_.dates.read(row.fields[*click_at_], where + ".click_at"));
    // An event with a date alone may have come at any time of that day.
    if (click.start > at.start && click.start >= at.end) {
      return fail(ErrorCode::InvalidInput, where + ".click_at",
                  "must not lie after the event at " + format_time(at.start) + ", got " +
                      format_time(click.start));
    }
    into.click_at = std::min(click.start, at.start);
    return {};
  }

  /// What the file leaves out: the account, and an identity that makes a row told twice one event.
  void complete(DealRow& row) const {
    row.event.account = pipeline_.spec().account;
    row.event.crm = "file";
    row.event.event_key = sha256_hex(canonical(row));
  }

  const PipelineConfig& pipeline_;
  const DealRowRules& rules_;
  std::size_t deal_{0};
  std::size_t stage_{0};
  std::size_t occurred_at_{0};
  std::optional<std::size_t> ad_;
  std::optional<std::size_t> amount_;
  std::optional<std::size_t> click_at_;
};

/// Orders by deal and time; of rows that say the same the first one in the file stays.
void drop_repeats(DealRows& table) {
  std::sort(table.rows.begin(), table.rows.end(), [](const DealRow& a, const DealRow& b) {
    return std::tie(a.event.deal, a.event.occurred_at, a.event.event_key, a.line) <
           std::tie(b.event.deal, b.event.occurred_at, b.event.event_key, b.line);
  });
  std::vector<DealRow> kept;
  for (auto& row : table.rows) {
    if (!kept.empty() && kept.back().event.event_key == row.event.event_key) {
      table.rejected_rows.push_back(
          {row.line, fmt::format("row {}: is row {} again", row.line, kept.back().line), row.raw});
    } else {
      kept.push_back(std::move(row));
    }
  }
  table.rows = std::move(kept);
}

}  // namespace

Result<DealRows> read_deal_rows(csv::Reader& reader, const PipelineConfig& pipeline,
                                const DealRowRules& rules) {
  RowReader row_reader(pipeline, rules);
  GV_TRY(row_reader.find_columns(Header(reader.header(), reader.name())));
  DealRows table;
  csv::Row row;
  while (true) {
    GV_TRY(const bool more, reader.next(row));
    if (!more) break;
    ++table.read;
    if (row.error) {
      table.rejected_rows.push_back(
          {row.line, fmt::format("row {}: {}", row.line, row.error->reason), row.error->raw});
    } else if (auto read = row_reader.read(row)) {
      read->raw = raw_of(row, reader.delimiter());
      table.rows.push_back(*std::move(read));
    } else {
      table.rejected_rows.push_back(
          {row.line, to_string(read.error()), raw_of(row, reader.delimiter())});
    }
  }
  if (table.read == 0) {
    return fail(ErrorCode::UnusableInput, reader.name(), "has a header and no rows");
  }
  drop_repeats(table);
  std::sort(table.rejected_rows.begin(), table.rejected_rows.end(),
            [](const auto& a, const auto& b) { return a.line < b.line; });
  return table;
}

std::string canonical(const DealRow& row) {
  const auto ms = [](TimePoint time) { return std::to_string(time.time_since_epoch().count()); };
  std::string text;
  csv::append_record(text, {"deal", row.event.deal.text(), row.ad.text(), row.event.stage,
                            row.event.amount_minor ? std::to_string(*row.event.amount_minor) : "",
                            row.click_at ? ms(*row.click_at) : "", ms(row.event.occurred_at)});
  return text;
}

}  // namespace gv::files

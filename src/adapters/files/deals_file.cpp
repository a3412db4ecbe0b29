#include "adapters/files/deals_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/cell.h"
#include "adapters/files/header.h"
#include "base/hash.h"
#include "core/revenue/deal_fold.h"
#include "core/revenue/value_asof.h"
#include "io/csv/reader.h"
#include "io/csv/writer.h"
#include "io/file/file.h"
#include "io/file/utf8.h"

namespace gv::files {
namespace {

using revenue::DealEvent;
using revenue::PipelineConfig;

/// One row: a stage event and the ad it is credited to.
struct DealRow {
  std::uint64_t line{0};
  std::string raw;
  AdId ad;
  std::optional<TimePoint> click_at;
  DealEvent event;
};

/// The stage at which decisions start to count a deal.
std::size_t count_stage(const PipelineConfig& pipeline, belief::Mode mode) {
  if (mode == belief::Mode::Direct) return pipeline.won();
  return revenue::default_count_stage(pipeline).value_or(pipeline.won());
}

class RowReader {
 public:
  RowReader(const AdsTable& ads, const PipelineConfig& pipeline, const DealsOptions& options)
      : pipeline_(pipeline), options_(options), dates_(options.date_format, options.zone) {
    for (const auto& ad : ads.ads) known_ads_.insert(ad.key.ad_id.text());
  }

  Result<void> find_columns(const Header& header) {
    GV_TRY(deal_, header.require("deal_id"));
    GV_TRY(ad_, header.require("ad_id"));
    GV_TRY(stage_, header.require("stage"));
    GV_TRY(occurred_at_, header.require("occurred_at"));
    GV_TRY(amount_, header.find("amount"));
    GV_TRY(click_at_, header.find("click_at"));
    return {};
  }

  Result<DealRow> read(const csv::Row& row) const {
    const std::string where = "row " + std::to_string(row.line);
    const auto cell = [&](std::size_t at) { return trimmed(row.fields[at]); };
    DealRow into{.line = row.line};
    GV_TRY(into.event.deal, DealId::parse(cell(deal_), where + ".deal_id"));
    GV_TRY(into.ad, AdId::parse(cell(ad_), where + ".ad_id"));
    if (!known_ads_.contains(into.ad.text())) {
      return fail(ErrorCode::NotFound, where + ".ad_id",
                  "no ad \"" + file::excerpt(into.ad.text(), 60) + "\" in the ads file");
    }
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
  Result<void> read_stage(std::string_view text, const std::string& where, DealEvent& event) const {
    event.stage = std::string(text);
    event.property_value = event.stage;
    if (!text.empty() && pipeline_.resolve({"file", "", event.stage})) return {};
    return fail(
        ErrorCode::UnknownStage, where,
        "must be one of " + pipeline_.known_keys() + ", got \"" + file::excerpt(text, 60) + "\"");
  }

  Result<void> read_times(const csv::Row& row, const std::string& where, DealRow& into) const {
    GV_TRY(const TimeSpan at, dates_.read(row.fields[occurred_at_], where + ".occurred_at"));
    into.event.occurred_at = into.event.received_at = at.start;
    if (at.start > options_.now) {
      return fail(
          ErrorCode::ClockSkew, where + ".occurred_at",
          "lies in the future: " + format_time(at.start) + ", now is " + format_time(options_.now));
    }
    if (!click_at_ || is_blank(row.fields[*click_at_])) return {};
    GV_TRY(const TimeSpan click, dates_.read(row.fields[*click_at_], where + ".click_at"));
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

 public:
  static std::string canonical(const DealRow& row) {
    const auto ms = [](TimePoint time) { return std::to_string(time.time_since_epoch().count()); };
    std::string text;
    csv::append_record(text, {"deal", row.event.deal.text(), row.ad.text(), row.event.stage,
                              row.event.amount_minor ? std::to_string(*row.event.amount_minor) : "",
                              row.click_at ? ms(*row.click_at) : "", ms(row.event.occurred_at)});
    return text;
  }

 private:
  const PipelineConfig& pipeline_;
  const DealsOptions& options_;
  DateReader dates_;
  std::set<std::string> known_ads_;
  std::size_t deal_{0};
  std::size_t ad_{0};
  std::size_t stage_{0};
  std::size_t occurred_at_{0};
  std::optional<std::size_t> amount_;
  std::optional<std::size_t> click_at_;
};

/// Values deals and splits them over their ads.
class Valuation {
 public:
  Valuation(const PipelineConfig& pipeline, const DealsOptions& options)
      : history_(pipeline),
        folder_(history_, rates_),
        options_(options),
        count_order_(pipeline.stages()[count_stage(pipeline, options.mode)].order) {}

  /// Adds the rows of one deal to `table`.
  Result<void> add(const std::vector<DealRow>& rows, DealsTable& table) {
    std::vector<DealEvent> events;
    for (const auto& row : rows) events.push_back(row.event);
    GV_TRY(const auto fold, folder_.fold(events, options_.now));
    const auto states = revenue::economic_states(fold);
    const auto counted = revenue::counted_at(states, count_order_);
    if (!counted) return {};
    const auto worth =
        revenue::worth_of(history_, revenue::state_asof(states, options_.now), options_.now);
    const auto clicks = clicks_by_ad(rows);
    const double credit = 1.0 / static_cast<double>(clicks.size());
    for (const auto& [ad, click] : clicks) {
      const double cash =
          worth.status == revenue::DealStatus::Won ? static_cast<double>(worth.realized_minor) : 0;
      table.deals.push_back(
          {ad,
           rows.front().event.deal,
           {.click_at = std::min(click.value_or(rows.front().event.occurred_at), *counted),
            .counted_at = *counted,
            .credit = credit,
            .value_minor = credit * static_cast<double>(worth.value_minor),
            .cash_minor = credit * cash,
            .click_known = click.has_value()}});
    }
    if (clicks.size() > 1) ++shared_;
    return {};
  }

  std::size_t shared() const { return shared_; }

 private:
  /// The first click of each ad of the deal.
  static std::map<AdId, std::optional<TimePoint>> clicks_by_ad(const std::vector<DealRow>& rows) {
    std::map<AdId, std::optional<TimePoint>> clicks;
    for (const auto& row : rows) {
      auto& click = clicks[row.ad];
      if (row.click_at && (!click || *row.click_at < *click)) click = row.click_at;
    }
    return clicks;
  }

  revenue::PipelineHistory history_;
  revenue::FxTable rates_;
  revenue::DealFolder folder_;
  const DealsOptions& options_;
  int count_order_;
  std::size_t shared_{0};
};

std::string raw_of(const csv::Row& row, char delimiter) {
  std::string raw;
  csv::append_record(raw, row.fields, delimiter);
  while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r')) raw.pop_back();
  return file::excerpt(raw);
}

Result<std::vector<DealRow>> read_rows(csv::Reader& reader, const RowReader& row_reader,
                                       DealsTable& table) {
  std::vector<DealRow> rows;
  csv::Row row;
  while (true) {
    GV_TRY(const bool more, reader.next(row));
    if (!more) break;
    ++table.counts.read;
    if (row.error) {
      table.rejected_rows.push_back(
          {row.line, fmt::format("row {}: {}", row.line, row.error->reason), row.error->raw});
    } else if (auto read = row_reader.read(row)) {
      read->raw = raw_of(row, reader.delimiter());
      rows.push_back(*std::move(read));
    } else {
      table.rejected_rows.push_back(
          {row.line, to_string(read.error()), raw_of(row, reader.delimiter())});
    }
  }
  if (table.counts.read > 0) return rows;
  return fail(ErrorCode::UnusableInput, reader.name(), "has a header and no rows");
}

/// Orders by deal and time; of rows that say the same the first one in the file stays.
std::vector<DealRow> without_repeats(std::vector<DealRow> rows, DealsTable& table) {
  std::sort(rows.begin(), rows.end(), [](const DealRow& a, const DealRow& b) {
    return std::tie(a.event.deal, a.event.occurred_at, a.event.event_key, a.line) <
           std::tie(b.event.deal, b.event.occurred_at, b.event.event_key, b.line);
  });
  std::vector<DealRow> kept;
  for (auto& row : rows) {
    if (!kept.empty() && kept.back().event.event_key == row.event.event_key) {
      table.rejected_rows.push_back(
          {row.line, fmt::format("row {}: is row {} again", row.line, kept.back().line), row.raw});
    } else {
      kept.push_back(std::move(row));
    }
  }
  return kept;
}

}  // namespace

Result<DealsTable> read_deals(std::unique_ptr<file::ByteSource> source, const std::string& name,
                              const AdsTable& ads, const PipelineConfig& pipeline,
                              const DealsOptions& options) {
  GV_TRY(auto reader, csv::Reader::open(std::move(source), name));
  RowReader row_reader(ads, pipeline, options);
  GV_TRY(row_reader.find_columns(Header(reader.header(), name)));
  DealsTable table;
  GV_TRY(auto rows, read_rows(reader, row_reader, table));
  rows = without_repeats(std::move(rows), table);

  Valuation valuation(pipeline, options);
  std::vector<DealRow> deal;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    table.canonical_rows.push_back(RowReader::canonical(rows[i]));
    deal.push_back(rows[i]);
    if (i + 1 < rows.size() && rows[i + 1].event.deal == rows[i].event.deal) continue;
    GV_TRY(valuation.add(deal, table));
    deal.clear();
  }
  std::sort(table.deals.begin(), table.deals.end(), [](const AdDeal& a, const AdDeal& b) {
    return std::tie(a.ad, a.deal) < std::tie(b.ad, b.deal);
  });
  std::sort(table.canonical_rows.begin(), table.canonical_rows.end());
  std::sort(table.rejected_rows.begin(), table.rejected_rows.end(),
            [](const auto& a, const auto& b) { return a.line < b.line; });
  table.counts.used = rows.size();
  table.counts.rejected = table.rejected_rows.size();
  if (valuation.shared() > 0) {
    table.notes.push_back(
        fmt::format("{} deals name several ads: each gets an equal share", valuation.shared()));
  }
  return table;
}

Result<DealsTable> read_deals_file(const std::string& path, const AdsTable& ads,
                                   const PipelineConfig& pipeline, const DealsOptions& options) {
  GV_TRY(auto source, file::open(path));
  return read_deals(std::move(source), path, ads, pipeline, options);
}

void replace_deals(AdsTable& ads, const DealsTable& deals) {
  for (auto& ad : ads.ads) {
    ad.deals.clear();
    ad.value_known = true;
  }
  for (const auto& deal : deals.deals) {
    const auto ad = std::lower_bound(
        ads.ads.begin(), ads.ads.end(), deal.ad,
        [](const belief::AdState& state, const AdId& id) { return state.key.ad_id < id; });
    if (ad != ads.ads.end() && ad->key.ad_id == deal.ad) ad->deals.push_back(deal.value);
  }
}

}  // namespace gv::files

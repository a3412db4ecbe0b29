#include "adapters/files/ads_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/budget_units.h"
#include "adapters/files/row_spans.h"
#include "base/money.h"
#include "base/text.h"
#include "io/csv/writer.h"

namespace gv::files {
namespace {

class Assembler {
 public:
  Assembler(std::vector<AdsRow> rows, const Columns& columns, const AdsOptions& options,
            AdsTable table)
      : rows_(std::move(rows)), columns_(columns), options_(options), table_(std::move(table)) {}

  AdsTable run() {
    drop_repeats(rows_, table_.rejected_rows);
    drop_overlaps(rows_, table_.rejected_rows);
    choose_columns();
    for (const auto& row : rows_) table_.newest_end = std::max(table_.newest_end, row.end);
    build_ads();
    auto [units, estimated] = budget_units_of(table_.ads, rows_);
    table_.units = std::move(units);
    estimated_budgets_ = estimated;
    add_notes();
    add_canonical_rows();
    table_.counts.used = rows_.size();
    table_.counts.rejected = table_.rejected_rows.size();
    return std::move(table_);
  }

 private:
  /// The first candidate column in which any used row has something.
  void choose_columns() {
    const auto first_with = [&](std::size_t count, auto has) -> std::optional<std::size_t> {
      for (std::size_t i = 0; i < count; ++i) {
        if (std::any_of(rows_.begin(), rows_.end(), [&](const AdsRow& r) { return has(r, i); })) {
          return i;
        }
      }
      return std::nullopt;
    };
    deals_ = first_with(columns_.deals.at.size(),
                        [](const AdsRow& row, std::size_t i) { return row.deals[i] > 0.0; });
    values_ = first_with(columns_.values.at.size(), [](const AdsRow& row, std::size_t i) {
      return row.values[i].value_or(0) > 0;
    });
    if (!deals_ && !columns_.deals.at.empty()) deals_ = 0;
    if (deals_ && columns_.dialect == Dialect::AdsManager) {
      table_.notes.push_back("deals come from column \"" + columns_.deals.names[*deals_] + "\"" +
                             (values_
                                  ? ", their value from \"" + columns_.values.names[*values_] + "\""
                                  : std::string()));
    }
  }

  void build_ads() {
    for (const auto& span : spans_of(rows_)) {
      const AdsRow& row = rows_[span.first];
      if (table_.ads.empty() || table_.ads.back().key.ad_id.text() != row.ad) start_ad(row);
      add_span(span, table_.ads.back());
    }
    for (auto& ad : table_.ads) {
      ad.data_as_of = table_.newest_end;
      if (columns_.deals.at.empty() && !has_value_columns()) ad.value_known = false;
    }
  }

  bool has_value_columns() const {
    return values_ || columns_.pipeline_value || columns_.cash_revenue;
  }

  void start_ad(const AdsRow& row) {
    belief::AdState ad;
    ad.key = {options_.platform, AdId(row.ad)};
    table_.ads.push_back(std::move(ad));
    table_.ad_names.emplace_back();
  }

  /// Spans come by start, so what the last one says of the ad itself is what stays.
  void add_span(const SpanRows& span, belief::AdState& ad) {
    const AdsRow& row = rows_[span.first];
    belief::Bucket bucket{.start = row.start, .end = row.end};
    for (std::size_t i = span.first; i < span.last; ++i) {
      bucket.impressions = sum(bucket.impressions, rows_[i].impressions);
      bucket.clicks = sum(bucket.clicks, rows_[i].clicks);
      bucket.spend_minor = sum(bucket.spend_minor, rows_[i].spend_minor);
    }
    if (!ad.first_delivery_at && (bucket.impressions > 0 || bucket.spend_minor > 0)) {
      ad.first_delivery_at = bucket.start;
    }
    ad.buckets.push_back(bucket);
    add_deals(span, ad);
    ad.status = row.status;
    ad.learning = row.learning;
    ad.unit_id = BudgetUnitId(row.unit);
    ad.campaign_id = CampaignId(row.campaign);
    table_.ad_names.back() = row.ad_name;
    // A day understates the frequency of a week, a longer span overstates it without bound.
    const Millis length = row.end - row.start;
    if (length >= Hours{23} && length <= Days{8} && span.last == span.first + 1 && row.frequency) {
      ad.frequency_7d = row.frequency;
    }
  }

  static std::int64_t sum(std::int64_t a, std::int64_t b) {
    std::int64_t total = 0;
    return __builtin_add_overflow(a, b, &total) ? INT64_MAX : total;
  }

  /// One record for the deals of a span; amounts are totals.
  void add_deals(const SpanRows& span, belief::AdState& ad) {
    double deals = 0.0;
    std::optional<double> pipeline;
    std::optional<double> cash;
    const auto gather = [](std::optional<double>& into, const std::optional<std::int64_t>& minor) {
      if (minor) into = into.value_or(0.0) + static_cast<double>(*minor);
    };
    for (std::size_t i = span.first; i < span.last; ++i) {
      const AdsRow& row = rows_[i];
      if (deals_) deals += row.deals[*deals_];
      gather(pipeline, values_ ? row.values[*values_] : row.pipeline_minor);
      gather(cash, values_ ? row.values[*values_] : row.cash_minor);
    }
    if (!pipeline) pipeline = cash;
    if (!cash) cash = pipeline;
    if (deals == 0.0) {
      if (std::max(pipeline.value_or(0.0), cash.value_or(0.0)) == 0.0) return;
      deals = 1.0;
      ++value_without_deals_;
    }
    if (!pipeline && values_) pipeline = cash = 0.0;  // Ads Manager leaves zero values empty
    if (!pipeline && options_.deal_value_minor) {
      pipeline = cash = deals * *options_.deal_value_minor;
      ++valued_by_default_;
    }
    if (!pipeline) ad.value_known = false;
    ad.deals.push_back({.click_at = rows_[span.first].start,
                        .counted_at = rows_[span.first].end,
                        .credit = deals,
                        .value_minor = pipeline.value_or(0.0),
                        .cash_minor = cash.value_or(0.0),
                        .click_known = false});
  }

  void add_notes() {
    auto& notes = table_.notes;
    if (estimated_budgets_ > 0) {
      notes.push_back(
          fmt::format("current budget of {} of {} is the mean daily spend over the last seven days "
                      "of delivery, "
                      "because the file has no daily budget for them",
                      estimated_budgets_, counted(table_.units.size(), "budget unit")));
    }
    if (columns_.unit.empty()) {
      notes.emplace_back("the file names no ad sets: each ad is its own budget unit");
    }
    if (value_without_deals_ > 0) {
      notes.push_back(fmt::format("{} a value and no deals: one deal is counted for each",
                                  rows_that_have(value_without_deals_)));
    }
    if (valued_by_default_ > 0) {
      notes.push_back(
          fmt::format("{} deals and no value: each deal counts {} {}, the value of the count stage",
                      rows_that_have(valued_by_default_),
                      format_major(round_half_away(*options_.deal_value_minor), table_.currency),
                      table_.currency.code()));
    }
    const auto unvalued = std::count_if(table_.ads.begin(), table_.ads.end(),
                                        [](const auto& ad) { return !ad.value_known; });
    if (unvalued > 0) {
      notes.push_back(fmt::format(
          "the value of {} of {} is unknown: the file has no deals or does not value them",
          unvalued, counted(table_.ads.size(), "ad")));
    }
    note_unknown_words();
    if (table_.counts.totals_skipped > 0) {
      notes.push_back(fmt::format("{} total rows skipped", table_.counts.totals_skipped));
    }
  }

  static std::string rows_that_have(std::size_t count) {
    return counted(count, "row") + (count == 1 ? " has" : " have");
  }

  void note_unknown_words() {
    std::map<std::string, std::size_t> words;
    for (const auto& row : rows_) {
      if (!row.status_unknown.empty()) ++words[row.status_unknown];
    }
    for (const auto& [word, count] : words) {
      table_.notes.push_back(fmt::format("status \"{}\" of {} is not known; read as active", word,
                                         counted(count, "row")));
    }
  }

  void add_canonical_rows() {
    const auto optional = [](const auto& value) {
      return value ? fmt::format("{}", *value) : std::string();
    };
    const auto ms = [](TimePoint time) { return std::to_string(time.time_since_epoch().count()); };
    for (const auto& row : rows_) {
      const auto pipeline = values_ ? row.values[*values_] : row.pipeline_minor;
      const auto cash = values_ ? row.values[*values_] : row.cash_minor;
      std::string text;
      csv::append_record(
          text, {"ad", row.ad, row.campaign, row.unit, std::to_string(static_cast<int>(row.status)),
                 std::to_string(static_cast<int>(row.learning)), ms(row.start), ms(row.end),
                 row.breakdown, std::to_string(row.impressions), std::to_string(row.clicks),
                 std::to_string(row.spend_minor),
                 deals_ ? fmt::format("{}", row.deals[*deals_]) : std::string(), optional(pipeline),
                 optional(cash), optional(row.budget_minor), optional(row.frequency),
                 row.currency.code()});
      table_.canonical_rows.push_back(std::move(text));
    }
    std::sort(table_.canonical_rows.begin(), table_.canonical_rows.end());
  }

  std::vector<AdsRow> rows_;  ///< by ad, start, end, breakdown
  const Columns& columns_;
  const AdsOptions& options_;
  AdsTable table_;
  std::optional<std::size_t> deals_;   ///< chosen candidate
  std::optional<std::size_t> values_;  ///< chosen candidate
  std::size_t estimated_budgets_{0};
  std::size_t value_without_deals_{0};
  std::size_t valued_by_default_{0};
};

}  // namespace

AdsTable assemble(std::vector<AdsRow> rows, const Columns& columns, const AdsOptions& options,
                  AdsTable table) {
  return Assembler(std::move(rows), columns, options, std::move(table)).run();
}

}  // namespace gv::files

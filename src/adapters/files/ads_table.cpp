#include "adapters/files/ads_table.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/budget_units.h"
#include "adapters/files/canonical_rows.h"
#include "adapters/files/row_spans.h"
#include "base/money.h"
#include "base/text.h"

namespace gv::files {
namespace {

class Assembler {
 public:
  Assembler(PackedRows rows, const Columns& columns, const AdsOptions& options, AdsTable table)
      : rows_(std::move(rows)), columns_(columns), options_(options), table_(std::move(table)) {}

  AdsTable run() {
    for (std::size_t ad = 0; ad < rows_.ads(); ++ad) settle(ad);
    choose_columns();
    build_ads();
    auto [units, estimated] = budget_units_of(table_.ads, budgets_);
    table_.units = std::move(units);
    estimated_budgets_ = estimated;
    add_notes();
    add_canonical_rows(rows_, chosen_, table_.canonical_rows);
    table_.counts.rejected = table_.rejected_rows.size();
    return std::move(table_);
  }

 private:
  /// Leaves the rows of an ad that count, and takes from them what concerns the whole file.
  void settle(std::size_t ad) {
    rows_.unpack(ad, rows_of_ad_);
    sort_rows(rows_of_ad_);
    drop_repeats(rows_of_ad_, table_.rejected_rows);
    drop_overlaps(rows_of_ad_, table_.rejected_rows);
    table_.counts.used += rows_of_ad_.size();
    for (const auto& row : rows_of_ad_) {
      table_.newest_end = std::max(table_.newest_end, row.end);
      if (row.budget_minor) budgets_.add(*row.setup->unit, row.end, *row.budget_minor);
      if (!row.setup->status_unknown->empty()) ++unknown_words_[*row.setup->status_unknown];
      for (std::size_t i = 0; i < row.deals.size(); ++i) {
        if (row.deals[i] > 0.0) deals_first_ = std::min(deals_first_, i);
      }
      for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (row.values[i].value_or(0) > 0) values_first_ = std::min(values_first_, i);
      }
    }
  }

  /// The first candidate column in which any used row has something.
  void choose_columns() {
    if (deals_first_ != kNone) chosen_.deals = deals_first_;
    if (values_first_ != kNone) chosen_.values = values_first_;
    if (!chosen_.deals && !columns_.deals.at.empty()) chosen_.deals = 0;
    if (chosen_.deals && columns_.dialect == Dialect::AdsManager) {
      table_.notes.push_back(
          "deals come from column \"" + columns_.deals.names[*chosen_.deals] + "\"" +
          (chosen_.values ? ", their value from \"" + columns_.values.names[*chosen_.values] + "\""
                          : std::string()));
    }
  }

  void build_ads() {
    std::vector<std::size_t> order(rows_.ads());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return rows_.ad_id(a) < rows_.ad_id(b); });
    table_.ads.reserve(order.size());
    table_.ad_names.reserve(order.size());
    for (const std::size_t ad : order) build_ad(ad);
  }

  void build_ad(std::size_t index) {
    rows_.unpack(index, rows_of_ad_);
    sort_rows(rows_of_ad_);
    auto& ad = table_.ads.emplace_back();
    table_.ad_names.emplace_back();
    ad.key = {options_.platform, AdId(rows_.ad_id(index))};
    for (const auto& span : spans_of(rows_of_ad_)) add_span(span, ad);
    ad.buckets.shrink_to_fit();
    ad.deals.shrink_to_fit();
    ad.data_as_of = table_.newest_end;
    if (columns_.deals.at.empty() && !has_value_columns()) ad.value_known = false;
  }

  bool has_value_columns() const {
    return chosen_.values || columns_.pipeline_value || columns_.cash_revenue;
  }

  /// Spans come by start, so what the last one says of the ad itself is what stays.
  void add_span(const SpanRows& span, belief::AdState& ad) {
    const RowView& row = rows_of_ad_[span.first];
    belief::Bucket bucket{.start = row.start, .end = row.end};
    for (std::size_t i = span.first; i < span.last; ++i) {
      bucket.impressions = sum(bucket.impressions, rows_of_ad_[i].impressions);
      bucket.clicks = sum(bucket.clicks, rows_of_ad_[i].clicks);
      bucket.spend_minor = sum(bucket.spend_minor, rows_of_ad_[i].spend_minor);
    }
    if (!ad.first_delivery_at && (bucket.impressions > 0 || bucket.spend_minor > 0)) {
      ad.first_delivery_at = bucket.start;
    }
    ad.buckets.push_back(bucket);
    add_deals(span, ad);
    ad.status = row.setup->status;
    ad.learning = row.setup->learning;
    ad.unit_id = BudgetUnitId(*row.setup->unit);
    ad.campaign_id = CampaignId(*row.setup->campaign);
    table_.ad_names.back() = *row.setup->ad_name;
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
      const RowView& row = rows_of_ad_[i];
      deals += chosen_.deals_of(row);
      gather(pipeline, chosen_.pipeline_of(row));
      gather(cash, chosen_.cash_of(row));
    }
    if (!pipeline) pipeline = cash;
    if (!cash) cash = pipeline;
    if (deals == 0.0) {
      if (std::max(pipeline.value_or(0.0), cash.value_or(0.0)) == 0.0) return;
      deals = 1.0;
      ++value_without_deals_;
    }
    if (!pipeline && chosen_.values) pipeline = cash = 0.0;  // Ads Manager leaves zero values empty
    if (!pipeline && options_.deal_value_minor) {
      pipeline = cash = deals * *options_.deal_value_minor;
      ++valued_by_default_;
    }
    if (!pipeline) ad.value_known = false;
    ad.deals.push_back({.click_at = rows_of_ad_[span.first].start,
                        .counted_at = rows_of_ad_[span.first].end,
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
      notes.push_back(counted(table_.counts.totals_skipped, "total row") + " skipped");
    }
  }

  static std::string rows_that_have(std::size_t count) {
    return counted(count, "row") + (count == 1 ? " has" : " have");
  }

  void note_unknown_words() {
    for (const auto& [word, count] : unknown_words_) {
      table_.notes.push_back(fmt::format("status \"{}\" of {} is not known; read as active", word,
                                         counted(count, "row")));
    }
  }

  static constexpr std::size_t kNone = SIZE_MAX;

  PackedRows rows_;
  const Columns& columns_;
  const AdsOptions& options_;
  AdsTable table_;
  std::vector<RowView> rows_of_ad_;  ///< by start, end, breakdown
  std::size_t deals_first_{kNone};   ///< candidate with anything in it
  std::size_t values_first_{kNone};
  ChosenColumns chosen_;
  NamedBudgets budgets_;
  std::map<std::string, std::size_t> unknown_words_;
  std::size_t estimated_budgets_{0};
  std::size_t value_without_deals_{0};
  std::size_t valued_by_default_{0};
};

}  // namespace

AdsTable assemble(PackedRows rows, const Columns& columns, const AdsOptions& options,
                  AdsTable table) {
  return Assembler(std::move(rows), columns, options, std::move(table)).run();
}

}  // namespace gv::files

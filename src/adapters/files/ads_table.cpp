#include "adapters/files/ads_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/spend_rate.h"
#include "base/money.h"
#include "io/csv/writer.h"

namespace gv::files {
namespace {

/// Rows of one ad and one span, which differ in their breakdown; [first, last) of the sorted rows.
struct SpanRows {
  std::size_t first{0};
  std::size_t last{0};
};

class Assembler {
 public:
  Assembler(std::vector<AdsRow> rows, const Columns& columns, const AdsOptions& options,
            AdsTable table)
      : rows_(std::move(rows)), columns_(columns), options_(options), table_(std::move(table)) {}

  AdsTable run() {
    drop_duplicates();
    drop_overlaps();
    choose_columns();
    for (const auto& row : rows_) table_.newest_end = std::max(table_.newest_end, row.end);
    build_ads();
    build_units();
    add_notes();
    add_canonical_rows();
    table_.counts.used = rows_.size();
    table_.counts.rejected = table_.rejected_rows.size();
    return std::move(table_);
  }

 private:
  void reject(const AdsRow& row, const std::string& reason) {
    table_.rejected_rows.push_back(
        {row.line, "row " + std::to_string(row.line) + ": " + reason, row.raw});
  }

  void drop_duplicates() {
    const auto place = [](const AdsRow& row) {
      return std::tie(row.ad, row.start, row.end, row.breakdown);
    };
    std::sort(rows_.begin(), rows_.end(), [&](const AdsRow& a, const AdsRow& b) {
      return place(a) != place(b) ? place(a) < place(b) : a.line < b.line;
    });
    std::vector<AdsRow> kept;
    for (auto& row : rows_) {
      if (!kept.empty() && place(kept.back()) == place(row)) {
        reject(row, fmt::format("has the ad, dates and breakdown of row {}", kept.back().line));
      } else {
        kept.push_back(std::move(row));
      }
    }
    rows_ = std::move(kept);
  }

  /// Spans in the order of the rows: by ad, then start, then end.
  std::vector<SpanRows> spans() const {
    std::vector<SpanRows> out;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto same = [&](const AdsRow& other) {
        return std::tie(other.ad, other.start, other.end) ==
               std::tie(rows_[i].ad, rows_[i].start, rows_[i].end);
      };
      if (out.empty() || !same(rows_[out.back().first])) out.push_back({i, i});
      out.back().last = i + 1;
    }
    return out;
  }

  /// Of overlapping spans keeps as many as possible: earliest end first, of one end the shortest.
  /// So the days stay and the lifetime row beside them goes.
  void drop_overlaps() {
    auto order = spans();
    std::sort(order.begin(), order.end(), [&](const SpanRows& a, const SpanRows& b) {
      const AdsRow& x = rows_[a.first];
      const AdsRow& y = rows_[b.first];
      return std::tie(x.ad, x.end, y.start) < std::tie(y.ad, y.end, x.start);
    });
    std::vector<bool> dropped(rows_.size());
    const AdsRow* last = nullptr;
    for (const auto& span : order) {
      const AdsRow& row = rows_[span.first];
      if (last == nullptr || last->ad != row.ad || last->end <= row.start) {
        last = &row;
        continue;
      }
      for (std::size_t i = span.first; i < span.last; ++i) {
        dropped[i] = true;
        reject(rows_[i],
               fmt::format("overlaps the shorter span of row {} of the same ad", last->line));
      }
    }
    std::size_t index = 0;
    std::erase_if(rows_, [&](const AdsRow&) { return dropped[index++]; });
  }

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
    for (const auto& span : spans()) {
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

  void build_units() {
    struct Budget {
      TimePoint at;
      std::int64_t minor{0};
    };
    std::map<std::string, Budget> budgets;
    for (const auto& row : rows_) {
      if (!row.budget_minor) continue;
      auto& budget =
          budgets.try_emplace(row.unit, Budget{row.end, *row.budget_minor}).first->second;
      if (std::tie(row.end, *row.budget_minor) > std::tie(budget.at, budget.minor)) {
        budget = {row.end, *row.budget_minor};
      }
    }
    std::map<std::string, std::vector<belief::Bucket>> delivery;
    std::map<std::string, CampaignId> campaigns;
    for (const auto& ad : table_.ads) {
      auto& buckets = delivery[ad.unit_id.text()];
      buckets.insert(buckets.end(), ad.buckets.begin(), ad.buckets.end());
      campaigns.try_emplace(ad.unit_id.text(), ad.campaign_id);
    }
    for (const auto& [id, buckets] : delivery) {
      belief::BudgetUnit unit{.id = BudgetUnitId(id), .campaign_id = campaigns.at(id)};
      if (const auto budget = budgets.find(id); budget != budgets.end()) {
        unit.daily_budget_minor = budget->second.minor;
      } else {
        unit.daily_budget_minor = mean_daily_spend(buckets);
        ++estimated_budgets_;
      }
      table_.units.push_back(std::move(unit));
    }
  }

  void add_notes() {
    auto& notes = table_.notes;
    if (estimated_budgets_ > 0) {
      notes.push_back(fmt::format(
          "current budget of {} of {} budget units is the mean daily spend over the last seven "
          "days of delivery, because the file has no daily budget for them",
          estimated_budgets_, table_.units.size()));
    }
    if (columns_.unit.empty()) {
      notes.emplace_back("the file names no ad sets: each ad is its own budget unit");
    }
    if (value_without_deals_ > 0) {
      notes.push_back(fmt::format("{} rows have a value and no deals: one deal is counted for each",
                                  value_without_deals_));
    }
    if (valued_by_default_ > 0) {
      notes.push_back(fmt::format(
          "{} rows have deals and no value: each deal counts {} {}, the value of the count stage",
          valued_by_default_,
          format_major(round_half_away(*options_.deal_value_minor), table_.currency),
          table_.currency.code()));
    }
    const auto unvalued = std::count_if(table_.ads.begin(), table_.ads.end(),
                                        [](const auto& ad) { return !ad.value_known; });
    if (unvalued > 0) {
      notes.push_back(
          fmt::format("the value of {} of {} ads is unknown: the file has no deals or "
                      "does not value them",
                      unvalued, table_.ads.size()));
    }
    note_unknown_words();
    if (table_.counts.totals_skipped > 0) {
      notes.push_back(fmt::format("{} total rows skipped", table_.counts.totals_skipped));
    }
  }

  void note_unknown_words() {
    std::map<std::string, std::size_t> words;
    for (const auto& row : rows_) {
      if (!row.status_unknown.empty()) ++words[row.status_unknown];
    }
    for (const auto& [word, count] : words) {
      table_.notes.push_back(
          fmt::format("status \"{}\" of {} rows is not known; read as active", word, count));
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

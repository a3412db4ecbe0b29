#include <algorithm>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/files/ads_file.h"
#include "adapters/files/testing.h"
#include "base/money.h"
#include "base/rng.h"
#include "io/csv/writer.h"

namespace gv::files {
namespace {

/// A row of a native file, in the values that have to come back.
struct Drawn {
  int ad{0};
  int day{0};
  int age{0};
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  std::int64_t deals{0};
};

std::vector<Drawn> draw_rows() {
  std::vector<Drawn> rows;
  std::set<std::tuple<int, int, int>> seen;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    Drawn row{.ad = *rc::gen::inRange(0, 4),
              .day = *rc::gen::inRange(0, 10),
              .age = *rc::gen::inRange(0, 2),
              .impressions = *rc::gen::inRange<std::int64_t>(0, 100'000),
              .spend_minor = *rc::gen::inRange<std::int64_t>(0, 1'000'000),
              .deals = *rc::gen::inRange<std::int64_t>(0, 4)};
    row.clicks = *rc::gen::inRange<std::int64_t>(0, row.impressions + 1);
    if (seen.emplace(row.ad, row.day, row.age).second) rows.push_back(row);
  }
  return rows;
}

std::string written(const std::vector<Drawn>& rows) {
  std::string text;
  csv::append_record(text, {"ad_id", "budget_unit_id", "end", "age", "impressions", "clicks",
                            "spend", "deals", "cash_revenue"});
  for (const auto& row : rows) {
    csv::append_record(
        text, {"ad \"" + std::to_string(row.ad) + "\", one", "set " + std::to_string(row.ad / 2),
               format_date(at("2025-03-01") + Days{row.day}), std::to_string(row.age),
               std::to_string(row.impressions), std::to_string(row.clicks),
               format_major(row.spend_minor, Currency::usd()), std::to_string(row.deals),
               format_major_plain(row.deals * 1'234, Currency::usd())});
  }
  return text;
}

/// What a table says, in one comparable text.
std::string told(const AdsTable& table) {
  std::string text = table.canonical_rows.hex() + format_time(table.newest_end);
  for (const auto& ad : table.ads) {
    text += "\n" + ad.key.ad_id.text() + "|" + ad.unit_id.text();
    for (const auto& bucket : ad.buckets) {
      text += "|" + format_time(bucket.start) + "," + std::to_string(bucket.impressions) + "," +
              std::to_string(bucket.clicks) + "," + std::to_string(bucket.spend_minor);
    }
    for (const auto& deal : ad.deals) {
      text += "|" + format_time(deal.counted_at) + "," + std::to_string(deal.credit) + "," +
              std::to_string(deal.value_minor);
    }
  }
  for (const auto& unit : table.units) {
    text += "\n" + unit.id.text() + "=" + std::to_string(unit.daily_budget_minor);
  }
  for (const auto& note : table.notes) text += "\n" + note;
  return text;
}

RC_GTEST_PROP(AdsFileProperty, TheOrderOfRowsDoesNotMatter, ()) {
  auto rows = draw_rows();
  const auto table = read_text(written(rows));
  RC_ASSERT(table.has_value());

  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 0);
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[rng.below(i)]);
  const auto shuffled = read_text(written(rows));

  RC_ASSERT(shuffled.has_value());
  RC_ASSERT(told(*shuffled) == told(*table));
}

// Spans that overlap each other at random: which ones stay must not depend on the order either.
RC_GTEST_PROP(AdsFileProperty, TheSpansThatStayDoNotDependOnTheOrder, ()) {
  std::vector<std::string> lines;
  std::set<std::pair<int, int>> seen;
  for (int i = 0; i < 12; ++i) {
    const int start = *rc::gen::inRange(0, 10);
    const int days = *rc::gen::inRange(0, 5);
    if (!seen.emplace(start, days).second) continue;
    const TimePoint day = at("2025-03-01") + Days{start};
    lines.push_back("a," + format_date(day) + "," + format_date(day + Days{days}) + ",100," +
                    std::to_string(i) + ",1\n");
  }
  const std::string header = "ad_id,start,end,impressions,clicks,spend\n";
  const auto text = [&] {
    std::string all = header;
    for (const auto& line : lines) all += line;
    return all;
  };
  const auto table = read_text(text());
  std::reverse(lines.begin(), lines.end());
  const auto reversed = read_text(text());
  RC_ASSERT(told(*table) == told(*reversed));
  const auto buckets = table->ads.at(0).buckets.unpacked();
  for (std::size_t i = 1; i < buckets.size(); ++i) {
    RC_ASSERT(buckets[i - 1].end <= buckets[i].start);
  }
}

RC_GTEST_PROP(AdsFileProperty, NothingIsLostBetweenWritingAndReading, ()) {
  const auto rows = draw_rows();
  const auto table = read_text(written(rows));
  RC_ASSERT(table.has_value());
  std::int64_t impressions = 0;
  std::int64_t spend_minor = 0;
  double deals = 0.0;
  for (const auto& row : rows) {
    impressions += row.impressions;
    spend_minor += row.spend_minor;
    deals += static_cast<double>(row.deals);
  }
  for (const auto& ad : table->ads) {
    const auto totals = belief::totals_of(ad);
    impressions -= totals.impressions;
    spend_minor -= totals.spend_minor;
    deals -= totals.deals;
  }
  RC_ASSERT(impressions == 0);
  RC_ASSERT(spend_minor == 0);
  RC_ASSERT(deals == 0.0);
  RC_ASSERT(table->counts.used == rows.size());
}

}  // namespace
}  // namespace gv::files

#include "adapters/files/packed_rows.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::files {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

AdsRow row_of(const std::string& ad, std::uint64_t line) {
  AdsRow row;
  row.line = line;
  row.ad = row.unit = ad;
  row.start = TimePoint{Days{20'000} + Hours{line}};
  row.end = row.start + Days{1};
  row.deals = {0.0};
  row.values = {std::nullopt};
  return row;
}

std::vector<std::uint64_t> lines_of(const PackedRows& rows, std::size_t ad) {
  std::vector<RowView> views;
  rows.unpack(ad, views);
  std::vector<std::uint64_t> lines;
  for (const auto& view : views) lines.push_back(view.line);
  return lines;
}

TEST(PackedRows, KeepsTheRowsOfAnAdInTheirOrder) {
  PackedRows rows;
  for (const auto& [ad, line] : {std::pair{"a", 2}, {"b", 3}, {"a", 4}, {"a", 5}}) {
    rows.add(row_of(ad, static_cast<std::uint64_t>(line)), "");
  }
  ASSERT_EQ(rows.ads(), 2U);
  EXPECT_EQ(rows.ad_id(0), "a");
  EXPECT_EQ(lines_of(rows, 0), (std::vector<std::uint64_t>{2, 4, 5}));
  EXPECT_EQ(lines_of(rows, 1), (std::vector<std::uint64_t>{3}));

  std::vector<RowView> views;
  rows.unpack(0, views);
  PackedRows::drop(views[1]);
  EXPECT_EQ(lines_of(rows, 0), (std::vector<std::uint64_t>{2, 5}));
}

TEST(PackedRows, ARowKeepsWhatItsAdWasThen) {
  PackedRows rows;
  auto row = row_of("a", 2);
  row.campaign = "spring";
  rows.add(row, "");
  row.campaign = "summer";
  row.status = belief::AdStatus::Paused;
  rows.add(row, "the text");
  std::vector<RowView> views;
  rows.unpack(0, views);
  EXPECT_EQ(*views[0].setup->campaign, "spring");
  EXPECT_EQ(views[0].raw, "");
  EXPECT_EQ(*views[1].setup->campaign, "summer");
  EXPECT_EQ(views[1].setup->status, belief::AdStatus::Paused);
  EXPECT_EQ(views[1].raw, "the text");
}

RC_GTEST_PROP(PackedRowsProperty, NumbersComeBack, ()) {
  auto row = row_of("a", *rc::gen::inRange<std::uint64_t>(1, 1ULL << 40));
  row.start = TimePoint{Millis{*rc::gen::inRange<std::int64_t>(0, 1LL << 42)}};
  row.end = row.start + Millis{*rc::gen::inRange<std::int64_t>(1, 1LL << 40)};
  row.impressions = *rc::gen::element<std::int64_t>(0, 127, 128, kLargest);
  row.spend_minor = *rc::gen::inRange<std::int64_t>(0, kLargest);
  row.deals = {*rc::gen::element(0.0, 3.0, 0.25, 1e12, 1e-300), 7.0};
  row.values = {std::nullopt, *rc::gen::inRange<std::int64_t>(0, 1LL << 50)};
  row.cash_minor = 0;
  row.frequency = *rc::gen::element(0.0, 1.3);
  PackedRows rows;
  rows.add(row, "");
  std::vector<RowView> views;
  rows.unpack(0, views);
  const auto& view = views.at(0);
  RC_ASSERT(view.line == row.line && view.start == row.start && view.end == row.end);
  RC_ASSERT(view.impressions == row.impressions && view.spend_minor == row.spend_minor);
  RC_ASSERT(view.deals == row.deals && view.values == row.values);
  RC_ASSERT(!view.pipeline_minor && view.cash_minor == 0 && !view.budget_minor);
  RC_ASSERT(view.frequency == row.frequency);
}

}  // namespace
}  // namespace gv::files

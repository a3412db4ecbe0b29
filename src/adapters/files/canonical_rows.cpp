#include "adapters/files/canonical_rows.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "io/csv/writer.h"

namespace gv::files {
namespace {

std::string ms(TimePoint time) { return std::to_string(time.time_since_epoch().count()); }

template <class Number>
std::string text_of(const std::optional<Number>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

/// What the canonical rows of an ad begin with and those of no other ad do.
std::string beginning(const std::string& ad) {
  std::string text;
  csv::append_record(text, {"ad", ad, ""});
  text.resize(text.size() - 2);  // the line end
  return text;
}

}  // namespace

std::string canonical(const RowView& row, const ChosenColumns& chosen) {
  const RowSetup& setup = *row.setup;
  std::string text;
  csv::append_record(
      text,
      {"ad", *setup.ad, *setup.campaign, *setup.unit,
       std::to_string(static_cast<int>(setup.status)),
       std::to_string(static_cast<int>(setup.learning)), ms(row.start), ms(row.end), *row.breakdown,
       std::to_string(row.impressions), std::to_string(row.clicks), std::to_string(row.spend_minor),
       chosen.deals ? fmt::format("{}", row.deals[*chosen.deals]) : std::string(),
       text_of(chosen.pipeline_of(row)), text_of(chosen.cash_of(row)), text_of(row.budget_minor),
       text_of(row.frequency), setup.currency.code()});
  return text;
}

void add_canonical_rows(const PackedRows& rows, const ChosenColumns& chosen, Sha256& hash) {
  std::vector<std::pair<std::string, std::size_t>> order;
  order.reserve(rows.ads());
  for (std::size_t ad = 0; ad < rows.ads(); ++ad) {
    order.emplace_back(beginning(rows.ad_id(ad)), ad);
  }
  std::sort(order.begin(), order.end());
  std::vector<RowView> of_ad;
  std::vector<std::string> texts;
  for (const auto& [text, ad] : order) {
    rows.unpack(ad, of_ad);
    texts.clear();
    for (const auto& row : of_ad) texts.push_back(canonical(row, chosen));
    std::sort(texts.begin(), texts.end());
    for (const auto& line : texts) hash.add(line);
  }
}

}  // namespace gv::files

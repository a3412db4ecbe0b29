#include "adapters/files/deals_file.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "adapters/files/deal_rows.h"
#include "base/text.h"
#include "core/revenue/deal_fold.h"
#include "core/revenue/value_asof.h"
#include "io/csv/reader.h"
#include "io/file/file.h"

namespace gv::files {
namespace {

using revenue::DealEvent;
using revenue::PipelineConfig;

/// The stage at which decisions start to count a deal.
std::size_t count_stage(const PipelineConfig& pipeline, belief::Mode mode) {
  if (mode == belief::Mode::Direct) return pipeline.won();
  return revenue::default_count_stage(pipeline).value_or(pipeline.won());
}

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

}  // namespace

Result<DealsTable> read_deals(std::unique_ptr<file::ByteSource> source, const std::string& name,
                              const AdsTable& ads, const PipelineConfig& pipeline,
                              const DealsOptions& options) {
  GV_TRY(auto reader, csv::Reader::open(std::move(source), name));
  DealRowRules rules{.dates = DateReader(options.date_format, options.zone), .now = options.now};
  rules.ads.emplace();
  for (const auto& ad : ads.ads) rules.ads->insert(ad.key.ad_id.text());
  GV_TRY(auto read, read_deal_rows(reader, pipeline, rules));
  const auto& rows = read.rows;
  DealsTable table;

  Valuation valuation(pipeline, options);
  std::vector<DealRow> deal;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    table.canonical_rows.push_back(canonical(rows[i]));
    deal.push_back(rows[i]);
    if (i + 1 < rows.size() && rows[i + 1].event.deal == rows[i].event.deal) continue;
    GV_TRY(valuation.add(deal, table));
    deal.clear();
  }
  std::sort(table.deals.begin(), table.deals.end(), [](const AdDeal& a, const AdDeal& b) {
    return std::tie(a.ad, a.deal) < std::tie(b.ad, b.deal);
  });
  std::sort(table.canonical_rows.begin(), table.canonical_rows.end());
  table.rejected_rows = std::move(read.rejected_rows);
  table.counts = {.read = read.read, .used = rows.size(), .rejected = table.rejected_rows.size()};
  if (const auto shared = valuation.shared(); shared > 0) {
    table.notes.push_back(fmt::format("{} {} several ads: each gets an equal share",
                                      counted(shared, "deal"), shared == 1 ? "names" : "name"));
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

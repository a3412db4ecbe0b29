#include "app/credited_deals.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "app/deal_rows.h"
#include "app/fold_deal.h"
#include "core/revenue/value_asof.h"

namespace gv::app {
namespace {

constexpr int kDealsInPage = 500;

int count_order(const revenue::PipelineConfig& pipeline, belief::Mode mode) {
  const auto open =
      mode == belief::Mode::Direct ? std::nullopt : revenue::default_count_stage(pipeline);
  return pipeline.stages()[open.value_or(pipeline.won())].order;
}

/// The deal as one, before it is split.
struct ValuedDeal {
  TimePoint counted_at;
  revenue::DealWorth worth;
};

Result<std::optional<ValuedDeal>> valued(Transaction& transaction, RevenueStore& revenue,
                                         const CrmDeal& deal, revenue::DealFolder& folder,
                                         int order) {
  GV_TRY(const auto rows, revenue.events_of(transaction, deal.crm, deal.deal_id));
  GV_TRY(const auto events, events_in(transaction.scope().account(), rows));
  GV_TRY(const auto fold, folder.fold(events, transaction.now()));
  const auto states = revenue::economic_states(fold);
  const auto counted = revenue::counted_at(states, order);
  if (!counted) return std::nullopt;
  const auto state = revenue::state_asof(states, transaction.now());
  return ValuedDeal{*counted, revenue::worth_of(folder.history(), state, transaction.now())};
}

/// When the click was that the credit follows; nothing where it follows none.
Result<std::optional<TimePoint>> click_time(Transaction& transaction, Conversions& conversions,
                                            const std::string& conversion,
                                            const RecordedCredits& credits) {
  if (!credits.evidence.window_hours) return std::nullopt;
  GV_TRY(const auto record, conversions.find(transaction, conversion));
  if (!record) return std::nullopt;
  const auto window = *credits.evidence.window_hours * 3.6e6;
  return record->at - Millis(static_cast<std::int64_t>(window));
}

}  // namespace

Result<std::vector<CreditedDeal>> credited_deals(Transaction& transaction,
                                                 const CreditedDealsPorts& ports,
                                                 const revenue::PipelineHistory& history,
                                                 belief::Mode mode) {
  const revenue::FxTable rates;
  revenue::DealFolder folder(history, rates);
  const int order = count_order(history.latest(), mode);
  std::vector<CreditedDeal> all;
  CrmDeal last;
  for (;;) {
    GV_TRY(const auto page, ports.revenue.deals(transaction, last.crm, last.deal_id, kDealsInPage));
    if (page.empty()) break;
    for (const auto& deal : page) {
      const auto conversion = conversion_of_deal(deal.crm, deal.deal_id);
      GV_TRY(const auto sets, ports.conversions.credits(transaction, conversion));
      if (sets.empty()) continue;
      GV_TRY(const auto whole, valued(transaction, ports.revenue, deal, folder, order));
      if (!whole) continue;
      const auto& set = sets.back().set;
      GV_TRY(const auto click, click_time(transaction, ports.conversions, conversion, sets.back()));
      const bool won = whole->worth.status == revenue::DealStatus::Won;
      for (const auto& ad : set.split.ads()) {
        const double credit = set.split.weight(ad) * set.confidence;
        if (ad == revenue::unattributed() || credit <= 0.0) continue;
        all.push_back(
            {.ad = ad.text(),
             .deal = deal_key(deal.crm, deal.deal_id),
             .value = {.click_at = std::min(click.value_or(whole->counted_at), whole->counted_at),
                       .counted_at = whole->counted_at,
                       .credit = credit,
                       .value_minor = credit * static_cast<double>(whole->worth.value_minor),
                       .cash_minor =
                           won ? credit * static_cast<double>(whole->worth.realized_minor) : 0.0,
                       .click_known = click.has_value()}});
      }
    }
    last = page.back();
  }
  std::sort(all.begin(), all.end(), [](const CreditedDeal& a, const CreditedDeal& b) {
    return std::tie(a.ad, a.deal) < std::tie(b.ad, b.deal);
  });
  return all;
}

}  // namespace gv::app

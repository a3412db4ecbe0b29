#include "app/tracking/reconcile_revenue.h"

#include <algorithm>
#include <set>
#include <string>

#include "app/fold_deal.h"
#include "core/revenue/entry_kind.h"

namespace gv::app {
namespace {

constexpr int kDealsAtOnce = 500;
constexpr Days kDaysMax{366};
/// Platforms count purchases within seven days of a click unless told otherwise.
constexpr int kPlatformWindowDays = 7;

bool is_won(const CrmDeal& deal, const revenue::PipelineHistory& history) {
  if (!deal.stage) return false;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto stage = history[i].find(*deal.stage);
    if (stage && history[i].stages()[*stage].kind == revenue::StageKind::Won) return true;
  }
  return false;
}

std::int64_t refunded_of(const std::vector<LedgerPosting>& postings) {
  std::int64_t refunded = 0;
  for (const auto& posting : postings) {
    if (posting.kind == revenue::to_text(revenue::EntryKind::Refund)) {
      refunded -= posting.delta_minor;
    }
  }
  return std::max<std::int64_t>(refunded, 0);
}

}  // namespace

Result<std::vector<attribution::ReconciledDay>> ReconcileRevenue::run(const AccountScope& scope,
                                                                      TimePoint from,
                                                                      TimePoint until) {
  if (until <= from || until - from > kDaysMax) {
    return fail(ErrorCode::InvalidInput, "to",
                "must lie within 366 days after from, got " + format_time(until));
  }
  GV_TRY(const auto history, ports_.pipelines.pipelines(scope.account()));
  const auto work =
      [&](Transaction& transaction) -> Result<std::vector<attribution::ReconciledDay>> {
    GV_TRY(const auto reported, ports_.reports.days(transaction, from, until));
    GV_TRY(auto sold, sales(transaction, history, from, until));
    std::set<TimePoint> days;
    for (const auto& row : reported) days.insert(row.day);
    for (auto& sale : sold) sale.reported = days.contains(sale.day);
    return attribution::reconcile(reported, sold, kPlatformWindowDays);
  };
  return ports_.store.read(scope, work);
}

Result<std::vector<attribution::Sale>> ReconcileRevenue::sales(
    Transaction& transaction, const revenue::PipelineHistory& history, TimePoint from,
    TimePoint until) {
  std::vector<attribution::Sale> found;
  std::string crm;
  std::string deal_id;
  for (;;) {
    GV_TRY(const auto deals, ports_.revenue.deals(transaction, crm, deal_id, kDealsAtOnce));
    for (const auto& deal : deals) {
      const bool within = deal.closed_at && *deal.closed_at >= from && *deal.closed_at < until;
      if (within && is_won(deal, history)) GV_TRY(add_sale(transaction, deal, found));
    }
    if (deals.size() < kDealsAtOnce) return found;
    crm = deals.back().crm;
    deal_id = deals.back().deal_id;
  }
}

Result<void> ReconcileRevenue::add_sale(Transaction& transaction, const CrmDeal& deal,
                                        std::vector<attribution::Sale>& sales) {
  GV_TRY(const auto postings, ports_.revenue.postings_of(transaction, deal.crm, deal.deal_id));
  GV_TRY(const auto credits,
         ports_.conversions.credits(transaction, conversion_of_deal(deal.crm, deal.deal_id)));
  const std::int64_t refunded = refunded_of(postings);
  const auto& split = deal.credit_weights;
  const auto net = revenue::allocate(deal.target_minor, split);
  const auto gross = revenue::allocate(deal.target_minor + refunded, split);
  for (std::size_t i = 0; i < split.ads().size(); ++i) {
    const auto day = std::chrono::floor<Days>(*deal.closed_at);
    attribution::Sale sale{.ad = split.ads()[i],
                           .day = day,
                           .platform_day = day,
                           .crm_minor = gross[i],
                           .refunded_minor = gross[i] - std::min(net[i], gross[i])};
    if (sale.ad != revenue::unattributed()) sale.tracked_minor = net[i];
    if (deal.crm == kDirectSales) sale.cash_minor = net[i];
    if (!credits.empty() && credits.back().evidence.window_hours) {
      sale.click_to_sale_days = *credits.back().evidence.window_hours / 24.0;
    }
    sales.push_back(std::move(sale));
  }
  return {};
}

}  // namespace gv::app

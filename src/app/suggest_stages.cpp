#include "app/suggest_stages.h"

#include <algorithm>
#include <vector>

#include "app/deal_rows.h"
#include "app/ports/pipeline_versions.h"
#include "core/revenue/deal_fold.h"

namespace gv::app {
namespace {

constexpr int kHistoriesAtOnce = 500;

/// The visits that suggestions are measured on, deal by deal.
class DealHistories {
 public:
  DealHistories(const AccountId& account, const revenue::PipelineConfig& pipeline, TimePoint now)
      : account_(account), history_(only_pipeline(pipeline, account)), open_(pipeline), now_(now) {}

  Result<void> add(const CrmDeal& deal, const std::vector<CrmEvent>& rows) {
    GV_TRY(const auto events, events_in(account_, rows));
    GV_TRY(const auto fold, folder_.fold(events, now_));
    const auto status = fold.state().status;
    if (status == revenue::DealStatus::Merged) return {};
    if (status == revenue::DealStatus::Won && deal.amount_minor) {
      won_amounts_.push_back(*deal.amount_minor);
    }
    std::vector<revenue::StageVisit> visits;
    revenue::collect_visits(open_, history_, fold, now_, visits);
    for (auto visit = visits.begin(); visit != visits.end(); ++visit) {
      const bool again = std::any_of(visits.begin(), visit, [&](const auto& earlier) {
        return earlier.stage == visit->stage;
      });
      if (!again) first_visits_.push_back(*visit);
    }
    return {};
  }

  [[nodiscard]] const std::vector<revenue::StageVisit>& first_visits() const {
    return first_visits_;
  }
  [[nodiscard]] const std::vector<std::int64_t>& won_amounts() const { return won_amounts_; }

 private:
  AccountId account_;
  revenue::PipelineHistory history_;
  revenue::FxTable rates_;
  revenue::DealFolder folder_{history_, rates_};
  revenue::OpenStages open_;
  TimePoint now_;
  std::vector<revenue::StageVisit> first_visits_;
  std::vector<std::int64_t> won_amounts_;
};

}  // namespace

Result<revenue::StageSuggestions> suggest_stages(Transaction& transaction, RevenueStore& revenue,
                                                 const revenue::PipelineConfig& pipeline) {
  DealHistories histories(transaction.scope().account(), pipeline, transaction.now());
  CrmDeal last;
  for (;;) {
    GV_TRY(const auto deals, revenue.deals(transaction, last.crm, last.deal_id, kHistoriesAtOnce));
    if (deals.empty()) break;
    for (const auto& deal : deals) {
      GV_TRY(const auto rows, revenue.events_of(transaction, deal.crm, deal.deal_id));
      GV_TRY(histories.add(deal, rows));
    }
    last = deals.back();
  }
  return revenue::suggest_stages(pipeline, histories.first_visits(), histories.won_amounts(),
                                 transaction.now());
}

}  // namespace gv::app

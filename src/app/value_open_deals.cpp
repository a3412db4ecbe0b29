#include "app/value_open_deals.h"

#include "app/deal_rows.h"
#include "app/ports/pipeline_versions.h"
#include "core/revenue/deal_fold.h"

namespace gv::app {
namespace {

constexpr int kDealsAtOnce = 500;

bool is_open(revenue::DealStatus status) { return status == revenue::DealStatus::Open; }

}  // namespace

Result<OpenPipeline> value_open_deals(Transaction& transaction, RevenueStore& revenue,
                                      const revenue::PipelineConfig& pipeline) {
  const AccountId& account = transaction.scope().account();
  const auto history = only_pipeline(pipeline, account);
  const revenue::FxTable rates;
  revenue::DealFolder folder(history, rates);
  OpenPipeline total;
  CrmDeal last;
  for (;;) {
    GV_TRY(const auto deals, revenue.deals(transaction, last.crm, last.deal_id, kDealsAtOnce));
    if (deals.empty()) return total;
    for (const auto& deal : deals) {
      GV_TRY(const auto rows, revenue.events_of(transaction, deal.crm, deal.deal_id));
      GV_TRY(const auto events, events_in(account, rows));
      GV_TRY(const auto fold, folder.fold(events, transaction.now()));
      if (!is_open(fold.state().status)) continue;
      ++total.deals;
      total.value_minor += fold.state().target_minor;
    }
    last = deals.back();
  }
}

}  // namespace gv::app

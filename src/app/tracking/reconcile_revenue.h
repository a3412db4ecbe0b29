#pragma once

#include <vector>

#include "app/ports/conversions.h"
#include "app/ports/pipeline_versions.h"
#include "app/ports/platform_reports.h"
#include "app/ports/revenue_store.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "core/attribution/reconcile.h"

namespace gv::app {

/// What platforms report, what was tracked, what the CRM holds and what was paid, by day and ad.
///
/// A sale is a deal that stands won; its day is the UTC day it was won on. Purchases that no CRM
/// tells of were paid when they were told; of a CRM's deals nobody tells yet whether they were.
class ReconcileRevenue {
 public:
  struct Ports {
    Store& store;
    RevenueStore& revenue;
    Conversions& conversions;
    PlatformReports& reports;
    const PipelineVersions& pipelines;
  };
  explicit ReconcileRevenue(const Ports& ports) : ports_(ports) {}

  /// Days that begin in [from, until), at most 366. Errors: InvalidInput; those of the store.
  /// O(deals of the account).
  Result<std::vector<attribution::ReconciledDay>> run(const AccountScope& scope, TimePoint from,
                                                      TimePoint until);

 private:
  Result<std::vector<attribution::Sale>> sales(Transaction& transaction,
                                               const revenue::PipelineHistory& history,
                                               TimePoint from, TimePoint until);
  Result<void> add_sale(Transaction& transaction, const CrmDeal& deal,
                        std::vector<attribution::Sale>& sales);

  Ports ports_;
};

}  // namespace gv::app

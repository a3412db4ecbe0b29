#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "app/outbound/announce_deal.h"
#include "app/ports/conversions.h"
#include "app/ports/job_handler.h"
#include "app/ports/pipeline_versions.h"
#include "app/ports/revenue_store.h"
#include "base/result.h"

namespace gv::app {

/// The queue of what CRMs post, one job for each new event.
inline constexpr std::string_view kCrmQueue = "hubspot-webhook-events";

/// "hubspot:123": the ordering key of a deal's jobs, which so run one at a time.
[[nodiscard]] std::string deal_key(std::string_view crm, std::string_view deal_id);
/// CRM and deal. Errors: InvalidInput.
[[nodiscard]] Result<std::pair<std::string, std::string>> parse_deal_key(std::string_view key);

/// Purchases that no CRM tells of are deals of their own of this "CRM", by the conversion's id.
inline constexpr std::string_view kDirectSales = "conversion";
/// The conversion that a deal's credit is decided for: "deal:hubspot:123".
[[nodiscard]] std::string conversion_of_deal(std::string_view crm, std::string_view deal_id);

/// Folds all events of a deal, posts what the ledger lacks, and writes the deal as its events leave
/// it. The outcome depends on the events and the credits of the deal's conversion alone, so that it
/// may run again at any time. Credits that changed since the last fold move what was posted.
///
/// The events' own values are folded. Until the CRM was asked for the deal's history, which heals
/// lost deliveries, the deal is marked "unreconciled".
class FoldDeal final : public JobHandler {
 public:
  /// What is passed outlives it. `announce`: tells ad platforms of CRM deals; null: nobody does.
  FoldDeal(RevenueStore& revenue, Conversions& conversions, JobQueue& jobs,
           const PipelineVersions& pipelines, AnnounceDeal* announce = nullptr)
      : revenue_(revenue),
        conversions_(conversions),
        jobs_(jobs),
        pipelines_(pipelines),
        announce_(announce) {}

  [[nodiscard]] std::string_view queue() const override { return kCrmQueue; }
  [[nodiscard]] int per_account() const override { return 2; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

  /// The effects of one job; how many postings it made. Errors: Conflict when the deal was folded
  /// by another worker meanwhile; those of the ports.
  Result<std::size_t> fold(Transaction& transaction, std::string_view crm,
                           std::string_view deal_id);

 private:
  RevenueStore& revenue_;
  Conversions& conversions_;
  JobQueue& jobs_;
  const PipelineVersions& pipelines_;
  AnnounceDeal* announce_;
};

}  // namespace gv::app

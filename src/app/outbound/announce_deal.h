#pragma once

#include <string>
#include <string_view>

#include "app/outbound/event_facts.h"
#include "app/ports/conversion_outbox.h"
#include "app/ports/job_queue.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"
#include "core/server_events/deal_events.h"

namespace gv::app {

/// A deal as it was just folded.
struct FoldedDeal {
  std::string_view crm;
  std::string_view deal_id;
  std::string_view conversion_id;  ///< that tells whose deal it is
  const revenue::PipelineHistory& history;
  const revenue::DealFold& fold;
};

/// Writes the events that ad platforms are to be told of a deal into the outbox, in the transaction
/// that posts what caused them. Every stage event of the CRM has one row at most, and a deal as
/// many of a name as it entered such a stage, in whatever order they became known: so nothing is
/// lost or told under a second id when the deal is folded again.
class AnnounceDeal {
 public:
  AnnounceDeal(ConversionOutbox& outbox, JobQueue& jobs, const SettingsSource& settings,
               const Sealer& sealer)
      : outbox_(outbox), jobs_(jobs), settings_(settings), sealer_(sealer) {}

  /// Nothing where the account has no data set. Errors: Conflict when another worker announced the
  /// deal meanwhile; those of the ports.
  Result<void> run(Transaction& transaction, const FoldedDeal& deal);

 private:
  struct Announced;
  Result<Announced> announced(Transaction& transaction, const FoldedDeal& deal,
                              const std::vector<server_events::StageEvent>& events);
  Result<void> add(Transaction& transaction, const FoldedDeal& deal,
                   const server_events::StageEvent& event, int occurrence);
  [[nodiscard]] std::string sealed(const AccountId& account, const FoldedDeal& deal,
                                   const server_events::StageEvent& event) const;

  ConversionOutbox& outbox_;
  JobQueue& jobs_;
  const SettingsSource& settings_;
  const Sealer& sealer_;
};

}  // namespace gv::app

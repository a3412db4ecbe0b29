#pragma once

#include "adapters/store/clicks.h"
#include "app/access/account_book.h"
#include "app/outbound/outbound_desk.h"
#include "app/outbound/send_events.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// What ad platforms are told of conversions, from the outbox on.
struct OutboundParts {
  /// What is passed outlives it.
  OutboundParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                app::ConversionSinks& sinks, const app::Sealer& sealer, const Clock& clock);

 private:
  store::Clicks clicks_{};
  app::MatchData match_;

 public:
  app::SendEvents send;
  app::OutboundDesk desk;
};

}  // namespace gv::cli

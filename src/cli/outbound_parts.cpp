#include "cli/outbound_parts.h"

#include "io/http/trace.h"

namespace gv::cli {

OutboundParts::OutboundParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                             app::ConversionSinks& sinks, const app::Sealer& sealer,
                             const Clock& clock)
    : match_(tables.conversions, clicks_, sealer),
      send({.store = store,
            .outbox = tables.outbox,
            .sinks = sinks,
            .match = match_,
            .jobs = tables.jobs,
            .log = tables.events,
            .settings = book,
            .sealer = sealer,
            .clock = clock}),
      desk({.store = store,
            .outbox = tables.outbox,
            .sinks = sinks,
            .jobs = tables.jobs,
            .settings = book,
            .sealer = sealer,
            .clock = clock,
            .random = http::system_random_bytes}) {}

}  // namespace gv::cli

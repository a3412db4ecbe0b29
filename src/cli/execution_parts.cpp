#include "cli/execution_parts.h"

#include <fmt/format.h>
#include <unistd.h>

namespace gv::cli {

ExecutionParts::ExecutionParts(app::Store& store, Repositories& tables,
                               const app::SettingsSource& settings, app::AdPlatforms& platforms,
                               const Clock& clock)
    : tree_(tables.tree),
      ports_({.store = store,
              .changes = changes_,
              .history = history_,
              .ledger = ledger_,
              .holds = holds_,
              .policies = tables.policies,
              .running = tables.running_ads,
              .catalog = catalog_,
              .accounts = tables.accounts,
              .audit = tables.audit,
              .events = tables.events,
              .jobs = tables.jobs,
              .settings = settings,
              .zones = zones_,
              .clock = clock}),
      changes(ports_, platforms, fmt::format("serve:{}", ::getpid())),
      stop(ports_, platforms, changes),
      desk(ports_),
      decisions(ports_, tables.decisions, desk),
      policies(ports_, tables.ads),
      preview(ports_, tables.running_ads),
      view(ports_, changes),
      drift(ports_, platforms) {}

api::ChangeServices ExecutionParts::services() {
  return {.store = ports_.store,
          .tree = tree_,
          .changes = desk,
          .desk = decisions,
          .policies = policies,
          .preview = preview,
          .stop = stop,
          .view = view};
}

}  // namespace gv::cli

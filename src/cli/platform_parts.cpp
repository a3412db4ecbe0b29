#include "cli/platform_parts.h"

#include "io/http_client/retry.h"

namespace gv::cli {
namespace {

/// One that the administrator set may be on this machine or its network; Meta's own is not.
meta::MetaEndpoint meta_at(const std::string& url) {
  const http_client::Client client({.allow_private = !url.empty()});
  meta::MetaEndpoint endpoint{
      .send = [client](const http_client::Request& request) { return client.send(request); },
      .wait = http_client::sleep_for()};
  if (!url.empty()) endpoint.base_url = endpoint.video_url = url;
  return endpoint;
}

}  // namespace

Result<void> check_platforms(const PlatformOptions& options) {
  if (options.meta_url.empty()) return {};
  GV_TRY(http_client::parse_url(options.meta_url, "--meta-url"));
  return {};
}

PlatformParts::PlatformParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                             const app::Sealer& sealer, app::SyncSchedule& schedule,
                             const Clock& clock, const PlatformOptions& options)
    : accounts(store, tables.connections, sealer, book, meta_at(options.meta_url)),
      sync(store, tables.connections, accounts, book, schedule,
           {.catalog = catalog_,
            .performance = performance_,
            .ads = tables.ads,
            .learning = tables.learning,
            .events = tables.events,
            .edits = {tables.ledger, tables.changes, tables.holds}},
           clock) {}

}  // namespace gv::cli

#include "cli/platform_parts.h"

#include "io/http_client/retry.h"

namespace gv::cli {
namespace {

/// One that the administrator set may be on this machine or its network; a platform's own is not.
http_client::Send sender_to(const std::string& url) {
  const http_client::Client client({.allow_private = !url.empty()});
  return [client](const http_client::Request& request) { return client.send(request); };
}

meta::MetaEndpoint meta_at(const std::string& url) {
  meta::MetaEndpoint endpoint{.send = sender_to(url), .wait = http_client::sleep_for()};
  if (!url.empty()) endpoint.base_url = endpoint.video_url = url;
  return endpoint;
}

google_ads::GoogleEndpoint google_at(const std::string& url) {
  google_ads::GoogleEndpoint endpoint{.send = sender_to(url)};
  if (url.empty()) return endpoint;
  endpoint.base_url = url;
  endpoint.token_url = url + (url.ends_with('/') ? "token" : "/token");
  return endpoint;
}

tiktok::TikTokEndpoint tiktok_at(const std::string& url, const Clock& clock) {
  tiktok::TikTokEndpoint endpoint{
      .tools = {.send = sender_to(url), .now = [&clock] { return clock.now(); }}};
  if (!url.empty()) endpoint.base_url = url;
  return endpoint;
}

}  // namespace

Result<void> check_platforms(const PlatformOptions& options) {
  if (!options.google_url.empty()) {
    GV_TRY(http_client::parse_url(options.google_url, "--google-url"));
  }
  if (!options.meta_url.empty()) {
    GV_TRY(http_client::parse_url(options.meta_url, "--meta-url"));
  }
  if (!options.tiktok_url.empty()) {
    GV_TRY(http_client::parse_url(options.tiktok_url, "--tiktok-url"));
  }
  return {};
}

PlatformParts::PlatformParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                             const app::Sealer& sealer, app::SyncSchedule& schedule,
                             const Clock& clock, const PlatformOptions& options)
    : google_(google_at(options.google_url), clock),
      meta_(meta_at(options.meta_url)),
      tiktok_(tiktok_at(options.tiktok_url, clock)),
      accounts(store, tables.connections, sealer, book, {&google_, &meta_, &tiktok_}),
      sync(store, tables.connections, accounts, book, schedule,
           {.catalog = catalog_,
            .performance = performance_,
            .ads = tables.ads,
            .learning = tables.learning,
            .events = tables.events,
            .edits = {tables.ledger, tables.changes, tables.holds}},
           clock),
      actuals({.store = store,
               .performance = tables.performance,
               .ads = tables.ads,
               .connections = tables.connections,
               .board = tables.board,
               .schedule = schedule}) {}

}  // namespace gv::cli

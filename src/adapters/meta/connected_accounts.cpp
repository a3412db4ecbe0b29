#include "adapters/meta/connected_accounts.h"

#include <utility>

#include "adapters/meta/client.h"
#include "adapters/meta/dataset.h"
#include "adapters/meta/reports.h"
#include "app/access/credential_text.h"

namespace gv::meta {
namespace {

constexpr std::string_view kProvider = "meta";

std::string secret_at(const app::Secrets& secrets, const std::string& name) {
  const auto found = secrets.find(name);
  return found == secrets.end() ? std::string() : found->second;
}

}  // namespace

Result<std::vector<app::Connection>> ConnectedAccounts::connections(
    const app::AccountScope& scope) {
  return store_.read(scope, [&](app::Transaction& transaction) {
    return connections_.list(transaction, kProvider);
  });
}

Result<GraphConfig> ConnectedAccounts::config_of(const app::AccountScope& scope,
                                                 const app::Connection& connection) const {
  const auto secrets = app::opened(sealer_, scope.account(), connection);
  const auto token = secrets ? secret_at(*secrets, "access_token") : std::string();
  if (token.empty()) {
    return fail(ErrorCode::Forbidden, "connection",
                "has no access token that can be read: meta:" + connection.external_id,
                "connect the ad account again");
  }
  return GraphConfig{.base_url = endpoint_.base_url,
                     .video_url = endpoint_.video_url,
                     .version = endpoint_.version,
                     .account = connection.external_id,
                     .token = token,
                     .app_secret = secret_at(*secrets, "app_secret")};
}

Result<GraphConfig> ConnectedAccounts::only_config(const app::AccountScope& scope,
                                                   std::string_view platform) {
  if (platform != kProvider) {
    return fail(ErrorCode::NotAvailable, "platform",
                "must be meta; others are to come, got \"" + std::string(platform) + "\"");
  }
  GV_TRY(const auto all, connections(scope));
  if (all.empty()) {
    return fail(ErrorCode::NotAvailable, "platform", "is not connected: meta",
                "PUT /api/v1/accounts/{id}/connections/meta/{ad account}");
  }
  return config_of(scope, all.front());
}

Result<std::shared_ptr<app::AdPlatform>> ConnectedAccounts::of(const app::AccountScope& scope,
                                                               std::string_view platform) {
  GV_TRY(auto config, only_config(scope, platform));
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  return std::make_shared<Client>(std::move(config), settings->currency, endpoint_.send,
                                  endpoint_.wait);
}

Result<std::shared_ptr<app::ConversionSink>> ConnectedAccounts::sink(const app::AccountScope& scope,
                                                                     std::string_view platform) {
  GV_TRY(auto config, only_config(scope, platform));
  return std::make_shared<Dataset>(std::move(config), endpoint_.send);
}

Result<std::vector<app::ReportingConnection>> ConnectedAccounts::of(
    const app::AccountScope& scope) {
  GV_TRY(const auto all, connections(scope));
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  std::vector<app::ReportingConnection> reporting;
  for (const auto& connection : all) {
    GV_TRY(auto config, config_of(scope, connection));
    reporting.push_back(
        {connection.external_id, std::make_shared<Reports>(std::move(config), settings->currency,
                                                           endpoint_.send, endpoint_.wait)});
  }
  return reporting;
}

}  // namespace gv::meta

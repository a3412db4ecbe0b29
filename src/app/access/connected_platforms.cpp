#include "app/access/connected_platforms.h"

#include <algorithm>
#include <string>

#include "app/access/credential_text.h"

namespace gv::app {

Result<std::vector<Connection>> ConnectedPlatforms::list(const AccountScope& scope,
                                                         std::string_view platform) {
  return store_.read(
      scope, [&](Transaction& transaction) { return connections_.list(transaction, platform); });
}

Result<OpenedAdAccount> ConnectedPlatforms::open(const AccountScope& scope,
                                                 const Connection& connection) const {
  auto secrets = opened(sealer_, scope.account(), connection);
  if (!secrets || secrets->empty()) {
    return fail(ErrorCode::Forbidden, "connection",
                "has no credentials that can be read: " + connection.provider + ":" +
                    connection.external_id,
                "connect the ad account again");
  }
  GV_TRY(const auto settings, settings_.settings(scope.account()));
  return OpenedAdAccount{.external_id = connection.external_id,
                         .secrets = *std::move(secrets),
                         .settings = connection.settings,
                         .currency = settings->currency};
}

Result<ConnectedPlatforms::Found> ConnectedPlatforms::find(const AccountScope& scope,
                                                           std::string_view platform) {
  const auto adapter = std::find_if(adapters_.begin(), adapters_.end(),
                                    [&](const auto* one) { return one->name() == platform; });
  if (adapter == adapters_.end()) {
    return fail(ErrorCode::NotAvailable, "platform",
                "has no client yet: \"" + std::string(platform) + "\"");
  }
  GV_TRY(const auto all, list(scope, platform));
  if (all.empty()) {
    const std::string name(platform);
    return fail(ErrorCode::NotAvailable, "platform", "is not connected: " + name,
                "PUT /api/v1/accounts/{id}/connections/" + name + "/{ad account}");
  }
  GV_TRY(auto account, open(scope, all.front()));
  return Found{*adapter, std::move(account)};
}

Result<std::shared_ptr<AdPlatform>> ConnectedPlatforms::of(const AccountScope& scope,
                                                           std::string_view platform) {
  GV_TRY(const auto found, find(scope, platform));
  return found.adapter->platform(found.account);
}

Result<std::shared_ptr<ConversionSink>> ConnectedPlatforms::sink(const AccountScope& scope,
                                                                 std::string_view platform) {
  GV_TRY(const auto found, find(scope, platform));
  return found.adapter->sink(found.account);
}

Result<std::vector<ReportingConnection>> ConnectedPlatforms::of(const AccountScope& scope) {
  std::vector<ReportingConnection> reporting;
  for (auto* const adapter : adapters_) {
    GV_TRY(const auto all, list(scope, adapter->name()));
    for (const auto& connection : all) {
      const auto account = open(scope, connection);
      auto reports = account ? adapter->reports(*account)
                             : Result<std::shared_ptr<AdReports>>(tl::unexpected(account.error()));
      reporting.push_back(
          {std::string(adapter->name()), connection.external_id, std::move(reports)});
    }
  }
  return reporting;
}

}  // namespace gv::app

#pragma once

#include <functional>

#include "adapters/meta/graph.h"
#include "app/ports/ad_reports.h"
#include "app/ports/connections.h"
#include "app/ports/conversion_sink.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"

namespace gv::meta {

/// Where Meta is, and how it is reached.
struct MetaEndpoint {
  std::string base_url{"https://graph.facebook.com"};
  std::string video_url{"https://graph-video.facebook.com"};
  std::string version{"v25.0"};
  http_client::Send send;
  std::function<void(Millis)> wait;  ///< where the time between two looks at a report goes
};

/// Meta through the connections of accounts: credentials are opened for every use and kept nowhere.
/// Thread-safe; what it is built with outlives it and what it hands out.
class ConnectedAccounts final : public app::AdPlatforms,
                                public app::ReportSources,
                                public app::ConversionSinks {
 public:
  ConnectedAccounts(app::Store& store, app::Connections& connections, const app::Sealer& sealer,
                    const app::SettingsSource& settings, MetaEndpoint endpoint)
      : store_(store),
        connections_(connections),
        sealer_(sealer),
        settings_(settings),
        endpoint_(std::move(endpoint)) {}

  /// Of several ad accounts the one with the smallest number. Errors: NotAvailable for another
  /// platform than "meta" and without a connection; Forbidden when credentials cannot be read.
  Result<std::shared_ptr<app::AdPlatform>> of(const app::AccountScope& scope,
                                              std::string_view platform) override;
  Result<std::vector<app::ReportingConnection>> of(const app::AccountScope& scope) override;
  /// Data sets are reached by the token of the ad account. Errors: as the first.
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::AccountScope& scope,
                                                    std::string_view platform) override;

 private:
  [[nodiscard]] Result<std::vector<app::Connection>> connections(const app::AccountScope& scope);
  [[nodiscard]] Result<GraphConfig> config_of(const app::AccountScope& scope,
                                              const app::Connection& connection) const;
  [[nodiscard]] Result<GraphConfig> only_config(const app::AccountScope& scope,
                                                std::string_view platform);

  app::Store& store_;
  app::Connections& connections_;
  const app::Sealer& sealer_;
  const app::SettingsSource& settings_;
  const MetaEndpoint endpoint_;
};

}  // namespace gv::meta

#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "app/ports/ad_reports.h"
#include "app/ports/connections.h"
#include "app/ports/conversion_sink.h"
#include "app/ports/platform_adapter.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"

namespace gv::app {

/// Ad platforms through the connections of accounts: credentials are opened for every use and kept
/// nowhere. Thread-safe; what it is built with outlives it and what it hands out.
class ConnectedPlatforms final : public AdPlatforms, public ReportSources, public ConversionSinks {
 public:
  ConnectedPlatforms(Store& store, Connections& connections, const Sealer& sealer,
                     const SettingsSource& settings, std::vector<PlatformAdapter*> adapters)
      : store_(store),
        connections_(connections),
        sealer_(sealer),
        settings_(settings),
        adapters_(std::move(adapters)) {}

  /// Of several ad accounts the one with the smallest number. Errors: NotAvailable without an
  /// adapter for the platform or a connection to it; Forbidden when credentials cannot be read.
  Result<std::shared_ptr<AdPlatform>> of(const AccountScope& scope,
                                         std::string_view platform) override;
  /// Of every platform with an adapter. Credentials that cannot be read are an error of that
  /// connection alone.
  Result<std::vector<ReportingConnection>> of(const AccountScope& scope) override;
  /// Errors: as the first.
  Result<std::shared_ptr<ConversionSink>> sink(const AccountScope& scope,
                                               std::string_view platform) override;

 private:
  struct Found {
    PlatformAdapter* adapter{nullptr};
    OpenedAdAccount account;
  };
  [[nodiscard]] Result<Found> find(const AccountScope& scope, std::string_view platform);
  [[nodiscard]] Result<std::vector<Connection>> list(const AccountScope& scope,
                                                     std::string_view platform);
  [[nodiscard]] Result<OpenedAdAccount> open(const AccountScope& scope,
                                             const Connection& connection) const;

  Store& store_;
  Connections& connections_;
  const Sealer& sealer_;
  const SettingsSource& settings_;
  const std::vector<PlatformAdapter*> adapters_;
};

}  // namespace gv::app

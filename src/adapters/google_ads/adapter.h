#pragma once

#include <memory>
#include <string>
#include <utility>

#include "adapters/google_ads/rest.h"
#include "app/ports/platform_adapter.h"

namespace gv::google_ads {

/// Where Google Ads is, and how it is reached.
struct GoogleEndpoint {
  std::string base_url{"https://googleads.googleapis.com"};
  std::string token_url{"https://oauth2.googleapis.com/token"};
  std::string version{"v25"};
  http_client::Send send;
};

/// Google Ads. Secrets: developer_token, and access_token or client_id, client_secret and
/// refresh_token, which win; setting: login_customer_id. The clock outlives it.
class Adapter final : public app::PlatformAdapter {
 public:
  Adapter(GoogleEndpoint endpoint, const Clock& clock);

  [[nodiscard]] std::string_view name() const override { return "google"; }
  Result<std::shared_ptr<app::AdPlatform>> platform(const app::OpenedAdAccount& account) override;
  Result<std::shared_ptr<app::AdReports>> reports(const app::OpenedAdAccount& account) override;
  /// Errors: NotAvailable.
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::OpenedAdAccount& account) override;

 private:
  [[nodiscard]] Result<Rest> rest_of(const app::OpenedAdAccount& account) const;

  const GoogleEndpoint endpoint_;
  const std::shared_ptr<Tokens> tokens_;  ///< of all accounts
};

}  // namespace gv::google_ads

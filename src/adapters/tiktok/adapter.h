#pragma once

#include <utility>

#include "adapters/tiktok/business_api.h"
#include "app/ports/platform_adapter.h"

namespace gv::tiktok {

/// Where TikTok is, and how it is reached.
struct TikTokEndpoint {
  std::string base_url{"https://business-api.tiktok.com"};
  std::string version{"v1.3"};
  ApiTools tools;
};

/// TikTok. Secret: access_token. Conversion events cannot be sent yet.
class Adapter final : public app::PlatformAdapter {
 public:
  explicit Adapter(TikTokEndpoint endpoint) : endpoint_(std::move(endpoint)) {}

  [[nodiscard]] std::string_view name() const override { return "tiktok"; }
  Result<std::shared_ptr<app::AdPlatform>> platform(const app::OpenedAdAccount& account) override;
  Result<std::shared_ptr<app::AdReports>> reports(const app::OpenedAdAccount& account) override;
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::OpenedAdAccount& account) override;

 private:
  [[nodiscard]] Result<ApiConfig> config_of(const app::OpenedAdAccount& account) const;

  const TikTokEndpoint endpoint_;
};

}  // namespace gv::tiktok

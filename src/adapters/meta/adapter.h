#pragma once

#include <functional>
#include <utility>

#include "adapters/meta/graph.h"
#include "app/ports/platform_adapter.h"

namespace gv::meta {

/// Where Meta is, and how it is reached.
struct MetaEndpoint {
  std::string base_url{"https://graph.facebook.com"};
  std::string video_url{"https://graph-video.facebook.com"};
  std::string version{"v25.0"};
  http_client::Send send;
  std::function<void(Millis)> wait;  ///< where the time between two looks at a report goes
};

/// Meta. Secrets: access_token, and app_secret where the app asks for its proof. Data sets are
/// reached by the token of the ad account.
class Adapter final : public app::PlatformAdapter {
 public:
  explicit Adapter(MetaEndpoint endpoint) : endpoint_(std::move(endpoint)) {}

  [[nodiscard]] std::string_view name() const override { return "meta"; }
  Result<std::shared_ptr<app::AdPlatform>> platform(const app::OpenedAdAccount& account) override;
  Result<std::shared_ptr<app::AdReports>> reports(const app::OpenedAdAccount& account) override;
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::OpenedAdAccount& account) override;

 private:
  [[nodiscard]] Result<GraphConfig> config_of(const app::OpenedAdAccount& account) const;

  const MetaEndpoint endpoint_;
};

}  // namespace gv::meta

#include "adapters/tiktok/adapter.h"

#include "adapters/tiktok/client.h"
#include "adapters/tiktok/reports.h"

namespace gv::tiktok {

Result<ApiConfig> Adapter::config_of(const app::OpenedAdAccount& account) const {
  const auto token = account.secrets.find("access_token");
  if (token == account.secrets.end() || token->second.empty()) {
    return fail(ErrorCode::Forbidden, "connection",
                "has no access token: tiktok:" + account.external_id,
                "connect the ad account again");
  }
  return ApiConfig{.base_url = endpoint_.base_url,
                   .version = endpoint_.version,
                   .advertiser = account.external_id,
                   .token = token->second};
}

Result<std::shared_ptr<app::AdPlatform>> Adapter::platform(const app::OpenedAdAccount& account) {
  GV_TRY(auto config, config_of(account));
  return std::make_shared<Client>(std::move(config), account.currency, endpoint_.tools);
}

Result<std::shared_ptr<app::AdReports>> Adapter::reports(const app::OpenedAdAccount& account) {
  GV_TRY(auto config, config_of(account));
  return std::make_shared<Reports>(std::move(config), account.currency, endpoint_.tools);
}

Result<std::shared_ptr<app::ConversionSink>> Adapter::sink(const app::OpenedAdAccount&) {
  return fail(ErrorCode::NotAvailable, "platform",
              "takes no conversion events from this version: tiktok");
}

}  // namespace gv::tiktok

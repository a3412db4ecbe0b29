#include "adapters/meta/adapter.h"

#include "adapters/meta/client.h"
#include "adapters/meta/dataset.h"
#include "adapters/meta/reports.h"

namespace gv::meta {
namespace {

std::string secret_at(const app::OpenedAdAccount& account, const std::string& name) {
  const auto found = account.secrets.find(name);
  return found == account.secrets.end() ? std::string() : found->second;
}

}  // namespace

Result<GraphConfig> Adapter::config_of(const app::OpenedAdAccount& account) const {
  auto token = secret_at(account, "access_token");
  if (token.empty()) {
    return fail(ErrorCode::Forbidden, "connection",
                "has no access token: meta:" + account.external_id, "connect the ad account again");
  }
  return GraphConfig{.base_url = endpoint_.base_url,
                     .video_url = endpoint_.video_url,
                     .version = endpoint_.version,
                     .account = account.external_id,
                     .token = std::move(token),
                     .app_secret = secret_at(account, "app_secret")};
}

Result<std::shared_ptr<app::AdPlatform>> Adapter::platform(const app::OpenedAdAccount& account) {
  GV_TRY(auto config, config_of(account));
  return std::make_shared<Client>(std::move(config), account.currency, endpoint_.send,
                                  endpoint_.wait);
}

Result<std::shared_ptr<app::AdReports>> Adapter::reports(const app::OpenedAdAccount& account) {
  GV_TRY(auto config, config_of(account));
  return std::make_shared<Reports>(std::move(config), account.currency, endpoint_.send,
                                   endpoint_.wait);
}

Result<std::shared_ptr<app::ConversionSink>> Adapter::sink(const app::OpenedAdAccount& account) {
  GV_TRY(auto config, config_of(account));
  return std::make_shared<Dataset>(std::move(config), endpoint_.send);
}

}  // namespace gv::meta

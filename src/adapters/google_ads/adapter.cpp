#include "adapters/google_ads/adapter.h"

#include "adapters/google_ads/client.h"
#include "adapters/google_ads/reports.h"

namespace gv::google_ads {
namespace {

std::string named(const std::map<std::string, std::string>& all, const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? std::string() : found->second;
}

}  // namespace

Adapter::Adapter(GoogleEndpoint endpoint, const Clock& clock)
    : endpoint_(std::move(endpoint)),
      tokens_(std::make_shared<Tokens>(endpoint_.token_url, endpoint_.send, clock)) {}

Result<Rest> Adapter::rest_of(const app::OpenedAdAccount& account) const {
  RestConfig config{.base_url = endpoint_.base_url,
                    .version = endpoint_.version,
                    .customer = account.external_id,
                    .login_customer = named(account.settings, "login_customer_id"),
                    .developer_token = named(account.secrets, "developer_token"),
                    .access_token = named(account.secrets, "access_token")};
  const RefreshGrant grant{.client_id = named(account.secrets, "client_id"),
                           .client_secret = named(account.secrets, "client_secret"),
                           .refresh_token = named(account.secrets, "refresh_token")};
  if (!grant.refresh_token.empty()) config.grant = grant;
  if (config.developer_token.empty() || (config.access_token.empty() && !config.grant)) {
    return fail(ErrorCode::Forbidden, "connection", "has no tokens: google:" + account.external_id,
                "connect the ad account again");
  }
  return Rest(std::move(config), tokens_, endpoint_.send);
}

Result<std::shared_ptr<app::AdPlatform>> Adapter::platform(const app::OpenedAdAccount& account) {
  GV_TRY(auto rest, rest_of(account));
  return std::make_shared<Client>(std::move(rest), account.currency);
}

Result<std::shared_ptr<app::AdReports>> Adapter::reports(const app::OpenedAdAccount& account) {
  GV_TRY(auto rest, rest_of(account));
  return std::make_shared<Reports>(std::move(rest), account.currency);
}

Result<std::shared_ptr<app::ConversionSink>> Adapter::sink(const app::OpenedAdAccount&) {
  return fail(ErrorCode::NotAvailable, "platform", "conversion events do not go to google yet");
}

}  // namespace gv::google_ads

#pragma once

#include <string>
#include <string_view>

#include "adapters/hubspot/deal_events.h"
#include "app/ports/crm_webhook.h"

namespace gv::hubspot {

struct WebhookSettings {
  /// What HubSpot was told to call, without the path: "https://hooks.example.com". Behind a proxy
  /// the local address differs, and the Host header may be anything.
  std::string public_url;
  bool allows_v1{false};  ///< the old signature, which a replay passes for ever
};

/// What HubSpot posts, as rows of the inbox.
class WebhookSource final : public app::CrmWebhook {
 public:
  WebhookSource(const app::WebhookSecrets& secrets, WebhookSettings settings)
      : secrets_(secrets), settings_(std::move(settings)) {}

  [[nodiscard]] std::string_view crm() const override { return kCrm; }
  Result<app::CrmBatch> read(const app::CrmDelivery& delivery, TimePoint now,
                             const app::OwnerOf& owner_of) override;
  Result<app::CrmBatch> read_kept(std::string_view body, TimePoint now,
                                  const app::OwnerOf& owner_of) override;

 private:
  const app::WebhookSecrets& secrets_;
  const WebhookSettings settings_;
};

}  // namespace gv::hubspot

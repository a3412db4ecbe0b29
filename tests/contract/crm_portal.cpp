#include "contract/crm_portal.h"

#include <fmt/format.h>

#include "adapters/hubspot/signature.h"
#include "core/revenue/presets.h"

namespace gv::contract {
namespace {

constexpr std::string_view kTarget = "/api/webhook/hubspot";

std::shared_ptr<const app::AccountSettings> fitness(const std::string& dataset_id) {
  const auto aed = *Currency::parse("AED", "currency");
  return std::make_shared<app::AccountSettings>(
      app::AccountSettings{.currency = aed,
                           .pipeline = *revenue::preset("ptd_fitness", aed, std::nullopt),
                           .conversions = {.dataset_id = dataset_id}});
}

}  // namespace

std::string body_of(std::string_view portal, std::string_view deal,
                    const std::vector<Told>& changes) {
  std::string events;
  for (const auto& told : changes) {
    events += fmt::format(
        R"({}{{"eventId":1,"portalId":{},"occurredAt":{},"subscriptionType":"deal.propertyChange",)"
        R"("objectId":"{}","propertyName":"{}","propertyValue":"{}","attemptNumber":0}})",
        events.empty() ? "" : ",", portal, told.day * 86'400'000LL, deal, told.property,
        told.value);
  }
  return "[" + events + "]";
}

CrmPortal::CrmPortal(app::Store& store, const Clock& clock, const std::string& dataset_id)
    : settings(
          {{AccountId("alpha"), fitness(dataset_id)}, {AccountId("beta"), fitness(dataset_id)}}),
      runner(store, jobs, clock, {&fold}),
      portals(store, accounts_, connections_, clock),
      store_(store),
      clock_(clock),
      receive_({store, revenue, jobs, quarantine_, portals, settings, clock}) {}

Result<app::CrmReceipt> CrmPortal::deliver(const std::string& body) {
  const auto at = std::to_string(clock_.now().time_since_epoch().count());
  const auto uri = hubspot::public_uri("https://hooks.example.com", kTarget);
  const auto signature = hubspot::signature_v3(
      "gv-test-secret", {.method = "POST", .uri = uri, .body = body, .timestamp = at});
  const auto header = [&](std::string_view name) -> std::string_view {
    if (name == "X-HubSpot-Signature-v3") return signature;
    return name == "X-HubSpot-Request-Timestamp" ? std::string_view(at) : std::string_view();
  };
  return receive_.run(webhook_,
                      {.method = "POST", .target = kTarget, .body = body, .header = header});
}

Result<app::CrmReceipt> CrmPortal::replay(std::string_view portal) {
  return receive_.replay(webhook_, portal);
}

void CrmPortal::connect(const app::AccountScope& scope, std::string_view portal) {
  const app::Connection connection{.provider = "hubspot", .external_id = std::string(portal)};
  ASSERT_TRUE(
      store_.write(scope, [&](app::Transaction& t) { return connections_.put(t, connection); }));
  portals.forget();
}

std::vector<app::LedgerPosting> CrmPortal::postings(const app::AccountScope& scope,
                                                    std::string_view deal) {
  return *store_.read(scope,
                      [&](app::Transaction& t) { return revenue.postings_of(t, "hubspot", deal); });
}

std::optional<app::CrmDeal> CrmPortal::deal(const app::AccountScope& scope, std::string_view deal) {
  return *store_.read(scope, [&](app::Transaction& t) { return revenue.deal(t, "hubspot", deal); });
}

std::size_t CrmPortal::waiting(std::string_view source) {
  return store_
      .read_shared([&](app::SharedTransaction& t) { return quarantine_.waiting(t, source, 100); })
      ->size();
}

}  // namespace gv::contract

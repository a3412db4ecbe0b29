#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "adapters/hubspot/deal_events.h"
#include "adapters/hubspot/signature.h"

namespace gv::hubspot {
namespace {

std::string delivery_of(std::int64_t events) {
  std::string body = "[";
  for (std::int64_t i = 0; i < events; ++i) {
    body += fmt::format(
        R"({}{{"eventId":{},"subscriptionId":12345,"portalId":62515,"appId":54321,)"
        R"("occurredAt":1733581800000,"subscriptionType":"deal.propertyChange","attemptNumber":0,)"
        R"("objectId":{},"propertyName":"dealstage","propertyValue":"appointmentscheduled",)"
        R"("changeSource":"CRM_UI"}})",
        i == 0 ? "" : ",", i, 1000 + i);
  }
  return body + "]";
}

/// What a delivery costs before it is stored: signature, parsing, identities.
void receive(benchmark::State& state) {
  const std::string body = delivery_of(state.range(0));
  const std::vector<std::string> secrets{"yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"};
  SignedDelivery delivery{.method = "POST",
                          .uri = "https://hooks.example.com/api/webhook/hubspot",
                          .body = body,
                          .timestamp = "1733581801000"};
  const std::string signature = signature_v3(secrets[0], delivery);
  delivery.signature = signature;
  const TimePoint now{Millis{1733581801000}};
  for (auto _ : state) {
    if (verify(delivery, secrets, now) != SignatureVerdict::Valid) state.SkipWithError("refused");
    const auto webhook = read_webhook(body);
    if (!webhook) state.SkipWithError("unreadable");
    std::size_t digits = 0;
    for (const auto& event : webhook->events) digits += event_key(event).size();
    if (digits != 64U * static_cast<std::size_t>(state.range(0))) state.SkipWithError("lost one");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(receive)->Name("receive/smoke")->Arg(2);
BENCHMARK(receive)->Name("receive")->Arg(10)->Arg(100);

}  // namespace
}  // namespace gv::hubspot

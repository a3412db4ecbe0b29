#include <cstdint>
#include <string_view>

#include "adapters/hubspot/deal_events.h"
#include "adapters/hubspot/stage_change.h"
#include "base/check.h"

// Any body gives events that the ledger takes, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const hubspot::EventContext context{.account = AccountId("acc"), .currency = Currency::usd()};
  if (const auto webhook = hubspot::read_webhook(body)) {
    GV_CHECK(webhook->events.size() + webhook->rejected.size() <= hubspot::kEventsMax);
    for (const auto& event : webhook->events) {
      GV_CHECK(hubspot::event_key(event).size() == 64);
      for (const auto& told : hubspot::to_deal_events(event, context)) {
        GV_CHECK(!told.deal.empty() && !told.event_key.empty());
      }
    }
  }
  const auto change = hubspot::read_stage_change(body, Currency::usd(), {});
  if (!change) {
    GV_CHECK(!change.error().empty());
  } else {
    GV_CHECK(!hubspot::to_deal_event(*change, Currency::usd(), {}).stage.empty());
  }
  return 0;
}

#include <cstdint>
#include <string_view>

#include "adapters/hubspot/api_error.h"
#include "adapters/hubspot/deal_events.h"
#include "base/check.h"

// Any answer of the CRM is read, or refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto deal = hubspot::read_deal(text)) {
    const hubspot::EventContext context{.account = AccountId("acc"), .currency = Currency::usd()};
    for (const auto& event : hubspot::history_events(*deal, "1", context)) {
      GV_CHECK(event.event_key.size() == 64);
    }
  }
  (void)hubspot::read_contact(text);
  (void)hubspot::read_deal_page(text);
  (void)hubspot::read_pipelines(text);
  (void)hubspot::read_associations(text);
  const auto error = hubspot::api_error({.status = 429, .body = std::string(text)}, {});
  GV_CHECK(error.retryable && error.retry_after && error.raw_excerpt.size() <= 2048);
  return 0;
}

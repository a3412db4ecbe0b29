#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "adapters/google_ads/client.h"
#include "adapters/google_ads/google_error.h"
#include "adapters/google_ads/reports.h"
#include "adapters/google_ads/testing.h"
#include "base/check.h"

// Whatever Google answers is read as something, or as an error with a class.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  GV_CHECK(google_ads::google_error(400, text, true).has_value());
  const auto send = [&](const http_client::Request&) -> Result<http_client::Response> {
    return http_client::Response{.status = 200, .body = std::string(text)};
  };
  const google_ads::SetClock clock;
  const auto tokens = std::make_shared<google_ads::Tokens>("", send, clock);
  (void)tokens->token({});
  const google_ads::Rest rest({.customer = "1", .access_token = "t"}, tokens, send);
  google_ads::Client client(rest, Currency::usd());
  google_ads::Reports reports(rest, Currency::usd());
  const app::UpdateEntity update{.entity = {app::EntityLevel::Campaign, "2"},
                                 .daily_budget = Money(100, Currency::usd()),
                                 .status = app::EntityStatus::Paused};
  const app::CreateEntity create{.name = "c", .daily_budget = Money(100, Currency::usd())};
  const std::array<app::Operation, 2> operations{update, create};
  GV_CHECK(client.apply_batch(operations, app::ApplyMode::Apply).size() == 2);
  for (const auto level :
       {app::EntityLevel::Campaign, app::EntityLevel::AdSet, app::EntityLevel::Ad}) {
    (void)reports.list(level);
  }
  (void)reports.report({}, [] { return true; });
  return 0;
}

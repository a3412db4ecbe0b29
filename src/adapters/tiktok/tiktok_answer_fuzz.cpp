#include <cstdint>
#include <string_view>

#include "adapters/tiktok/advertiser.h"
#include "adapters/tiktok/api_error.h"
#include "adapters/tiktok/client.h"
#include "adapters/tiktok/entity.h"
#include "adapters/tiktok/report_row.h"
#include "adapters/tiktok/reports.h"
#include "base/check.h"
#include "io/json/json.h"

// Whatever TikTok answers is read as something, or as an error with a class.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const TimePoint now{Millis{1'736'121'600'000}};
  GV_CHECK(tiktok::api_error(503, text, true, now).has_value());
  const tiktok::ApiTools tools{
      .send = [&](const http_client::Request&) -> Result<http_client::Response> {
        return http_client::Response{.status = 200, .body = std::string(text)};
      },
      .now = [&] { return now; }};
  const tiktok::BusinessApi api({.advertiser = "1"}, tools);
  (void)tiktok::Advertiser(api).currency();
  // With a currency, so that what comes behind it is read too.
  const tiktok::ApiTools in_dollars{
      .send =
          [&](const http_client::Request& request) {
            if (request.url.find("/advertiser/info/") == std::string::npos)
              return tools.send(request);
            return Result<http_client::Response>(http_client::Response{
                .status = 200,
                .body = R"({"code":0,"data":{"list":[{"advertiser_id":"1","currency":"USD"}]}})"});
          },
      .now = tools.now};
  tiktok::Client client({.advertiser = "1"}, Currency::usd(), in_dollars);
  (void)client.find_by_name(app::EntityLevel::AdSet, "gv:");
  (void)client.read({app::EntityLevel::Video, "1"});
  const app::Operation pause =
      app::UpdateEntity{.entity = {app::EntityLevel::Ad, "1"}, .status = app::EntityStatus::Paused};
  GV_CHECK(client.apply_batch({&pause, 1}, app::ApplyMode::Apply).size() == 1);
  (void)client.apply(app::CreateEntity{.level = app::EntityLevel::Campaign, .name = "c"},
                     app::ApplyMode::Apply);
  tiktok::Reports reports({.advertiser = "1"}, Currency::usd(), in_dollars);
  (void)reports.report({.first = now, .last = now}, [] { return true; });
  const auto tree = json::parse(text, "answer");
  if (!tree) return 0;
  (void)tiktok::read_report_row(*tree, Currency::usd());
  (void)tiktok::read_entity(*tree, app::EntityLevel::AdSet, Currency::usd());
  return 0;
}

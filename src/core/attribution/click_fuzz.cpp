#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "core/attribution/click.h"
#include "core/attribution/landing_page.h"

// Any bytes in any field give a click that may be kept, or sentences.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::attribution;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const KeyRing keys = *KeyRing::make({"k1", std::string(32, 'k'), {}});
  ClickReport report{.ad_id = "ad1", .campaign_id = "c1", .consent = {.ads = true}};
  for (std::string* const field :
       {&report.click_id, &report.ids.fbclid, &report.fbc, &report.fbp, &report.utm.content,
        &report.landing_page_url, &report.user_agent, &report.visitor_id}) {
    const std::string before = std::exchange(*field, text);
    const auto kept = record_click(report, {.account = gv::AccountId("acc"), .keys = &keys}, {});
    GV_CHECK(kept || !kept.error().empty());
    if (!kept) GV_CHECK(!kept.error().front().where.empty());
    *field = before;
  }
  if (const auto cookie = parse_fbc(text, "fbc")) GV_CHECK(parse_fbc(to_text(*cookie), "fbc"));
  (void)normalise_email(text, "email");
  (void)normalise_phone(text, "971", "phone");
  (void)gv::IpAddress::parse(text, "ip");
  static const std::vector<std::string> hosts{"shop.example"};
  (void)redirect_target(text, "gv_1", hosts);
  (void)without_query(text, hosts);
  return 0;
}

#include <cstdint>

#include "adapters/files/deals_file.h"
#include "adapters/files/open_deals.h"
#include "adapters/files/testing.h"
#include "base/check.h"
#include "core/revenue/presets.h"

// Any bytes give deals of known ads, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  using namespace gv::files;
  static const AdsTable ads =
      read_text("ad_id,impressions,clicks,spend,end\na,9,9,1,2025-03-01\nb,9,9,1,2025-03-01\n")
          .value();
  static const auto pipeline = revenue::preset("ecommerce", Currency::usd(), 6000).value();
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const auto mode : {belief::Mode::Direct, belief::Mode::Pipeline}) {
    const auto table = read_deals(file::from_text(text), "deals.csv", ads, pipeline,
                                  {.mode = mode, .now = at("2025-03-10")});
    if (!table) continue;
    GV_CHECK(table->counts.used + table->counts.rejected == table->counts.read);
    for (const auto& deal : table->deals) {
      GV_CHECK(deal.ad.text() == "a" || deal.ad.text() == "b");
      GV_CHECK(deal.value.credit > 0.0 && deal.value.credit <= 1.0);
      GV_CHECK(deal.value.value_minor >= 0.0 && deal.value.click_at <= deal.value.counted_at);
    }
  }
  const auto open = read_open_deals(file::from_text(text), "deals.csv", pipeline);
  if (!open) return 0;
  for (const auto& deal : open->deals) {
    GV_CHECK(!deal.id.empty() && deal.age_in_stage_days >= 0.0);
  }
  return 0;
}

#include <cstdint>

#include "adapters/files/ads_file.h"
#include "adapters/files/testing.h"
#include "base/check.h"

// Any bytes give a table that decisions can be made from, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::files;
  const std::string text(reinterpret_cast<const char*>(data), size);
  AdsOptions mapped;
  mapped.map = {{"ad_id", "Ad name"}, {"end", "Day"}, {"conversions", "Results"}};
  mapped.date_format = DateFormat::parse("%d/%m/%Y %H:%M", "fuzz").value();
  mapped.deal_value_minor = 6000.0;
  AdsOptions dated;
  dated.now = at("2025-03-10");
  dated.zone = TimeZone::parse("Europe/Berlin", "fuzz").value();
  for (const auto& options : {AdsOptions{}, mapped, dated}) {
    const auto table = read_text(text, options);
    if (!table) continue;
    GV_CHECK(!table->ads.empty() || !table->rejected_rows.empty());
    GV_CHECK(table->ads.size() == table->ad_names.size());
    GV_CHECK(table->counts.used + table->counts.rejected == table->counts.read);
    for (const auto& ad : table->ads) {
      std::optional<gv::TimePoint> last_end;
      for (const auto& bucket : ad.buckets) {
        GV_CHECK(bucket.start < bucket.end && bucket.end <= table->newest_end);
        GV_CHECK(!last_end || *last_end <= bucket.start);
        last_end = bucket.end;
        GV_CHECK(bucket.clicks >= 0 && bucket.clicks <= bucket.impressions);
        GV_CHECK(bucket.spend_minor >= 0);
      }
      for (const auto& deal : ad.deals) GV_CHECK(deal.credit > 0.0 && deal.value_minor >= 0.0);
    }
  }
  return 0;
}

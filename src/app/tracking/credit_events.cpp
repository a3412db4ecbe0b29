#include "app/tracking/credit_events.h"

#include <fmt/format.h>

#include "app/access/audit.h"

namespace gv::app {
namespace {

constexpr const char* kLogSource = "attribution";

std::string shares_json(const revenue::CreditSplit& split) {
  std::string json = "[";
  for (std::size_t i = 0; i < split.ads().size(); ++i) {
    json += fmt::format(R"({}{{"ad_id":{},"credit":[{},{}]}})", i > 0 ? "," : "",
                        quoted(split.ads()[i].text()), split.numerators()[i], split.denominator());
  }
  return json + "]";
}

}  // namespace

NewEvent recorded_event(const ConversionRecord& conversion) {
  const auto value =
      conversion.value_minor ? std::to_string(*conversion.value_minor) : std::string("null");
  return {.type = "conversion.recorded",
          .occurred_at = conversion.at,
          .subject_type = "conversion",
          .subject_id = conversion.id,
          .source = kLogSource,
          .source_key = conversion.id,
          .payload = fmt::format(R"({{"type":{},"value_minor":{},"currency":{}}})",
                                 quoted(conversion.type), value,
                                 quoted(conversion.currency.value_or("")))};
}

NewEvent credited_event(const ConversionRecord& conversion, const attribution::CreditSet& set) {
  return {.type = "attribution.credited",
          .occurred_at = set.at,
          .subject_type = "conversion",
          .subject_id = conversion.id,
          .source = kLogSource,
          .source_key = fmt::format("{}|credits|{}", conversion.id, set.seq),
          .payload = fmt::format(
              R"({{"seq":{},"origin":{},"method":{},"confidence":{},"config_version":{},)"
              R"("credits":{}}})",
              set.seq, quoted(attribution::to_text(set.origin)),
              quoted(attribution::to_text(set.method)), set.confidence, set.config_version,
              shares_json(set.split))};
}

}  // namespace gv::app

#include "app/tracking/direct_sale.h"

#include "app/fold_deal.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::string_view kDealPrefix = "deal:";

std::optional<std::size_t> stage_of_type(const ConversionRecord& conversion,
                                         const revenue::PipelineConfig& pipeline) {
  const auto named = pipeline.resolve({"capi", "", conversion.type});
  if (named) return named;
  if (conversion.value_minor.value_or(0) > 0) return pipeline.won();
  return std::nullopt;
}

}  // namespace

Result<std::pair<std::string, std::string>> deal_of_conversion(std::string_view conversion_id) {
  if (!conversion_id.starts_with(kDealPrefix)) {
    return std::pair(std::string(kDirectSales), std::string(conversion_id));
  }
  auto deal = parse_deal_key(conversion_id.substr(kDealPrefix.size()));
  if (deal && deal->first != kDirectSales) return deal;
  return fail(ErrorCode::InvalidInput, "conversion_id",
              "must be \"deal:<crm>:<id>\" where it names a deal");
}

std::optional<CrmEvent> direct_sale(const ConversionRecord& conversion,
                                    const revenue::PipelineConfig& pipeline) {
  const auto stage = stage_of_type(conversion, pipeline);
  if (!stage) return std::nullopt;
  return CrmEvent{.key = sha256_hex("conversion|" + conversion.id),
                  .crm = std::string(kDirectSales),
                  .deal_id = conversion.id,
                  .type = "stage",
                  .stage_key = pipeline.stages()[*stage].key,
                  .amount_minor = conversion.value_minor,
                  .currency = conversion.currency,
                  .occurred_at = conversion.at};
}

}  // namespace gv::app

#include "adapters/api/attribute.h"

namespace gv::api {
namespace {

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

app::ConversionReport report_in(const AttributeRequest& request) {
  app::ConversionReport report{.id = request.conversion_id,
                               .type = request.conversion_type,
                               .value_minor = request.conversion_value.minor,
                               .at = request.conversion_timestamp,
                               .click_id = request.click_id.value_or(""),
                               .ids = {.fbclid = request.fbclid.value_or(""),
                                       .gclid = request.gclid.value_or(""),
                                       .gbraid = request.gbraid.value_or(""),
                                       .wbraid = request.wbraid.value_or(""),
                                       .ttclid = request.ttclid.value_or(""),
                                       .msclkid = request.msclkid.value_or("")},
                               .fbc = request.fbc.value_or(""),
                               .ad_id = request.ad_id.value_or(""),
                               .fingerprint_hash = request.fingerprint_hash.value_or(""),
                               .email = request.email.value_or(""),
                               .phone = request.phone.value_or("")};
  // Consent itself was given with the click; here it can only be taken back.
  if (request.consent) {
    report.ads_refused = !request.consent->ads.value_or(false);
    report.analytics_refused = !request.consent->analytics.value_or(false);
  }
  return report;
}

}  // namespace

AttributionAnswer answer_of(const attribution::Attribution& found) {
  AttributionAnswer answer{.success = found.success(),
                           .attributed_click_id = unless_empty(found.click_id),
                           .ad_id = unless_empty(found.ad.text()),
                           .campaign_id = unless_empty(found.campaign.text()),
                           .attribution_method = std::string(to_text(found.method)),
                           .attribution_confidence = found.confidence,
                           .attribution_window_hours = found.window_hours,
                           .layer_1_result = std::string(to_text(found.layer_1)),
                           .layer_2_result = std::string(to_text(found.layer_2)),
                           .layer_3_result = std::string(to_text(found.layer_3)),
                           .candidates = {},
                           .reason = found.reason,
                           .model_version = found.model_version};
  for (const auto& candidate : found.candidates) {
    answer.candidates.push_back({candidate.click_id, candidate.ad.text(), candidate.score});
  }
  return answer;
}

Result<AttributionAnswer> AttributeConversion::operator()(const Context& context,
                                                          const AttributeRequest& request) const {
  auto report = report_in(request);
  GV_TRY(auto visitor, visitor_of(context, request.ip_address, request.user_agent));
  report.ip = visitor.ip;
  report.user_agent = std::move(visitor.user_agent);
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Ingest));
  GV_TRY(const auto found, services.attribute.run(scope, report));
  return answer_of(found);
}

}  // namespace gv::api

#include "adapters/api/track_click.h"

#include "adapters/api/binder.h"

namespace gv::api {
namespace {

attribution::FingerprintComponents components_in(const FingerprintPart& part) {
  return {.screen_width = part.screen_width,
          .screen_height = part.screen_height,
          .device_pixel_ratio = part.device_pixel_ratio,
          .time_zone = part.time_zone.value_or(""),
          .utc_offset_min = part.utc_offset_min,
          .device_type = part.device_type.value_or(""),
          .os = part.os.value_or(""),
          .os_major = part.os_major.value_or(""),
          .browser = part.browser.value_or(""),
          .browser_major = part.browser_major.value_or(""),
          .language = part.language.value_or("")};
}

/// All of it but what the connection tells.
attribution::ClickReport report_in(const TrackClickRequest& request) {
  attribution::ClickReport report{.click_id = request.click_id.value_or(""),
                                  .ad_id = request.ad_id,
                                  .campaign_id = request.campaign_id,
                                  .adset_id = request.adset_id.value_or(""),
                                  .creative_id = request.creative_id.value_or(""),
                                  .ids = {.fbclid = request.fbclid.value_or(""),
                                          .gclid = request.gclid.value_or(""),
                                          .gbraid = request.gbraid.value_or(""),
                                          .wbraid = request.wbraid.value_or(""),
                                          .ttclid = request.ttclid.value_or(""),
                                          .msclkid = request.msclkid.value_or("")},
                                  .fbc = request.fbc.value_or(""),
                                  .fbp = request.fbp.value_or(""),
                                  .utm = {.source = request.utm_source.value_or(""),
                                          .medium = request.utm_medium.value_or(""),
                                          .campaign = request.utm_campaign.value_or(""),
                                          .content = request.utm_content.value_or(""),
                                          .term = request.utm_term.value_or("")},
                                  .landing_page_url = request.landing_page_url.value_or(""),
                                  .referrer_host = request.referrer_host.value_or(""),
                                  .visitor_id = request.visitor_id.value_or("")};
  if (request.fingerprint_components) {
    report.fingerprint = components_in(*request.fingerprint_components);
  }
  report.consent = consent_in(request.consent);
  if (request.occurred_at_ms) report.occurred_at = TimePoint(Millis(*request.occurred_at_ms));
  return report;
}

}  // namespace

void check(const TrackClickRequest& request, Binder& binder) {
  for (const auto& fault : attribution::faults_of(report_in(request))) {
    binder.complain_at(fault.where, fault.message, fault.code);
  }
  if (request.device_type && request.device_type->size() > 64) {
    binder.complain_at("device_type", "must be at most 64 bytes");
  }
}

Result<Accepted<TrackClickAnswer>> TrackClick::operator()(const Context& context,
                                                          const TrackClickRequest& request) const {
  auto report = report_in(request);
  GV_TRY(auto visitor, visitor_of(context, request.ip_address, request.user_agent));
  report.ip = visitor.ip;
  report.user_agent = std::move(visitor.user_agent);
  const auto& headers = context.http.headers;
  report.signals = attribution::privacy_signals(headers.value("Sec-GPC"), headers.value("DNT"));
  report.prefetch = headers.value("Sec-Purpose").find("prefetch") != std::string_view::npos;
  if (report.consent.at == TimePoint{}) report.consent.at = context.now;
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Ingest));
  GV_TRY(auto taken, services.track.run(scope, report, request.device_type.value_or("")));
  return Accepted<TrackClickAnswer>{.body = {.status = "click_tracked",
                                             .click_id = std::move(taken.click_id),
                                             .attribution_window_days = taken.window_days},
                                    .location = {}};
}

}  // namespace gv::api

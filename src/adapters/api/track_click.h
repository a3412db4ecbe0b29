#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/visitor.h"

namespace gv::api {

/// Traits of a device; hashed within the request, never stored.
struct FingerprintPart {
  std::optional<int> screen_width;
  std::optional<int> screen_height;
  std::optional<double> device_pixel_ratio;
  std::optional<std::string> time_zone;
  std::optional<int> utc_offset_min;
  std::optional<std::string> device_type;
  std::optional<std::string> os;
  std::optional<std::string> os_major;
  std::optional<std::string> browser;
  std::optional<std::string> browser_major;
  std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(FingerprintPart, (),
                      (screen_width, screen_height, device_pixel_ratio, time_zone, utc_offset_min,
                       device_type, os, os_major, browser, browser_major, language))

struct TrackClickRequest {
  std::string ad_id;
  std::string campaign_id;
  std::optional<std::string> adset_id;
  std::optional<std::string> creative_id;
  std::optional<std::string> click_id;
  std::optional<std::string> fbclid;
  std::optional<std::string> gclid;
  std::optional<std::string> gbraid;
  std::optional<std::string> wbraid;
  std::optional<std::string> ttclid;
  std::optional<std::string> msclkid;
  std::optional<std::string> fbc;
  std::optional<std::string> fbp;
  std::optional<std::string> ip_address;
  std::optional<std::string> user_agent;
  std::optional<std::string> device_type;
  std::optional<FingerprintPart> fingerprint_components;
  std::optional<std::string> landing_page_url;
  std::optional<std::string> referrer_host;
  std::optional<std::string> utm_source;
  std::optional<std::string> utm_medium;
  std::optional<std::string> utm_campaign;
  std::optional<std::string> utm_content;
  std::optional<std::string> utm_term;
  std::optional<std::string> visitor_id;
  std::optional<ConsentPart> consent;
  std::optional<std::int64_t> occurred_at_ms;
};
BOOST_DESCRIBE_STRUCT(TrackClickRequest, (),
                      (ad_id, campaign_id, adset_id, creative_id, click_id, fbclid, gclid, gbraid,
                       wbraid, ttclid, msclkid, fbc, fbp, ip_address, user_agent, device_type,
                       fingerprint_components, landing_page_url, referrer_host, utm_source,
                       utm_medium, utm_campaign, utm_content, utm_term, visitor_id, consent,
                       occurred_at_ms))
/// The rules of a click, `attribution::faults_of`.
void check(const TrackClickRequest& request, Binder& binder);

struct TrackClickAnswer {
  std::string status;                   ///< "click_tracked"
  std::optional<std::string> click_id;  ///< null without consent: then only the hour was counted
  std::int64_t attribution_window_days{0};
};
BOOST_DESCRIBE_STRUCT(TrackClickAnswer, (), (status, click_id, attribution_window_days))

/// A click on an ad. What is kept of it depends on the visitor's consent.
struct TrackClick {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/attribution/track-click",
                                    .twin = "/api/v1/track/click",
                                    .scope = app::Scope::Ingest,
                                    .landing = true,
                                    .rate = RateClass::Ingest,
                                    .blocking = true,
                                    .summary = "Record a click on an ad"};
  TrackingServices services;
  Result<Accepted<TrackClickAnswer>> operator()(const Context& context,
                                                const TrackClickRequest& request) const;
};

}  // namespace gv::api

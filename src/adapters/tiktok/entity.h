#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "app/ports/ad_platform.h"
#include "base/currency.h"

namespace gv::tiktok {

/// The word that TikTok has for a level: "adgroup", whose id is "adgroup_id". Creatives have none:
/// they are part of an ad.
[[nodiscard]] std::string_view word_of(app::EntityLevel level);

/// Reads an element of `*/get/`, or a video of file/video/ad/{info,search}/. A budget that is not
/// of a day is none; a status that is new is Paused, so that nobody takes it for running. The
/// effective status is in the words that decisions know ("ACTIVE", "PENDING_REVIEW",
/// "DISAPPROVED", "CAMPAIGN_PAUSED", "ADSET_PAUSED"), where it has one, else TikTok's own.
/// Errors: InvalidInput without an id, or for a budget that is no amount of the currency.
[[nodiscard]] Result<app::PlatformEntity> read_entity(const boost::json::value& from,
                                                      app::EntityLevel level,
                                                      const Currency& currency);

/// Midnight UTC of "2026-11-01 00:00:00", and times like it. Errors: InvalidInput.
[[nodiscard]] Result<TimePoint> read_time(std::string text, std::string_view where);

}  // namespace gv::tiktok

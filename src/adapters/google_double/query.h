#pragma once

#include <boost/json/value.hpp>

#include "adapters/google_double/ads_error.h"
#include "adapters/google_double/gaql.h"
#include "adapters/meta_double/platform.h"

namespace gv::google_double {

/// The rows that a query finds, with the fields that it selects and no others. A query of metrics
/// has a row for what was delivered alone, by the day or hour where it selects those. What a table
/// does not have is refused. `stale`: things as they were before their last change.
[[nodiscard]] Ads<boost::json::array> run_query(meta_double::Platform& platform,
                                                std::size_t account, const Gaql& query, bool stale);

/// "campaign.id" as JSON has it: "campaign.id"; "ad_group_ad.ad_group" is "adGroupAd.adGroup".
[[nodiscard]] std::string in_camel_case(std::string_view field);

}  // namespace gv::google_double

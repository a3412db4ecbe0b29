#pragma once

#include <string_view>

#include <boost/json/value.hpp>

#include "adapters/google_double/ads_error.h"
#include "adapters/meta_double/platform.h"

namespace gv::google_double {

/// POST .../{campaigns|campaignBudgets|adGroups|adGroupAds}:mutate, and googleAds:mutate with
/// operations on several kinds. With partialFailure each operation fails for itself, else all are
/// done or none. validateOnly checks and does nothing.
[[nodiscard]] Ads<boost::json::object> mutate(meta_double::Platform& platform, std::size_t account,
                                              std::string_view collection,
                                              const boost::json::object& body);

}  // namespace gv::google_double

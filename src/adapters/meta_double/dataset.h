#pragma once

#include <boost/json/value.hpp>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// POST /{dataset}/events: takes all events of a request or none. Refused are more than 1,000,
/// times of more than seven days ago (subcode 2804003) or ten minutes ahead, or in milliseconds,
/// contact fields that are no hashes, events of a website without its address and user agent,
/// unknown action sources, purchases without value and currency, and events that tell of nobody
/// (2804050). Which event is bad is not told. A name and event id count once within 48 hours.
[[nodiscard]] Graph<boost::json::value> take_events(Platform& platform, const Call& call);

/// For the control plane: {"received", "counted", "duplicates", "tests", "events": [{"event_name",
/// "event_id", "event_time", "times", "payload"}]}, events that count, in the order they came.
[[nodiscard]] boost::json::object told_events(const Platform& platform);

}  // namespace gv::meta_double

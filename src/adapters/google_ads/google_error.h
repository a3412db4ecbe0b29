#pragma once

#include <map>
#include <optional>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/error.h"
#include "core/execute/platform_error.h"

namespace gv::google_ads {

/// The error that an answer tells of, whatever its form: one object, or a list of one, as streams
/// have it. Nothing when it is a success. `writes`: the request would change something.
[[nodiscard]] std::optional<execute::PlatformError> google_error(int http_status,
                                                                 std::string_view body,
                                                                 bool writes);

/// Why operations of a mutate failed that others of it did not, by their places. What cannot be
/// assigned to one, such as details that are only there as bytes, has the place -1.
[[nodiscard]] std::map<int, execute::PlatformError> partial_failures(
    const boost::json::object& answer);

/// The want of an answer. A time-out or a broken answer leaves open whether a write happened.
[[nodiscard]] execute::PlatformError transport_error(const Error& error, bool writes);

}  // namespace gv::google_ads

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/time.h"

namespace gv::json {

/// Reading of JSON whose sender does not keep to one type: "123" and 123 are the same id. A member
/// that is absent, null or of another type is nothing.
[[nodiscard]] const boost::json::value* member(const boost::json::object& object,
                                               std::string_view name);
/// A text, or a whole number as text; empty for nothing.
[[nodiscard]] std::string text_of(const boost::json::object& object, std::string_view name);
/// A whole number, or a text of one.
[[nodiscard]] std::optional<std::int64_t> whole_of(const boost::json::object& object,
                                                   std::string_view name);
/// Milliseconds as number or text, or RFC 3339, from 1970 to 2^53 ms.
[[nodiscard]] std::optional<TimePoint> time_of(const boost::json::object& object,
                                               std::string_view name);
[[nodiscard]] bool flag_of(const boost::json::object& object, std::string_view name);
[[nodiscard]] const boost::json::object* object_of(const boost::json::object& object,
                                                   std::string_view name);
[[nodiscard]] const boost::json::array* array_of(const boost::json::object& object,
                                                 std::string_view name);

}  // namespace gv::json

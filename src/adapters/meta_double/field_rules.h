#pragma once

#include <optional>

#include "adapters/meta_double/graph_error.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// What is wrong with the value of a field, whatever object it is set on; nothing: it may be set.
[[nodiscard]] std::optional<GraphError> wrong_value(const Platform& platform,
                                                    std::string_view field,
                                                    const boost::json::value& value);

/// What keeps `fields` from becoming a new object in that account: required fields, parents that
/// exist, one owner of the budget.
[[nodiscard]] std::optional<GraphError> wrong_object(const Platform& platform, std::size_t account,
                                                     Kind kind, const boost::json::object& fields);

}  // namespace gv::meta_double

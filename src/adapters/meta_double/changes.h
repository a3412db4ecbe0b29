#pragma once

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// POST /act_X/{edge}: checks required fields, types, names and parents as Meta does, and makes the
/// object. What comes without a status is ACTIVE. {"id": ...}
[[nodiscard]] Graph<boost::json::value> create_object(Platform& platform, std::size_t account,
                                                      Kind kind, const Call& call);
/// POST /{id}. A budget may change four times an hour. {"success": true}
[[nodiscard]] Graph<boost::json::value> update_object(Platform& platform, Object& object,
                                                      const Call& call);
/// DELETE /{id}. {"success": true}
[[nodiscard]] Graph<boost::json::value> delete_object(Platform& platform, Object& object);

/// Sets when an ad gets its verdict, and which one.
void send_to_review(Platform& platform, Object& ad);

/// Whether the call says execution_options=["validate_only"].
[[nodiscard]] bool validates_only(const Call& call);

}  // namespace gv::meta_double

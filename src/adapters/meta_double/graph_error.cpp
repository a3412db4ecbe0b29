#include "adapters/meta_double/graph_error.h"

#include <fmt/format.h>

namespace gv::meta_double {

using boost::json::array;
using boost::json::object;

GraphError bad_parameter(std::string_view field, std::string_view message, int subcode) {
  return {.code = 100,
          .subcode = subcode,
          .message = fmt::format("(#100) {} {}", field, message),
          .user_message = fmt::format("{} {}", field, message),
          .data = {{"blame_field_specs", array{array{boost::json::string(field)}}}}};
}

GraphError no_object(std::string_view id) {
  return {.code = 100,
          .subcode = 33,
          .message = fmt::format("Unsupported request. Object with ID '{}' does not exist, cannot "
                                 "be loaded due to missing permissions, or does not support this "
                                 "operation.",
                                 id)};
}

object error_body(const GraphError& error, std::string_view trace_id) {
  object inner{{"message", error.message},
               {"type", "OAuthException"},
               {"code", error.code},
               {"is_transient", error.transient},
               {"fbtrace_id", trace_id}};
  if (error.subcode != 0) inner["error_subcode"] = error.subcode;
  if (!error.user_message.empty()) inner["error_user_msg"] = error.user_message;
  if (!error.data.empty()) inner["error_data"] = error.data;
  return {{"error", inner}};
}

}  // namespace gv::meta_double

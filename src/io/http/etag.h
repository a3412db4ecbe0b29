#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::http {

/// A strong entity tag of these bytes: `"` + 22 hex digits of their SHA-256 + `"`.
[[nodiscard]] std::string etag_of(std::string_view bytes);

/// What a write that must not overwrite somebody else's needs to know.
enum class IfMatch {
  Fulfilled,
  Missing,  ///< 428
  Stale,    ///< 412
};
/// Compares If-Match with the tag of what is there, strongly (RFC 9110 §13.1.1); "*" fits anything.
[[nodiscard]] IfMatch if_match(const Request& request, std::string_view etag);

/// Adds `ETag`, and makes it a 304 without a body when If-None-Match names that tag.
void tag(const Request& request, std::string etag, Response& response);

}  // namespace gv::http

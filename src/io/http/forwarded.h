#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/http/headers.h"

namespace gv::http {

/// Who really asks: the address of the connection or, where that is one of `trusted` proxies, the
/// last address of X-Forwarded-For that is none of them. What stands before it is the client's own
/// word and counts for nothing; a member that is no address ends the search.
[[nodiscard]] std::string client_address(const std::string& connection, const Headers& headers,
                                         const std::vector<std::string>& trusted);

}  // namespace gv::http

#pragma once

#include <string_view>

#include "base/result.h"

namespace gv::sql {

/// What a five-letter SQLSTATE means to us; empty when the connection broke before the server
/// answered. `where` names the statement, `reason` is the server's sentence. Throws `Bug` for
/// states that only wrong SQL brings about.
[[nodiscard]] Error postgres_error(std::string_view sqlstate, std::string_view where,
                                   std::string_view reason);

/// Serialization failure or deadlock: the same transaction may succeed when it runs again.
[[nodiscard]] bool is_worth_a_retry(std::string_view sqlstate);

}  // namespace gv::sql

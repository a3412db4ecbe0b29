#pragma once

#include <string_view>

#include "base/result.h"

struct sqlite3;

namespace gv::sql {

/// What an SQLite result code means to us. `where` names the statement or the file. Throws `Bug`
/// for codes that only wrong code brings about.
[[nodiscard]] tl::unexpected<Error> sqlite_error(sqlite3* handle, int code, std::string_view where);

}  // namespace gv::sql

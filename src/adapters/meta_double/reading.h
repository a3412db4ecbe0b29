#pragma once

#include <string>
#include <vector>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// A wanted field, with those wanted of the object behind it: "creative{id,name}".
struct Wanted {
  std::string name;
  std::vector<Wanted> below;
};
/// "id,name,creative{id}". Braces out of balance end the list where they are.
[[nodiscard]] std::vector<Wanted> wanted_fields(std::string_view list);

/// An object with the wanted fields; just its id when there are none. `stale`: as it was before
/// its last change. Errors: code 100 for a field that its kind does not have.
[[nodiscard]] Graph<boost::json::object> read_object(const Platform& platform, const Object& object,
                                                     const std::vector<Wanted>& wanted,
                                                     bool stale = false);
/// The account itself.
[[nodiscard]] Graph<boost::json::object> read_account(const Platform& platform,
                                                      const Account& account,
                                                      const std::vector<Wanted>& wanted);

/// "2026-12-01T00:00:00+0000".
[[nodiscard]] std::string graph_time(TimePoint time);

}  // namespace gv::meta_double

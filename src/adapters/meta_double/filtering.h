#pragma once

#include <string>
#include <vector>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// One condition of `filtering`: {"field":"campaign.id","operator":"IN","value":["1"]}.
struct Filter {
  std::string field;
  std::string op;
  std::vector<std::string> values;

  /// Whether `text` fulfils it. Numbers are compared as such.
  [[nodiscard]] bool admits(const std::string& text) const;
};

/// The conditions of a call, all of which count. Errors: code 100.
[[nodiscard]] Graph<std::vector<Filter>> filters_of(const Call& call);

/// Whether an object fulfils all of them.
[[nodiscard]] bool admits_all(const std::vector<Filter>& filters, const Platform& platform,
                              const Object& object);

}  // namespace gv::meta_double

#pragma once

#include <vector>

#include "adapters/settings/given.h"
#include "adapters/settings/settings.h"

namespace gv::settings {

/// The settings that `given` makes. Errors: all that keep it from being a configuration, the key in
/// `where`.
[[nodiscard]] tl::expected<Settings, std::vector<Error>> build(const Values& given,
                                                               Currency currency);

}  // namespace gv::settings

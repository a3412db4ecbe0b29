#pragma once

#include <optional>
#include <string>

#include "adapters/meta_double/platform.h"
#include "base/result.h"

namespace gv::meta_double {

/// What a simulated Meta is made of. Zero and empty: as the scenario has it.
struct Setting {
  std::string scenario{"S2"};
  std::uint64_t seed{1};
  std::int64_t ads{0};
  std::int64_t accounts{0};
  std::int64_t days{0};
};

/// A platform as set, at `start`. S7 is S1 on the limited tier with every fault at 2 %.
/// Errors: NotFound for an unknown scenario, InvalidInput for numbers out of range.
[[nodiscard]] Result<Platform> make_platform(const Setting& setting, TimePoint start,
                                             Behaviour how = {});

}  // namespace gv::meta_double

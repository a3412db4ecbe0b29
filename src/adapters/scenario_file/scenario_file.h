#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/market/scenario.h"

namespace gv::scenario_file {

/// The scenario as a JSON text with one member per field, for people to edit. Amounts are minor
/// units, `start` is a time. `read_scenario` gives the same scenario back.
[[nodiscard]] std::string write_scenario(const market::Scenario& scenario);

/// Reads what `write_scenario` writes. A member that is left out keeps its default (S1, clean).
///
/// Errors, `where` is the path of the member: UnusableInput when `text` is no JSON; UnknownKey with
/// the nearest known key; InvalidInput for another type; ConfigRange for a number out of its range
/// or shares that do not sum to 1.
[[nodiscard]] Result<market::Scenario> read_scenario(std::string_view text,
                                                     const std::string& name);

}  // namespace gv::scenario_file

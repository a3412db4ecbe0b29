#pragma once

#include <cstddef>
#include <vector>

#include "core/decide/cycle.h"

namespace gv::decide {

/// The usable part of a cycle's input, in canonical order.
struct Validated {
  std::vector<std::size_t> ads;    ///< indices into input.ads, by ad key
  std::vector<std::size_t> units;  ///< indices into input.units, by unit id; every unit once
  std::vector<Rejected> rejected;  ///< by ad key
};

/// Sorts by id and rejects what cannot be decided on: negative counts, clicks above impressions,
/// NaN, times after `now` or out of range, amounts near overflow, two states of one key (both), ads
/// of an unknown or invalid unit.
[[nodiscard]] Validated validate(const CycleInput& input);

/// What concerns the whole account: clock, total, priors, delay, outages. Errors: ConfigRange for a
/// total out of range, Nan, InvalidInput; `where` names the field.
[[nodiscard]] Result<void> check_account(const CycleInput& input);

}  // namespace gv::decide

#pragma once

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// Makes objects of the ads that the scenario has launched: one campaign, and an ad set, a creative
/// and an ad each.
void take_over_launches(Platform& platform, std::size_t account);

/// Moves the clock on and lets every hour that has passed be delivered. What clients did within an
/// hour counts for the whole of it. A clock that would run backwards stays.
///
/// An ad that a client made delivers from the first full hour after its review on, as the next ad
/// of the scenario's reserve; once that is used up, not at all. Ads of one budget share it evenly.
void advance_to(Platform& platform, TimePoint to);

}  // namespace gv::meta_double

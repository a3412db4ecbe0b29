#pragma once

#include "core/decide/assess.h"

namespace gv::decide {

/// Account-wide facts an ad's fate depends on.
struct FateContext {
  TimePoint now;
  bool unit_held{false};
  bool replacement_required{false};
  bool outage{false};
  bool predicted{false};  ///< the ad's prior rests on a graded pre-launch prediction
  belief::DelayModel delay;
};

/// Sets fate, reason, finality and confidence of `view`, whose posterior, summary and verdict are
/// set. In order, the first that holds:
///   1. not deliverable, or out of lifetime budget  -> Ineligible (our provisional kill goes on)
///   2. unit held                                    -> Frozen, hold
///   3. manual kill                                  -> Killed
///   4. stale data or tracking outage                -> Frozen
///   5. provisionally killed before                  -> Revived, Killed for good, or Killed still;
///      under 2 and 4 there is no review: it stays Killed
///   6. ignorance zone                               -> Frozen; Live when predicted
///   7. final or provisional kill                    -> Killed
///   8. fatigue 4, unless P(ROAS >= target) >= 0.8   -> Killed, provisional
void decide_fate(AdView& view, const FateContext& context, const Config& config);

}  // namespace gv::decide

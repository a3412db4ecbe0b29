#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/decide/assess.h"
#include "core/decide/bounds.h"

namespace gv::decide {

/// Bounds within which the total, less a reserve, can be shared exactly.
struct Feasible {
  std::vector<UnitLimits> limits;
  std::vector<bool> filled;    ///< raised past its gate so that the total is spent
  std::vector<bool> deferred;  ///< a provisional kill that waits until its money has a place
  std::vector<bool> queued;    ///< paused because the minimums exceed the total
  std::int64_t reserve_minor{0};
};

/// Makes the bounds meet the total:
///   sum u < T  raises units bounded only by G9, G11 or G12 to 1.2 c, best first, unless
///              underspending is allowed; then lets provisional kills wait, best first, cut but
///              running; what is still missing becomes the reserve
///   sum l > T  lowers bounds to the minimum budget, worst first, then queues units, worst first,
///              never the last active unit of a campaign, nor one for which a person set a minimum
/// Best and worst are by P(ROAS >= target), ties by unit id.
/// Errors: Refused, when frozen budgets or minimums exceed the total; the message names both sums.
[[nodiscard]] Result<Feasible> make_feasible(std::vector<UnitLimits> limits,
                                             const std::vector<UnitView>& units, std::int64_t total,
                                             const Config& config);

}  // namespace gv::decide

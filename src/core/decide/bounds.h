#pragma once

#include <cstdint>
#include <vector>

#include "core/allocate/project.h"
#include "core/decide/assess.h"

namespace gv::decide {

/// What a unit may get, and why. Amounts are minor units a day.
struct UnitLimits {
  allocate::UnitBounds whole;      ///< as the allocation takes them
  Set<Gate> gates;                 ///< gates that fired
  Gate upper_by{Gate::Otherwise};  ///< gate that set the upper bound
  ReasonCode reason{ReasonCode::WithinBand};
  DecisionType type{DecisionType::Maintain};  ///< set by a gate when `typed`
  bool typed{false};
  bool eligible{true};       ///< false: excluded, x = 0
  bool frozen{false};        ///< l = u
  bool waits{false};         ///< new or revived: frozen, yet queued when the total has no room
  bool fillable{false};      ///< bounded only by G9, G11 or G12
  bool deferrable{false};    ///< a provisional kill of a running unit: it can wait
  bool shrinkable{false};    ///< its lower bound may drop to the minimum budget
  bool policy_lower{false};  ///< its lower bound is a person's, whatever the gates say
  bool policy_upper{false};  ///< so is its upper one
  double ceiling{0.0};       ///< what fill may raise it to at most: caps, velocity
  std::int64_t minimum{0};   ///< the smallest budget of an active unit
};

/// Runs the gates in order; each one that fires intersects its bounds. A person's bounds come last
/// and win over all gates but holds. `units` is the number of units that share the total. O(1).
[[nodiscard]] UnitLimits limits_of(const UnitView& view, const std::vector<AdView>& ads,
                                   std::size_t units, const CycleInput& input,
                                   const Config& config);

}  // namespace gv::decide

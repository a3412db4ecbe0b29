#pragma once

#include <cstdint>
#include <string_view>

namespace gv::decide {

enum class DecisionType {
  Observe,
  Maintain,
  Scale,
  AggressiveScale,
  Reduce,
  Kill,
  Reactivate,
  Queue
};

/// Why a decision is what it is: the gate or step that set its final bound. One code an ad.
enum class ReasonCode {
  Hold,
  DataStale,
  TrackingOutage,
  NotDeliverable,
  BudgetExhausted,
  Manual,
  IgnoranceZone,
  LowCtr,
  LowCvr,
  HighCpa,
  NegativeRoas,
  NoConversions,
  DecliningPerformance,
  ProbablyBelowProtect,
  Fatigue,
  LearningPhase,
  BelowMinimum,
  AboveTarget,
  AboveScale,
  Exploration,
  CapsBind,
  Deadband,
  ChangeQuota,
  ValueUnknown,
  NewUnit,
  Revived,
  WithinBand,
  PolicyBounds  ///< a person's bounds of the budget
};

/// Things to do beside the budget.
enum class Action : std::uint8_t {
  RefreshCreative,
  RequestReplacement,
  Fill,              ///< raised past its gate so that the configured total is spent
  Queue,             ///< paused because the minimum budgets exceed the total
  ApprovalRequired,  ///< auto_kill is off
  Alert
};

/// The gates of a decision, in order; G9 to G12 exclude each other.
enum class Gate : std::uint8_t {
  Hold,
  Data,
  NotDeliverable,
  ManualKill,
  IgnoranceZone,
  Kill,
  FatigueExhausted,
  Fatigue,
  Learning,
  BelowMinimum,
  AboveScale,
  AboveTarget,
  Otherwise
};
inline constexpr int kGates = 13;

/// A set of enumerators, at most 32 of them.
template <class Enum>
class Set {
 public:
  void insert(Enum value) { bits_ |= bit(value); }
  [[nodiscard]] bool contains(Enum value) const { return (bits_ & bit(value)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  friend bool operator==(const Set&, const Set&) = default;

 private:
  static std::uint32_t bit(Enum value) { return std::uint32_t{1} << static_cast<unsigned>(value); }
  std::uint32_t bits_{0};
};

/// Lower snake_case, as on the wire.
[[nodiscard]] std::string_view to_text(DecisionType type);
[[nodiscard]] std::string_view to_text(ReasonCode code);
[[nodiscard]] std::string_view to_text(Action action);
/// "G0" ... "G12".
[[nodiscard]] std::string_view to_text(Gate gate);

}  // namespace gv::decide

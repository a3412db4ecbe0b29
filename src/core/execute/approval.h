#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/execute/rate.h"

namespace gv::execute {

/// What an account lets the executor do by itself.
enum class ExecutionMode {
  Observe,  ///< everything but the sending
  Approve,  ///< every change waits for a person
  Auto,     ///< creates, activations and large increases do
};

/// "observe", "approve", "auto".
[[nodiscard]] std::string_view to_text(ExecutionMode mode);

enum class ChangeType { Budget, Status, Create };

/// A change as far as its urgency and its approval are concerned.
struct ChangeSketch {
  ChangeType type{ChangeType::Budget};
  std::optional<std::int64_t> from_minor{};  ///< of a budget; none: not known
  std::int64_t to_minor{0};
  bool activates{false};  ///< of a status
};

/// What goes without approval in mode Auto.
struct AutoLimits {
  int change_max_bp{2'000};                        ///< of one tranche
  std::optional<std::int64_t> amount_max_minor{};  ///< of the whole increase
};

/// A pause is a kill; an increase of an unknown budget, and an activation, count as an increase.
[[nodiscard]] Priority priority_of(const ChangeSketch& change);

/// 1. Observe: never, nothing is sent. 2. Approve: always. 3. Auto: creates, activations, increases
/// of more than `amount_max_minor` or from an unknown budget, and those whose first tranche (at
/// most `tranche_max_bp`) exceeds `change_max_bp`.
[[nodiscard]] bool needs_approval(ExecutionMode mode, const ChangeSketch& change,
                                  const AutoLimits& limits, int tranche_max_bp);

}  // namespace gv::execute

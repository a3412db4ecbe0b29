#include "core/execute/approval.h"

#include <algorithm>

namespace gv::execute {
namespace {

constexpr double kBasisPoints = 10'000.0;

bool is_increase(const ChangeSketch& change) {
  return change.type == ChangeType::Budget &&
         (!change.from_minor || change.to_minor > *change.from_minor);
}

bool is_large(const ChangeSketch& change, const AutoLimits& limits, int tranche_max_bp) {
  if (!change.from_minor) return true;
  const auto more = change.to_minor - *change.from_minor;
  if (limits.amount_max_minor && more > *limits.amount_max_minor) return true;
  const double whole_bp =
      *change.from_minor > 0
          ? static_cast<double>(more) / static_cast<double>(*change.from_minor) * kBasisPoints
          : static_cast<double>(tranche_max_bp);
  return std::min(whole_bp, static_cast<double>(tranche_max_bp)) > limits.change_max_bp;
}

}  // namespace

std::string_view to_text(ExecutionMode mode) {
  switch (mode) {
    case ExecutionMode::Observe:
      return "observe";
    case ExecutionMode::Approve:
      return "approve";
    case ExecutionMode::Auto:
      break;
  }
  return "auto";
}

Priority priority_of(const ChangeSketch& change) {
  switch (change.type) {
    case ChangeType::Create:
      return Priority::Create;
    case ChangeType::Status:
      return change.activates ? Priority::Increase : Priority::Kill;
    case ChangeType::Budget:
      break;
  }
  return is_increase(change) ? Priority::Increase : Priority::Reduce;
}

bool needs_approval(ExecutionMode mode, const ChangeSketch& change, const AutoLimits& limits,
                    int tranche_max_bp) {
  switch (mode) {
    case ExecutionMode::Observe:
      return false;
    case ExecutionMode::Approve:
      return true;
    case ExecutionMode::Auto:
      break;
  }
  if (change.type == ChangeType::Create || change.activates) return true;
  return is_increase(change) && is_large(change, limits, tranche_max_bp);
}

}  // namespace gv::execute

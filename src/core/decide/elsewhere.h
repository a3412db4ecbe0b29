#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gv::decide {

/// A unit that shares the total, and what it came to.
struct Sharer {
  std::int64_t current{0};
  std::int64_t recommended{0};
  double slope{0.0};             ///< d value / d budget at the current budget, per unit of ROAS
  double roas{0.0};              ///< posterior mean
  std::span<const float> draws;  ///< of the ROAS; of one length for all
  bool value_known{true};
};

/// Compares what a cut unit earns at the margin of its current budget with what the units earn that
/// are raised: theirs is the mean at their current budgets, weighted by the raise. Units of unknown
/// value take no part: nothing can be said of what their money earns.
class Elsewhere {
 public:
  /// O(n x draws) of the raised units.
  explicit Elsewhere(const std::vector<Sharer>& sharers);

  /// The margin of the raised units, where it exceeds that of `unit` by 0.01 or more, which is the
  /// least that two decimals show; none otherwise, and where no unit is raised. O(1).
  [[nodiscard]] std::optional<double> above(const Sharer& unit) const;

  /// The share of draws in which the raised units earn more at the margin than `unit`. O(draws).
  [[nodiscard]] double p_above(const Sharer& unit) const;

 private:
  double raise_{0.0};
  double mean_{0.0};
  std::vector<double> drawn_;
};

}  // namespace gv::decide

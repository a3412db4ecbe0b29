#include "core/decide/elsewhere.h"

namespace gv::decide {
namespace {

constexpr double kVisible = 0.01;

double raise_of(const Sharer& unit) {
  if (!unit.value_known || unit.recommended <= unit.current) return 0.0;
  return static_cast<double>(unit.recommended - unit.current);
}

}  // namespace

Elsewhere::Elsewhere(const std::vector<Sharer>& sharers) {
  for (const auto& unit : sharers) raise_ += raise_of(unit);
  for (const auto& unit : sharers) {
    const double raise = raise_of(unit);
    if (raise == 0.0) continue;
    const double weight = raise / raise_ * unit.slope;
    mean_ += weight * unit.roas;
    drawn_.resize(unit.draws.size());
    for (std::size_t k = 0; k < drawn_.size(); ++k) {
      drawn_[k] += weight * static_cast<double>(unit.draws[k]);
    }
  }
}

std::optional<double> Elsewhere::above(const Sharer& unit) const {
  if (raise_ == 0.0 || !unit.value_known) return std::nullopt;
  if (mean_ < unit.slope * unit.roas + kVisible) return std::nullopt;
  return mean_;
}

double Elsewhere::p_above(const Sharer& unit) const {
  if (drawn_.empty()) return 0.0;
  std::size_t above = 0;
  for (std::size_t k = 0; k < drawn_.size(); ++k) {
    above += drawn_[k] > unit.slope * static_cast<double>(unit.draws[k]) ? 1 : 0;
  }
  return static_cast<double>(above) / static_cast<double>(drawn_.size());
}

}  // namespace gv::decide

#pragma once

#include <cstddef>
#include <span>

#include "base/check.h"

namespace gv::allocate {

/// Posterior draws of ROAS, one row per unit, the draws of a unit side by side: units x draws
/// float32 (seven digits of a sampled number, at half the memory), row i at
/// values[i * stride]. A stride above `draws` uses only the first draws of
/// every row. A view: the caller keeps the numbers alive. Values finite and >= 0.
struct Draws {
  std::span<const float> values;
  std::size_t units{0};
  std::size_t draws{0};
  std::size_t stride{0};

  [[nodiscard]] const float* row(std::size_t unit) const { return values.data() + unit * stride; }
};

/// Throws `gv::Bug` when the numbers do not fill the shape.
inline void check_shape(const Draws& draws, std::size_t units) {
  GV_CHECK(draws.units == units && draws.stride >= draws.draws);
  GV_CHECK(units == 0 || draws.values.size() >= (units - 1) * draws.stride + draws.draws);
}

}  // namespace gv::allocate

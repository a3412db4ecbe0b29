#pragma once

#include "truth.h"

namespace gv::gvtest {

inline constexpr int kFlowWidth = 1920;
inline constexpr int kFlowHeight = 1080;

struct Vector {
  double x{0.0};
  double y{0.0};
};

/// How the point (x, y) of frame `index` moves to the next frame, pixels of 1920 x 1080.
[[nodiscard]] Vector true_flow(const TrueMotion& motion, double x, double y, std::int64_t index);

/// Whether the point and where it goes lie in the picture, at least `margin` from its edge.
[[nodiscard]] bool stays_inside(double x, double y, const Vector& flow, double margin);

}  // namespace gv::gvtest

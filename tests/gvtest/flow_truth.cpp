#include "flow_truth.h"

#include <cmath>
#include <numbers>

namespace gv::gvtest {

Vector true_flow(const TrueMotion& motion, double x, double y, std::int64_t index) {
  const auto n = static_cast<double>(index);
  if (motion.disc > 0.0) {
    const double from_x = x - motion.disc_x - n * motion.dx;
    const double from_y = y - motion.disc_y - n * motion.dy;
    const bool on = std::hypot(from_x, from_y) <= motion.disc;
    return on ? Vector{motion.dx, motion.dy} : Vector{};
  }
  const double angle = motion.roll * std::numbers::pi / 180.0;
  const double u = x - (kFlowWidth - 1) / 2.0;
  const double v = y - (kFlowHeight - 1) / 2.0;
  const double grow = 1.0 + motion.zoom;
  return {grow * (std::cos(angle) * u - std::sin(angle) * v) - u + motion.dx,
          grow * (std::sin(angle) * u + std::cos(angle) * v) - v + motion.dy};
}

bool stays_inside(double x, double y, const Vector& flow, double margin) {
  const auto inside = [margin](double at, double size) {
    return at >= margin && at <= size - 1 - margin;
  };
  return inside(x, kFlowWidth) && inside(y, kFlowHeight) && inside(x + flow.x, kFlowWidth) &&
         inside(y + flow.y, kFlowHeight);
}

}  // namespace gv::gvtest

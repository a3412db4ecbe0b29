#include "core/vision/frame.h"

#include <algorithm>

namespace gv::vision {

double iou(const Box& a, const Box& b) {
  const double w = std::min(a.x + a.w, b.x + b.w) - std::max(a.x, b.x);
  const double h = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
  const double shared = std::max(w, 0.0) * std::max(h, 0.0);
  const double all = a.w * a.h + b.w * b.h - shared;
  return all > 0.0 ? shared / all : 0.0;
}

}  // namespace gv::vision

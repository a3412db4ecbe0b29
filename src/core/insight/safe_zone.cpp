#include "core/insight/safe_zone.h"

#include <cmath>

namespace gv::insight {
namespace {

constexpr Placement kPlacements[] = {
    {"meta_reels", 1080, 1920, 0.14, 0.35, 0.06, 0.06},
    {"meta_stories", 1080, 1920, 0.14, 0.20, 0.06, 0.06},
    {"meta_feed_square", 1080, 1080, 0.05, 0.05, 0.05, 0.05},
    {"meta_feed_portrait", 1080, 1350, 0.05, 0.05, 0.05, 0.05},
    {"meta_instream", 1920, 1080, 0.05, 0.05, 0.05, 0.05},
    {"tiktok_infeed", 1080, 1920, 0.07, 0.28, 0.06, 0.15},
    {"youtube_shorts", 1080, 1920, 0.15, 0.32, 0.06, 0.18},
    {"youtube_instream", 1920, 1080, 0.05, 0.15, 0.05, 0.05},
    {"youtube_bumper", 1920, 1080, 0.05, 0.15, 0.05, 0.05},
    {"google_square", 1200, 1200, 0.05, 0.05, 0.05, 0.05},
};
constexpr double kAspectTolerance = 0.03;
constexpr double kRounding = 1e-9;

}  // namespace

std::span<const Placement> placements() { return kPlacements; }

std::vector<Placement> placements_of_aspect(double aspect) {
  std::vector<Placement> fitting;
  for (const auto& placement : kPlacements) {
    const double own = static_cast<double>(placement.width) / placement.height;
    if (std::abs(aspect / own - 1.0) <= kAspectTolerance) fitting.push_back(placement);
  }
  return fitting;
}

bool in_safe_zone(const vision::Box& box, const Placement& placement) {
  return box.x >= placement.left - kRounding && box.y >= placement.top - kRounding &&
         box.x + box.w <= 1.0 - placement.right + kRounding &&
         box.y + box.h <= 1.0 - placement.bottom + kRounding;
}

}  // namespace gv::insight

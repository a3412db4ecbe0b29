#include "core/insight/trigger_fit.h"

#include <algorithm>

namespace gv::insight {
namespace {

using enum MotionLevel;
using enum Position;

// Hook ... Cta, in the order of the enum.
constexpr std::array<TriggerWish, kTriggers.size()> kWishes{{
    {High, true, 1.0, 3.0, Early},     // hook
    {Low, true, 2.0, 5.0, Early},      // pain_point
    {Medium, true, 3.0, 8.0, Early},   // agitation
    {High, false, 5.0, 15.0, Middle},  // solution
    {High, true, 2.0, 6.0, Middle},    // transformation
    {Low, true, 3.0, 10.0, Middle},    // social_proof
    {High, false, 2.0, 5.0, Late},     // urgency
    {High, false, 2.0, 5.0, Late},     // scarcity
    {Low, false, 2.0, 4.0, Late},      // cta
}};

constexpr int kMotionPoints = 40;
constexpr int kPoints = 20;
constexpr int kPointsWithoutFace = 80;
constexpr double kRounding = 1e-9;

int motion_points(MotionLevel wish, MotionLevel level) {
  if (wish == level) return kMotionPoints;
  return wish == Medium ? kMotionPoints / 2 : 0;
}

int duration_points(const TriggerWish& wish, double duration_s) {
  if (duration_s < wish.min_s - kRounding) return 0;
  return duration_s <= wish.max_s + kRounding ? kPoints : kPoints / 2;
}

}  // namespace

const TriggerWish& wish_of(Trigger trigger) { return kWishes[static_cast<std::size_t>(trigger)]; }

Position position_of(double relative_start) {
  if (relative_start < 0.33) return Early;
  return relative_start < 0.66 ? Middle : Late;
}

int trigger_fit(Trigger trigger, const Moment& moment) {
  const auto& wish = wish_of(trigger);
  int points = motion_points(wish.level, moment.level) + duration_points(wish, moment.duration_s);
  if (position_of(moment.relative_start) == wish.position) points += kPoints;
  if (!moment.face) return (points * 100 + kPointsWithoutFace / 2) / kPointsWithoutFace;
  return *moment.face == wish.face ? points + kPoints : points;
}

double absorption_of(MotionLevel level, bool face) {
  const double base = level == Low ? 1.0 : level == Medium ? 0.7 : 0.4;
  return std::min(1.0, face ? base * 1.2 : base);
}

}  // namespace gv::insight

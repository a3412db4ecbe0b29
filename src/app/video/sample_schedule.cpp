#include "app/video/sample_schedule.h"

namespace gv::video {
namespace {

constexpr double kHookEnd = 3.0;
constexpr double kEnding = 5.0;
/// Sums of steps and time stamps differ in the last digits.
constexpr double kEarly = 1e-6;

}  // namespace

template <class Step>
bool SampleSchedule::reached(double t, double& target, Step step) {
  if (t + kEarly < target) return false;
  while (target <= t + kEarly) target += step(target);
  return true;
}

SampleDue SampleSchedule::due(std::int64_t index, double t) {
  const bool deep = profile_ == Profile::Deep;
  const bool second = second_frames_.erase(index) > 0;
  SampleDue due;
  due.look = reached(t, next_look_, [](double) { return 0.5; });
  if (profile_ == Profile::Fast) return due;
  due.objects = due.look;
  const bool face =
      reached(t, next_face_, [&](double at) { return deep || at < kHookEnd - kEarly ? 0.1 : 0.5; });
  const bool text = reached(t, next_text_, [&](double at) {
    return deep || at < kHookEnd - kEarly || at >= duration_ - kEnding - kEarly ? 0.25 : 1.0;
  });
  due.faces = face || second;
  due.text = text || second;
  return due;
}

}  // namespace gv::video

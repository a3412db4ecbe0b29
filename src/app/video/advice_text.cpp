#include "app/video/advice_text.h"

#include <fmt/format.h>

namespace gv::video {

std::string advice_text(const insight::HookImprovement& improvement) {
  using insight::HookAdvice;
  switch (improvement.code) {
    case HookAdvice::AddFace:
      return "show a face in the first three seconds";
    case HookAdvice::FaceEarlier:
      return fmt::format("show the face within half a second, now it comes at {:.1f} s",
                         improvement.value.value_or(0.0));
    case HookAdvice::AddMotion:
      return "move something within the first second";
    case HookAdvice::RaiseEnergy:
      return "open livelier: little changes from frame to frame";
    case HookAdvice::MoreFaceTime:
      return "keep the face in sight longer";
    case HookAdvice::AddPatternInterrupt:
      return "break the pattern in the first frames";
    case HookAdvice::AddTextEarly:
      return "put a key word on the screen before 1.5 s";
    case HookAdvice::EnlargeText:
      return "make the first text larger";
    case HookAdvice::AddAudioHook:
      return "start with a sound, a beat or a voice";
    case HookAdvice::LateStart:
      return "cut the black or silent start";
    case HookAdvice::Ok:
      return "nothing to change";
  }
  return {};
}

std::string advice_text(insight::CtaAdvice advice) {
  using insight::CtaAdvice;
  switch (advice) {
    case CtaAdvice::AddCta:
      return "add a call to action";
    case CtaAdvice::MoveLate:
      return "show it in the last third";
    case CtaAdvice::ShowLonger:
      return "show it for two to six seconds";
    case CtaAdvice::CalmBackground:
      return "calm the picture behind it";
    case CtaAdvice::RaiseContrast:
      return "raise its contrast to 4.5 : 1";
    case CtaAdvice::SayIt:
      return "say it as well";
  }
  return {};
}

}  // namespace gv::video

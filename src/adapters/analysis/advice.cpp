#include "adapters/analysis/advice.h"

#include <array>

#include <fmt/format.h>

namespace gv::analysis {

std::string warning_text(std::string_view word) {
  struct Known {
    std::string_view word;
    std::string_view text;
  };
  static constexpr std::array kKnown{
      Known{"audio_unreadable", "the sound could not be decoded"},
      Known{"av_length_mismatch", "sound and picture differ in length by more than half a second"},
      Known{"constant_video", "the picture never changes"},
      Known{"decode_errors", "damaged parts were skipped"},
      Known{"frame_rate_unknown", "the file does not say its frame rate"},
      Known{"many_audio_streams", "the file has several sound tracks; the default one is used"},
      Known{"many_video_streams", "the file has several video tracks; the largest one is used"},
      Known{"odd_rotation", "the file asks for an odd rotation, which is left out"},
      Known{"pts_repaired", "some frames had no usable time stamp and were put between the others"},
      Known{"size_changed", "the picture changes its size within the file"},
      Known{"truncated", "the file ends before its header says"}};
  for (const auto& known : kKnown) {
    if (known.word == word) return std::string(known.text);
  }
  return std::string(word);
}

std::string seconds_text(const std::optional<double>& t) {
  return t ? fmt::format("{:.1f} s", *t) : std::string("never");
}

std::string advice_text(const insight::HookImprovement& improvement) {
  using insight::HookAdvice;
  switch (improvement.code) {
    case HookAdvice::AddFace:
      return "show a face in the first three seconds";
    case HookAdvice::FaceEarlier:
      return "show the face within half a second, now it comes at " +
             seconds_text(improvement.value);
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

}  // namespace gv::analysis

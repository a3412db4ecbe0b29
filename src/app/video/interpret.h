#pragma once

#include <string>
#include <vector>

#include "app/video/findings.h"
#include "app/video/readings.h"
#include "core/insight/safety_terms.h"
#include "core/insight/storyboard.h"

namespace gv::video {

/// What the advice is for.
struct Aim {
  std::string goal{"sales"};  ///< sales, leads, signups, downloads, awareness
  insight::StoryboardTemplate story{insight::StoryboardTemplate::Aida};
  double story_s{0.0};  ///< length of the storyboard; 0: the template's own, at most the video's
  std::vector<insight::SafetyTerm> safety_terms;  ///< what the user does not want seen or heard
};

/// Turns measurements into findings: moments, timing, hook, call to action, clips and the derived
/// measures. Groups that need time are empty for a still picture, a video below one second or of
/// less than three frames. Pure; milliseconds for a minute of video.
[[nodiscard]] Findings interpret(Measured measured, const Aim& aim = {});

}  // namespace gv::video

#pragma once

#include "app/video/findings.h"
#include "app/video/interpret.h"

namespace gv::video {

/// Cuts the video into clips, ranks them and lays them out as a storyboard. `findings` holds text
/// and patterns already.
[[nodiscard]] ClipsGroup choose_clips(const Measured& measured, const Findings& findings,
                                      const Aim& aim);

}  // namespace gv::video

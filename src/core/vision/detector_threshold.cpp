#include "core/vision/detector_threshold.h"

namespace gv::vision {

std::optional<Cut> ThresholdDetector::next(const FrameView& frame,
                                           const FrameDifference& difference) {
  if (difference.brightness < config_.dark_below) {
    if (seen_light_ && !out_) out_ = frame.index;
    return std::nullopt;
  }
  seen_light_ = true;
  if (!out_) return std::nullopt;
  const std::int64_t boundary = dark_boundary(*out_, frame.index, config_.bias);
  const auto dark_frames = static_cast<double>(frame.index - *out_);
  out_.reset();
  return Cut{.frame = boundary, .score = dark_frames, .kind = Entry::Fade};
}

}  // namespace gv::vision

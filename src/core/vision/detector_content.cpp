#include "core/vision/detector_content.h"

namespace gv::vision {

std::optional<Cut> ContentDetector::next(const FrameView& frame,
                                         const FrameDifference& difference) {
  const bool differs = difference.content_val >= config_.content_min;
  const auto cut = filter_.next(frame.index, differs);
  if (!cut) return std::nullopt;
  return Cut{.frame = *cut, .score = difference.content_val};
}

}  // namespace gv::vision

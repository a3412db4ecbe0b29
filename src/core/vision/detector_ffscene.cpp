#include "core/vision/detector_ffscene.h"

#include <algorithm>
#include <cmath>

namespace gv::vision {

double ffscene_score(double mafd, double mafd_before) {
  return std::min(mafd, std::abs(mafd - mafd_before)) / 100.0;
}

std::optional<Cut> FfsceneDetector::next(const FrameView& frame,
                                         const FrameDifference& difference) {
  const double score = ffscene_score(difference.fd_mean, mafd_before_);
  mafd_before_ = difference.fd_mean;
  if (score <= config_.score_above) return std::nullopt;
  return Cut{.frame = frame.index, .score = score};
}

}  // namespace gv::vision

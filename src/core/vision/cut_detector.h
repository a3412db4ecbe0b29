#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <boost/describe/enum.hpp>

#include "core/vision/difference.h"
#include "core/vision/frame.h"

namespace gv::vision {

/// How a shot begins.
enum class Entry { Start, Cut, Dissolve, Fade, Black };
BOOST_DESCRIBE_ENUM(Entry, Start, Cut, Dissolve, Fade, Black)

/// A boundary: `frame` is the first frame of the new shot.
struct Cut {
  std::int64_t frame{0};
  double score{0.0};  ///< in the detector's own unit; larger is surer
  Entry kind{Entry::Cut};
  friend bool operator==(const Cut&, const Cut&) = default;
};

/// Finds boundaries while frames pass. Frames come once each, in display order from index 0.
class CutDetector {
 public:
  CutDetector() = default;
  CutDetector(const CutDetector&) = delete;
  CutDetector& operator=(const CutDetector&) = delete;
  virtual ~CutDetector() = default;

  /// Takes the next frame and how it differs from the one before it. Returns the boundary that
  /// became certain with it, if one did.
  [[nodiscard]] virtual std::optional<Cut> next(const FrameView& frame,
                                                const FrameDifference& difference) = 0;
  /// Boundaries that only the end of the video settles. Called once, after the last frame.
  [[nodiscard]] virtual std::vector<Cut> finish() { return {}; }
};

/// `MedianRatio` is the default; the others reproduce detectors people know, with the defaults of
/// PySceneDetect and of FFmpeg's scene filter.
enum class DetectorKind { MedianRatio, Content, Adaptive, Threshold, Hash, Histogram, Ffscene };
BOOST_DESCRIBE_ENUM(DetectorKind, MedianRatio, Content, Adaptive, Threshold, Hash, Histogram,
                    Ffscene)

}  // namespace gv::vision

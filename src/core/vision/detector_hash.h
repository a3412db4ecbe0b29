#pragma once

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Defaults of PySceneDetect's HashDetector.
struct HashConfig {
  double distance_min{0.35};  ///< share of the 64 bits that differ
  std::int64_t gap_frames_min{15};
};

/// 64 bits of a luma image: the low 8 x 8 of the DCT of its 16 x 16 reduction divided by the
/// maximum, a bit set where the coefficient exceeds the median of the 64.
[[nodiscard]] std::uint64_t difference_hash(const Image& luma);

/// A cut where the hash changes in enough bits.
class HashDetector final : public CutDetector {
 public:
  explicit HashDetector(const HashConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  HashConfig config_;
  std::optional<std::uint64_t> before_;
  std::int64_t last_{0};
};

}  // namespace gv::vision

#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Priors of the default detector of hard cuts.
struct MedianRatioConfig {
  double ratio_min{3.0};    ///< difference of a cut against the median around it
  double robust_min{12.0};  ///< grey levels: less is no cut however still the rest
  double return_max{0.35};  ///< a picture comes back if it is this near, relative to the jump
  std::int64_t gap_frames_min{4};  ///< between boundaries, and from frame 0
  double gap_s_min{0.1};           ///< the same in seconds
};

/// r_t / max(median of the up to three neighbours on each side, 1).
[[nodiscard]] double median_ratio(std::span<const double> robust, std::size_t t);

/// Hard cuts by the ratio of a frame's robust difference to the median of its neighbours: a pan, a
/// shaky hand or noise raises both. A cut must also be the largest difference in its window and no
/// flash: after a flash the old picture comes back. Known three frames late. 1 us a frame.
class MedianRatio final : public CutDetector {
 public:
  explicit MedianRatio(const MedianRatioConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;
  [[nodiscard]] std::vector<Cut> finish() override;

  /// First frames of the jumps that were taken for a flash, on the way in or out.
  [[nodiscard]] const std::vector<std::int64_t>& flashes() const { return flashes_; }

 private:
  static constexpr std::size_t kReach = 3;  ///< neighbours on each side; longest flash

  [[nodiscard]] std::optional<Cut> judge(std::size_t t);
  [[nodiscard]] bool is_flash(std::size_t t) const;
  [[nodiscard]] double apart(std::size_t a, std::size_t b) const;

  MedianRatioConfig config_;
  std::vector<double> robust_;
  std::deque<double> times_;                    ///< of the last frames, as many as `pictures_`
  std::array<Image, 2 * kReach + 2> pictures_;  ///< T48 by frame index modulo size
  std::size_t judged_{0};                       ///< frames below it are settled
  std::int64_t last_cut_{0};
  double last_cut_s_{0.0};
  std::vector<std::int64_t> flashes_;
};

}  // namespace gv::vision

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/image.h"

namespace gv::vision {

/// Priors of the blend model. Lengths and step are frames at 30 a second and scale with the rate.
struct DissolveConfig {
  std::vector<double> lengths{8, 12, 16, 20, 26, 32, 40};
  double step{2};
  double correlation_max{0.5};  ///< between the first and the last picture
  double contrast_min{10.0};    ///< mean absolute difference between them, grey levels
  double step_down_max{0.06};   ///< the blend may fall back by this much a frame
  double step_up_max{0.45};     ///< and advance by this much
  double residual_max{0.5};     ///< of any frame against the blend, relative to the difference
  double residual_mean_max{0.3};
  double deviation_max{0.10};  ///< contrast of a frame against that of the blend, relative
  double core_from{0.08};      ///< blend weight where the dissolve is seen to begin
  double core_to{0.92};
  std::int64_t gap_frames{4};  ///< between dissolves
};

/// Frames [first, last] that look like a cross-fade from `first` to `last`.
struct Dissolve {
  std::int64_t first{0};
  std::int64_t last{0};
  std::int64_t core_start{0};  ///< first frame that visibly blends
  std::int64_t core_end{0};    ///< first frame that shows the new shot alone
  std::int64_t boundary{0};    ///< the middle of the core
  double score{0.0};           ///< D (1 - mean residual)(1 - correlation)
};

/// Finds cross-fades in 64 x 36 luma pictures while they pass.
///
/// A picture between `first` and `last` must be the blend of the two (weight by least squares,
/// small residual, weight never far back) and have the contrast such a blend has: a pan resembles a
/// blend but keeps its contrast. Method: variance parabola of a dissolve (Alattar 1993; Lienhart
/// 1999).
///
/// Weights, correlations and contrasts all come from inner products of pairs of pictures, so a new
/// frame costs one product with each picture in reach (0.02 ms); pixels are looked at again only
/// for intervals that pass everything else.
class DissolveFinder {
 public:
  /// `fps` > 0: mean frame rate.
  DissolveFinder(const DissolveConfig& config, double fps);

  /// Takes the next picture, 64 x 36 luma.
  void next(const Image& a64);
  /// Every interval that passes the test, in order of its last frame.
  [[nodiscard]] const std::vector<Dissolve>& candidates() const { return candidates_; }

 private:
  struct Picture {
    std::vector<std::int16_t> levels;
    double mean{0.0};
    std::vector<std::int64_t> products;  ///< inner product with the k-th picture before it
  };

  [[nodiscard]] const Picture& at(std::int64_t frame) const;
  [[nodiscard]] double product(std::int64_t a, std::int64_t b) const;
  [[nodiscard]] double covariance(std::int64_t a, std::int64_t b) const;
  [[nodiscard]] std::optional<Dissolve> test(std::int64_t first, std::int64_t last);
  [[nodiscard]] bool blends(std::int64_t first, std::int64_t last);
  [[nodiscard]] std::optional<double> residual(std::int64_t first, std::int64_t last,
                                               double difference) const;

  DissolveConfig config_;
  std::vector<std::int64_t> lengths_;
  std::int64_t step_;
  std::int64_t frames_{0};
  std::vector<Picture> ring_;
  std::vector<double> weights_;  ///< blend weight of each frame of the interval under test
  std::vector<Dissolve> candidates_;
};

/// The best of overlapping intervals, greedily by score, at least `gap_frames` apart, in order of
/// time. O(n log n + n picked).
[[nodiscard]] std::vector<Dissolve> strongest_apart(std::vector<Dissolve> candidates,
                                                    std::int64_t gap_frames);

}  // namespace gv::vision

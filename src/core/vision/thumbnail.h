#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"

namespace gv::vision {

/// .2 brightness + .3 contrast + .2 saturation + .3 if a face is seen.
[[nodiscard]] double thumbnail_score(double brightness, double contrast, double saturation,
                                     bool face);

/// A frame kept because it may become a thumbnail.
struct ThumbnailCandidate {
  std::int64_t frame{0};
  double t{0.0};
  std::int64_t shot{0};  ///< as known when it was offered
  double score{0.0};
  Image image;  ///< BGR at C640
};

/// Keeps, while samples pass, the best picture of each shot among those that are not blurred for
/// this video, and of these the best few: memory stays bounded however long the video is.
class ThumbnailPicker {
 public:
  /// `kept` >= 1 pictures at most, 0.7 MB each.
  explicit ThumbnailPicker(std::size_t kept = 16) : kept_(kept) {}

  /// Copies `image` if it is kept. `sharpness` below the median of all samples so far rules it
  /// out. Shots come in order.
  void offer(std::int64_t frame, double t, std::int64_t shot, double score, double sharpness,
             const Image& image);
  /// In order of time.
  [[nodiscard]] const std::vector<ThumbnailCandidate>& candidates() const { return candidates_; }
  /// Whether the last sample offered was sharp enough.
  [[nodiscard]] bool sharp() const { return sharp_; }

 private:
  void drop_worst();

  std::size_t kept_;
  bool sharp_{false};
  std::vector<double> sharpness_;  ///< of all samples, sorted
  std::vector<ThumbnailCandidate> candidates_;
};

}  // namespace gv::vision

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/image.h"

namespace gv::vision {

/// How motion between two frames is measured. All but `FrameDiff` give a vector per pixel.
enum class FlowMethod {
  Dis,        ///< dense inverse search, preset FAST (Kroeger et al. 2016): the default
  Farneback,  ///< polynomial expansion (Farnebaeck 2003), nine times as dear
  FrameDiff,  ///< grey levels only, no vectors
  Block,      ///< full search of 16 x 16 blocks within 7 pixels
  Hybrid,     ///< `Dis`; the frame difference is filled in by every method
};

/// Motion of one frame pair over the L320 plane.
struct FlowField {
  int width{0};
  int height{0};
  std::int64_t frame{-1};      ///< index of the later frame; -1 while there is none
  double t{0.0};               ///< time of the later frame
  double dt{0.0};              ///< seconds between the two
  std::vector<float> vectors;  ///< x, y of each pixel, row by row: pixels of L320 over the pair
  std::vector<float> energy;   ///< of each pixel, reference pixels per reference frame

  [[nodiscard]] bool empty() const { return energy.empty(); }
};

/// Reference pixels per reference frame in one pixel of a plane with this short side over `dt`
/// seconds (> 0): the picture scaled to 1080 lines, time to 30 frames per second. Without it the
/// thresholds would change with resolution and frame rate.
[[nodiscard]] double reference_scale(int side_short, double dt);

/// Numbers of one field, in reference pixels per reference frame.
struct FlowStats {
  double mean{0.0};
  double p99{0.0};    ///< within 2e-5 of the exact percentile, relative
  double total{0.0};  ///< sum over pixels
  double mean_abs_dx{0.0};
  double mean_abs_dy{0.0};
  double mean_dx{0.0};  ///< > 0: the picture moves right
  double mean_dy{0.0};  ///< > 0: down
  double center{0.0};   ///< mean over the middle half in both axes
  double edge{0.0};     ///< mean over the rest
};

/// Fills `field.energy` from its vectors, scaled, and measures both in one pass: 0.25 ms at
/// 320 x 180. A field without vectors keeps its energy, and its vector numbers are 0.
[[nodiscard]] FlowStats measure(FlowField& field, double scale);

/// Estimates vectors from one luma plane to the next of the same size. Keeps its buffers, so one
/// instance serves one stream of frames. Deterministic with one OpenCV thread.
class FlowEstimator {
 public:
  explicit FlowEstimator(FlowMethod method);
  ~FlowEstimator();
  FlowEstimator(FlowEstimator&&) noexcept;
  FlowEstimator& operator=(FlowEstimator&&) noexcept;

  /// Sets size, vectors and (for `FrameDiff`) energy of `field`. Sides >= 16.
  /// `Dis`: 1.2 ms at 320 x 180.
  void estimate(const Image& before, const Image& after, FlowField& field);

 private:
  struct Engine;
  FlowMethod method_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace gv::vision

#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/vision/flow.h"
#include "core/vision/frame.h"

namespace gv::vision {

/// Motion energy on a coarse grid, row by row.
struct EnergyMap {
  int width{0};
  int height{0};
  std::vector<float> energy{};
};

/// Means over squares of `cell` x `cell` pixels (smaller at the right and lower border).
[[nodiscard]] EnergyMap coarse_energy(const FlowField& flow, int cell = 4);

/// Motion of one frame pair on faces and around them.
struct FaceMotionPair {
  double face_motion{0.0};        ///< weight * sum over faces of the mean energy in their box
  double background_motion{0.0};  ///< mean energy outside every box; 0 when boxes cover all
  double total_weighted{0.0};     ///< sum of the two: grows with the number of faces
  double weighted_mean{0.0};      ///< mean with the area of faces weighted: for use
  double coverage{0.0};           ///< share of the area inside a box
};

inline constexpr double kFaceWeight = 3.2;  // prior

/// A box holds the cells whose centre it holds, and always at least one inside the frame. The area
/// of overlapping boxes counts once.
[[nodiscard]] FaceMotionPair weigh_faces(const EnergyMap& map, std::span<const Box> faces,
                                         double weight = kFaceWeight);

struct FaceMotionPeak {
  double t{0.0};
  double face_motion{0.0};
};
BOOST_DESCRIBE_STRUCT(FaceMotionPeak, (), (t, face_motion))

/// Sums over the pairs of a video, and means where the name says so.
struct FaceWeighted {
  double face_motion{0.0};
  double background_motion{0.0};
  double total_weighted{0.0};
  double weighted_mean{0.0};                         ///< mean over pairs
  std::optional<double> face_to_background_ratio{};  ///< empty when nothing moves behind
  double average_face_coverage{0.0};
  std::vector<FaceMotionPeak> peak_face_moments{};  ///< strongest first, 0.5 s apart, five at most
};
BOOST_DESCRIBE_STRUCT(FaceWeighted, (),
                      (face_motion, background_motion, total_weighted, weighted_mean,
                       face_to_background_ratio, average_face_coverage, peak_face_moments))

/// Weighs motion by faces. Where a face was between two samples is known only at the later one, so
/// each pair's energy waits, coarsened (14 kB at 320 x 180), until `settle` tells.
class FaceMotion {
 public:
  /// Boxes of confirmed faces at a time.
  using BoxesAt = std::function<std::vector<Box>(double t)>;

  explicit FaceMotion(double weight = kFaceWeight) : weight_(weight) {}

  /// The newest pair. 0.03 ms at 320 x 180.
  void on_pair(const FlowField& flow);
  /// Weighs the waiting pairs up to and with `until`; a pair whose later frame is a boundary, or
  /// whose frames lie on both sides of one, is dropped. `frames_apart`: of a pair.
  void settle(double until, std::span<const std::int64_t> boundaries, const BoxesAt& boxes_at,
              std::int64_t frames_apart = 1);
  /// Of what was settled; none without a pair.
  [[nodiscard]] std::optional<FaceWeighted> finish() const;

 private:
  struct Waiting {
    std::int64_t frame{0};
    double t{0.0};
    EnergyMap map{};
  };
  double weight_;
  std::deque<Waiting> waiting_;
  FaceWeighted sums_;
  std::int64_t pairs_{0};
  std::vector<FaceMotionPeak> with_faces_;
};

}  // namespace gv::vision

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/vision/tracker.h"

namespace gv::vision {

/// What one face or several are good for.
enum class FaceHint { Emotional, SocialProof };
BOOST_DESCRIBE_ENUM(FaceHint, Emotional, SocialProof)

/// A sample worth a still. `score` = faces * mean score * (max_area / 0.05).
struct FaceMoment {
  double t{0.0};
  int faces{0};
  double max_area{0.0};
  double score{0.0};
  FaceHint hint{FaceHint::Emotional};
};
BOOST_DESCRIBE_STRUCT(FaceMoment, (), (t, faces, max_area, score, hint))

/// The faces of a video. Shares and means are over time; areas are relative to the frame.
struct FacesSection {
  double presence_ratio{0.0};  ///< share of the time with a confirmed face
  double avg_faces{0.0};
  int max_faces{0};
  double mean_area{0.0};  ///< of the largest face, while there is one
  double max_area{0.0};
  std::optional<double> first_face_s{};
  double closeup_ratio{0.0};               ///< share of the time with a face of at least 8 %
  std::vector<Track> tracks{};             ///< confirmed ones
  std::vector<FaceMoment> best_moments{};  ///< best first, 1 s apart
};
BOOST_DESCRIBE_STRUCT(FacesSection, (),
                      (presence_ratio, avg_faces, max_faces, mean_area, max_area, first_face_s,
                       closeup_ratio, tracks, best_moments))

struct FacesConfig {
  double closeup_area{0.08};
  double moment_area{0.05};  ///< of a face that counts once in a moment's score
  double moment_gap_s{1.0};
  std::size_t moments_max{5};
};

/// None when there was no sample.
[[nodiscard]] std::optional<FacesSection> summarize_faces(const Tracking& tracking,
                                                          const FacesConfig& config = {});

}  // namespace gv::vision

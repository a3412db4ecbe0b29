#include "core/vision/faces.h"

#include <algorithm>
#include <cmath>

namespace gv::vision {
namespace {

/// The confirmed faces at one sample.
struct Look {
  int faces{0};
  double score_sum{0.0};
  double area{0.0};  ///< of the largest
};

Look look_at(const std::vector<Track>& tracks, double t) {
  Look look;
  for (const Track& track : tracks) {
    const auto point = point_at(track, t);
    if (!point) continue;
    ++look.faces;
    look.score_sum += point->score;
    look.area = std::max(look.area, point->box.w * point->box.h);
  }
  return look;
}

std::vector<FaceMoment> best_of(std::vector<FaceMoment> moments, const FacesConfig& config) {
  std::stable_sort(moments.begin(), moments.end(),
                   [](const FaceMoment& a, const FaceMoment& b) { return a.score > b.score; });
  std::vector<FaceMoment> best;
  for (const FaceMoment& moment : moments) {
    if (best.size() == config.moments_max) break;
    const bool close = std::any_of(best.begin(), best.end(), [&](const FaceMoment& other) {
      return std::abs(other.t - moment.t) < config.moment_gap_s - 1e-9;
    });
    if (!close) best.push_back(moment);
  }
  return best;
}

}  // namespace

std::optional<FacesSection> summarize_faces(const Tracking& tracking, const FacesConfig& config) {
  if (tracking.samples.empty()) return std::nullopt;
  FacesSection section;
  for (const Track& track : tracking.tracks) {
    if (track.confirmed) section.tracks.push_back(track);
  }
  if (!section.tracks.empty()) section.first_face_s = section.tracks.front().t0;

  std::vector<FaceMoment> moments;
  double total = 0.0;
  double present = 0.0;
  double close = 0.0;
  double faces_time = 0.0;
  double area_time = 0.0;
  const std::vector<double> weights = weights_of(tracking.samples);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const SampleSpan& sample = tracking.samples[i];
    total += weights[i];
    const Look look = look_at(section.tracks, sample.t0);
    if (look.faces == 0) continue;
    present += weights[i];
    faces_time += look.faces * weights[i];
    area_time += look.area * weights[i];
    if (look.area >= config.closeup_area) close += weights[i];
    section.max_faces = std::max(section.max_faces, look.faces);
    section.max_area = std::max(section.max_area, look.area);
    moments.push_back({.t = sample.t0,
                       .faces = look.faces,
                       .max_area = look.area,
                       .score = look.score_sum * (look.area / config.moment_area),
                       .hint = look.faces == 1 ? FaceHint::Emotional : FaceHint::SocialProof});
  }
  section.presence_ratio = present / total;
  section.avg_faces = faces_time / total;
  section.closeup_ratio = close / total;
  if (present > 0.0) section.mean_area = area_time / present;
  section.best_moments = best_of(std::move(moments), config);
  return section;
}

}  // namespace gv::vision

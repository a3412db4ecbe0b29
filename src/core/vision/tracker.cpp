#include "core/vision/tracker.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "base/check.h"
#include "core/vision/assignment.h"

namespace gv::vision {
namespace {

constexpr int kVectorsPerBox = 256;  // enough for a median, few enough for many tracks

/// Index of the shot that holds a frame; shots cover the video.
std::size_t shot_of(std::int64_t frame, std::span<const Shot> shots) {
  const auto after = std::upper_bound(
      shots.begin(), shots.end(), frame,
      [](std::int64_t value, const Shot& shot) { return value < shot.start_frame; });
  return after == shots.begin() ? 0 : static_cast<std::size_t>(after - shots.begin()) - 1;
}

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double mix(double a, double b, double share) { return a + share * (b - a); }

}  // namespace

Point median_shift(const FlowField& flow, const Box& box) {
  if (flow.vectors.empty()) return {};
  const auto pixel = [](double share, int side) {
    return std::clamp(static_cast<int>(std::lrint(share * side)), 0, side);
  };
  const int x0 = pixel(box.x, flow.width);
  const int x1 = pixel(box.x + box.w, flow.width);
  const int y0 = pixel(box.y, flow.height);
  const int y1 = pixel(box.y + box.h, flow.height);
  if (x0 >= x1 || y0 >= y1) return {};
  const double area = static_cast<double>(x1 - x0) * static_cast<double>(y1 - y0);
  const int step = std::max(1, static_cast<int>(std::ceil(std::sqrt(area / kVectorsPerBox))));
  std::vector<float> dx;
  std::vector<float> dy;
  for (int y = y0; y < y1; y += step) {
    for (int x = x0; x < x1; x += step) {
      const auto at = 2 * static_cast<std::size_t>(y * flow.width + x);
      dx.push_back(flow.vectors[at]);
      dy.push_back(flow.vectors[at + 1]);
    }
  }
  return {static_cast<double>(median(dx)) / flow.width,
          static_cast<double>(median(dy)) / flow.height};
}

bool Tracker::akin(const DetectionItem& a, const DetectionItem& b) {
  return a.class_id == b.class_id &&
         (a.source == DetectionSource::PersonHead) == (b.source == DetectionSource::PersonHead);
}

void Tracker::on_flow(const FlowField& flow) {
  for (Live& track : live_) {
    const Point shift = median_shift(flow, track.predicted);
    track.predicted.x += shift.x;
    track.predicted.y += shift.y;
  }
}

void Tracker::meet(std::span<const DetectionItem> items, std::vector<bool>& taken) {
  // A pair below the gate costs as much as no pair, so it never keeps a good one from being.
  std::vector<double> costs;
  costs.reserve(live_.size() * items.size());
  for (const Live& track : live_) {
    for (const DetectionItem& item : items) {
      const double overlap =
          akin(track.seen.back().item, item) ? iou(track.predicted, item.box) : 0.0;
      costs.push_back(overlap >= config_.iou_min ? 1.0 - overlap : 1.0);
    }
  }
  const auto partners = assign(costs, live_.size(), items.size());
  for (std::size_t i = 0; i < live_.size(); ++i) {
    Live& track = live_[i];
    if (!partners[i] || costs[i * items.size() + *partners[i]] >= 1.0) {
      ++track.missed;
      continue;
    }
    const DetectionItem& item = items[*partners[i]];
    taken[*partners[i]] = true;
    track.seen.push_back({samples_.size() - 1, item});
    track.predicted = item.box;
    track.missed = 0;
  }
}

void Tracker::on_sample(std::int64_t frame, double t, std::span<const DetectionItem> items) {
  GV_CHECK(samples_.empty() || frame > samples_.back().frame);
  samples_.push_back({frame, t, t});
  std::vector<bool> taken(items.size(), false);
  meet(items, taken);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!taken[i]) live_.push_back({{{samples_.size() - 1, items[i]}}, items[i].box, 0});
  }
  const auto lost = std::stable_partition(live_.begin(), live_.end(), [&](const Live& track) {
    return track.missed < config_.missed_max;
  });
  std::move(lost, live_.end(), std::back_inserter(ended_));
  live_.erase(lost, live_.end());
}

void Tracker::on_boundary(std::int64_t frame) {
  std::vector<Live> going;
  for (Live& track : live_) {
    const auto first_after = std::find_if(
        track.seen.begin(), track.seen.end(),
        [&](const Sighting& sighting) { return samples_[sighting.sample].frame >= frame; });
    Live after{{first_after, track.seen.end()}, track.predicted, track.missed};
    track.seen.erase(first_after, track.seen.end());
    if (!track.seen.empty()) ended_.push_back(std::move(track));
    if (!after.seen.empty()) going.push_back(std::move(after));
  }
  live_ = std::move(going);
}

bool Tracker::confirmed(std::span<const Sighting> seen, std::size_t shot_samples) const {
  switch (seen.front().item.source) {
    case DetectionSource::PersonHead:
      return false;
    case DetectionSource::Yunet:
    case DetectionSource::Yolov8Face:
    case DetectionSource::Yolov8:
      return true;
    case DetectionSource::Haar:
      break;
  }
  if (shot_samples == 1) return seen.front().item.windows >= config_.windows_confirming;
  for (std::size_t i = 1; i < seen.size(); ++i) {
    const auto apart = static_cast<int>(seen[i].sample - seen[i - 1].sample);
    if (apart < config_.confirm_within) return true;
  }
  return false;
}

Track Tracker::track_of(std::span<const Sighting> seen, const Shot& shot,
                        std::span<const SampleSpan> samples, std::size_t shot_samples) const {
  Track track{.shot = shot.i, .class_id = seen.front().item.class_id};
  track.t0 = samples[seen.front().sample].t0;
  track.t1 = samples[seen.back().sample].t1;
  track.confirmed = confirmed(seen, shot_samples);
  double best = -1.0;
  for (const Sighting& sighting : seen) {
    const DetectionItem& item = sighting.item;
    const SampleSpan& sample = samples[sighting.sample];
    track.boxes.push_back({sample.frame, sample.t0, item.box, item.score});
    track.score += item.score / static_cast<double>(seen.size());
    if (item.score <= best) continue;
    best = item.score;
    track.landmarks = item.landmarks;
  }
  return track;
}

Tracking Tracker::finish(std::span<const Shot> shots) const {
  GV_CHECK(!shots.empty() || samples_.empty());
  Tracking result{.samples = samples_};
  std::vector<std::size_t> shot_samples(shots.size(), 0);
  for (std::size_t i = 0; i < result.samples.size(); ++i) {
    SampleSpan& sample = result.samples[i];
    const std::size_t shot = shot_of(sample.frame, shots);
    ++shot_samples[shot];
    sample.t1 = shots[shot].end_s;
    if (i + 1 < result.samples.size()) {
      sample.t1 = std::min(sample.t1, result.samples[i + 1].t0);
    }
    sample.t1 = std::max(sample.t1, sample.t0);
  }

  for (const std::vector<Live>* some : {&ended_, &live_}) {
    for (const Live& track : *some) {
      const std::span<const Sighting> seen = track.seen;
      std::size_t from = 0;
      while (from < seen.size()) {
        const std::size_t shot = shot_of(samples_[seen[from].sample].frame, shots);
        std::size_t to = from + 1;
        while (to < seen.size() && shot_of(samples_[seen[to].sample].frame, shots) == shot) ++to;
        result.tracks.push_back(track_of(seen.subspan(from, to - from), shots[shot], result.samples,
                                         shot_samples[shot]));
        from = to;
      }
    }
  }
  // Equal starts go from left to right, so that the numbers do not hang on when a track was closed.
  std::stable_sort(result.tracks.begin(), result.tracks.end(), [](const Track& a, const Track& b) {
    const Box& p = a.boxes.front().box;
    const Box& q = b.boxes.front().box;
    return std::tie(a.t0, p.x, p.y, a.class_id) < std::tie(b.t0, q.x, q.y, b.class_id);
  });
  for (std::size_t i = 0; i < result.tracks.size(); ++i) {
    result.tracks[i].id = static_cast<int>(i);
  }
  return result;
}

std::vector<double> weights_of(std::span<const SampleSpan> samples) {
  std::vector<double> weights;
  for (const SampleSpan& sample : samples) weights.push_back(sample.length());
  const bool still = std::all_of(weights.begin(), weights.end(), [](double w) { return w <= 0.0; });
  if (still) std::fill(weights.begin(), weights.end(), 1.0);
  return weights;
}

std::optional<TrackPoint> point_at(const Track& track, double t) {
  const bool past = t > track.t0 && t >= track.t1;  // of a still both ends are one instant
  if (t < track.t0 || past) return std::nullopt;
  const auto after = std::upper_bound(track.boxes.begin(), track.boxes.end(), t,
                                      [](double at, const TrackPoint& p) { return at < p.t; });
  if (after == track.boxes.begin()) return track.boxes.front();
  if (after == track.boxes.end()) return track.boxes.back();
  const TrackPoint& a = *(after - 1);
  const TrackPoint& b = *after;
  const double share = (t - a.t) / (b.t - a.t);
  TrackPoint point{a.frame, t, {}, mix(a.score, b.score, share)};
  point.box = {mix(a.box.x, b.box.x, share), mix(a.box.y, b.box.y, share),
               mix(a.box.w, b.box.w, share), mix(a.box.h, b.box.h, share)};
  return point;
}

std::vector<Box> boxes_at(std::span<const Track> tracks, double t) {
  std::vector<Box> boxes;
  for (const Track& track : tracks) {
    if (!track.confirmed) continue;
    if (const auto point = point_at(track, t)) boxes.push_back(point->box);
  }
  return boxes;
}

}  // namespace gv::vision

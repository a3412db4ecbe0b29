#include "core/vision/shots.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/vision/detector_threshold.h"

namespace gv::vision {
namespace {

std::unique_ptr<CutDetector> make_detector(const ShotConfig& config) {
  switch (config.detector) {
    case DetectorKind::MedianRatio:
      return std::make_unique<MedianRatio>(config.median_ratio);
    case DetectorKind::Content:
      return std::make_unique<ContentDetector>(config.content);
    case DetectorKind::Adaptive:
      return std::make_unique<AdaptiveDetector>(config.adaptive);
    case DetectorKind::Threshold:
      return std::make_unique<ThresholdDetector>(config.fades);
    case DetectorKind::Hash:
      return std::make_unique<HashDetector>(config.hash);
    case DetectorKind::Histogram:
      return std::make_unique<HistogramDetector>(config.histogram);
    case DetectorKind::Ffscene:
      return std::make_unique<FfsceneDetector>(config.ffscene);
  }
  GV_CHECK(false);
  return nullptr;
}

Transition as_transition(const Cut& cut) {
  return {.kind = cut.kind,
          .start_frame = cut.frame,
          .end_frame = cut.frame,
          .boundary = cut.frame,
          .score = cut.score};
}

Transition as_transition(const DarkSpan& span) {
  return {.kind = span.kind,
          .start_frame = span.start,
          .end_frame = span.end,
          .boundary = span.boundary,
          .score = span.depth};
}

Transition as_transition(const Dissolve& dissolve) {
  return {.kind = Entry::Dissolve,
          .start_frame = dissolve.core_start,
          .end_frame = dissolve.core_end,
          .boundary = dissolve.boundary,
          .score = dissolve.score};
}

std::int64_t calmest_frame(const std::vector<double>& robust, std::int64_t first,
                           std::int64_t last) {
  // The middle half: the ends still carry what the cut was made on.
  const std::int64_t quarter = (last - first) / 4;
  std::int64_t best = first + quarter;
  for (std::int64_t i = best + 1; i < last - quarter; ++i) {
    if (robust[static_cast<std::size_t>(i)] < robust[static_cast<std::size_t>(best)]) best = i;
  }
  return best;
}

double mean_of(const std::vector<double>& series, std::int64_t first, std::int64_t last) {
  if (last <= first) return 0.0;
  double sum = 0.0;
  for (std::int64_t i = first; i < last; ++i) sum += series[static_cast<std::size_t>(i)];
  return sum / static_cast<double>(last - first);
}

std::vector<Shot> shots_between(const std::vector<Transition>& transitions,
                                const std::vector<double>& times, const PerFrame& per_frame,
                                double duration) {
  std::vector<Shot> shots;
  const auto frames = static_cast<std::int64_t>(times.size());
  if (frames == 0) return shots;
  for (std::size_t k = 0; k <= transitions.size(); ++k) {
    Shot shot{.i = static_cast<std::int64_t>(k)};
    const Transition* before = k > 0 ? &transitions[k - 1] : nullptr;
    const Transition* after = k < transitions.size() ? &transitions[k] : nullptr;
    shot.start_frame = before != nullptr ? before->boundary : 0;
    shot.end_frame = after != nullptr ? after->boundary : frames;
    shot.start_s = times[static_cast<std::size_t>(shot.start_frame)];
    shot.end_s = after != nullptr ? times[static_cast<std::size_t>(shot.end_frame)]
                                  : std::max(duration, shot.start_s);
    shot.in = before != nullptr ? before->kind : Entry::Start;
    // The keyframe shows this shot alone, unless transitions leave nothing of it.
    std::int64_t clear = before != nullptr ? std::max(before->end_frame, shot.start_frame) : 0;
    std::int64_t clear_end =
        after != nullptr ? std::min(after->start_frame, shot.end_frame) : frames;
    if (clear >= clear_end) {
      clear = shot.start_frame;
      clear_end = shot.end_frame;
    }
    shot.keyframe = calmest_frame(per_frame.robust, clear, clear_end);
    shot.mean_content = mean_of(per_frame.content_val, shot.start_frame + 1, shot.end_frame);
    shots.push_back(shot);
  }
  return shots;
}

// A gap between pictures of one shot is a flash of black, not a boundary. A fade is never one: its
// dark ends resemble each other whatever the shots are.
std::vector<Transition> fades_of(const Darkness& darkness,
                                 const std::vector<std::int64_t>& flashes) {
  std::vector<Transition> fades;
  for (const DarkSpan& span : darkness.spans) {
    const bool flash = std::binary_search(flashes.begin(), flashes.end(), span.out);
    if (!flash || span.kind == Entry::Fade) fades.push_back(as_transition(span));
  }
  return fades;
}

// A fade explains the hard cuts at its edges: a black gap is entered and left by one.
bool touches(const std::vector<Transition>& fades, std::int64_t first, std::int64_t last) {
  return std::any_of(fades.begin(), fades.end(), [&](const Transition& fade) {
    return last >= fade.start_frame - 1 && first <= fade.end_frame + 1;
  });
}

bool crosses(const std::vector<Cut>& cuts, const Dissolve& dissolve) {
  return std::any_of(cuts.begin(), cuts.end(), [&](const Cut& cut) {
    return cut.frame >= dissolve.first - 1 && cut.frame <= dissolve.last + 1;
  });
}

double median_length(const std::vector<Shot>& shots) {
  std::vector<double> lengths;
  for (const Shot& shot : shots) lengths.push_back(shot.end_s - shot.start_s);
  std::sort(lengths.begin(), lengths.end());
  return 0.5 * (lengths[(lengths.size() - 1) / 2] + lengths[lengths.size() / 2]);
}

}  // namespace

ShotDetector::ShotDetector(double fps, const ShotConfig& config)
    : config_(config),
      comparer_(config.weights),
      detector_(make_detector(config)),
      median_ratio_(dynamic_cast<MedianRatio*>(detector_.get())),
      dissolves_(config.dissolves, fps) {}

void ShotDetector::on_frame(const FrameView& frame) {
  GV_CHECK(frame.index == static_cast<std::int64_t>(times_.size()));
  const FrameDifference difference = comparer_.next(frame.c320, frame.l320);
  times_.push_back(frame.t);
  brightness_.push_back(difference.brightness);
  fd_mean_.push_back(difference.fd_mean);
  per_frame_.content_val.push_back(difference.content_val);
  per_frame_.robust.push_back(difference.robust);
  closed_cut_.reset();
  if (const auto cut = detector_->next(frame, difference)) {
    cuts_.push_back(*cut);
    closed_cut_ = cut->frame;
  }
  if (median_ratio_ != nullptr && config_.find_dissolves) dissolves_.next(frame.a64);
}

std::vector<Transition> ShotDetector::boundaries(const Darkness& darkness) const {
  std::vector<Transition> found;
  if (median_ratio_ == nullptr) {
    for (const Cut& cut : cuts_) found.push_back(as_transition(cut));
    return found;
  }
  const std::vector<Transition> fades = fades_of(darkness, median_ratio_->flashes());
  const std::int64_t light = darkness.leading;
  const std::int64_t light_end = static_cast<std::int64_t>(times_.size()) - darkness.trailing;
  found = fades;
  for (const Cut& cut : cuts_) {
    const bool inside = cut.frame > light + 1 && cut.frame < light_end - 1;
    if (inside && !touches(fades, cut.frame, cut.frame)) found.push_back(as_transition(cut));
  }
  std::vector<Dissolve> open;
  for (const Dissolve& one : dissolves_.candidates()) {
    const bool inside = one.first >= light && one.last < light_end;
    if (inside && !crosses(cuts_, one) && !touches(fades, one.first, one.last)) open.push_back(one);
  }
  for (const Dissolve& one : strongest_apart(std::move(open), config_.dissolves.gap_frames)) {
    found.push_back(as_transition(one));
  }
  std::sort(found.begin(), found.end(),
            [](const Transition& x, const Transition& y) { return x.boundary < y.boundary; });
  return found;
}

ShotsSection ShotDetector::finish(double duration) {
  const auto late = detector_->finish();
  cuts_.insert(cuts_.end(), late.begin(), late.end());
  const Darkness darkness = find_darkness(brightness_, times_, config_.fades);
  ShotsSection section;
  section.transitions = boundaries(darkness);
  section.shots = shots_between(section.transitions, times_, per_frame_, duration);
  section.per_frame = per_frame_;
  const auto frames = static_cast<std::int64_t>(times_.size());
  if (darkness.leading == frames) {
    section.leading_black_s = frames > 0 ? duration : 0.0;
  } else {
    section.leading_black_s = times_[static_cast<std::size_t>(darkness.leading)];
    if (darkness.trailing > 0) {
      section.trailing_black_s =
          duration - times_[static_cast<std::size_t>(frames - darkness.trailing)];
    }
  }
  if (duration > 0.0 && !section.shots.empty()) {
    section.cuts_per_min = 60.0 * static_cast<double>(section.transitions.size()) / duration;
    section.asl_s = duration / static_cast<double>(section.shots.size());
    section.median_shot_s = median_length(section.shots);
  }
  return section;
}

}  // namespace gv::vision

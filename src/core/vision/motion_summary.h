#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/vision/motion.h"

namespace gv::vision {

/// Drops pairs across a boundary, then pulled-down duplicates: a run of one or two still pairs
/// between pairs of more than `config.moving_min` shows a film rate in a faster stream, so it has
/// no energy and the next pair's time spans it. A longer run is real stillness and stays. Pairs and
/// boundaries ascending.
[[nodiscard]] std::vector<MotionPair> counted_pairs(std::span<const MotionPair> pairs,
                                                    std::span<const std::int64_t> boundaries,
                                                    const MotionConfig& config);

/// The section of all pairs; `times` of every frame.
[[nodiscard]] MotionSection summarize_motion(std::span<const MotionPair> pairs,
                                             std::span<const double> times,
                                             std::span<const std::int64_t> boundaries,
                                             double duration, const MotionConfig& config);

/// Class runs of one shot, [t0, t1): energy through a running median of five pairs, then runs
/// shorter than `config.segment_min_s` joined to their longer neighbour (the earlier of equals).
[[nodiscard]] std::vector<MotionSegment> segments_of(std::span<const MotionPair> shot, double t0,
                                                     double t1, const MotionConfig& config);

/// Local maxima with at least the mean energy, `config.cut_gap_s` apart, the strongest
/// `config.cut_points_max` of them, in order of time.
[[nodiscard]] std::vector<MotionCutPoint> cut_points_of(std::span<const MotionFrame> frames,
                                                        const MotionConfig& config);

/// Text on the longest calm segment, a cut at the strongest fast frame, and up to three peaks of
/// attention, `config.cut_gap_s` apart.
[[nodiscard]] std::vector<MotionRecommendation> recommend(const MotionSection& motion,
                                                          const MotionConfig& config);

}  // namespace gv::vision

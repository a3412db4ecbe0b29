#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/measure.h"
#include "core/insight/peaks.h"

namespace gv::insight {

/// All times are presentation times, seconds; peaks in any order.
struct SyncInput {
  double duration_s{0.0};  ///< > 0
  double fps{30.0};        ///< for offsets in frames
  std::vector<VisualPeak> visual;
  std::vector<AudioPeak> audio;        ///< as detected, not merged
  std::vector<double> onset_envelope;  ///< strength over time; may be empty
  double envelope_rate{200.0};         ///< its values per second
  double envelope_start_s{0.0};        ///< time of its first value
};

/// Priors of the comparison.
struct SyncConfig {
  double tolerance_s{0.100};
  double merge_s{0.030};  ///< audio peaks so close are one event
  double adjust_max_s{0.5};
  double shot_min_s{0.3};
  double lag_max_s{0.5};
  double lag_step_s{0.005};
  double lag_lift_min{0.15};  ///< a lag is reported when undoing it improves the lift so much
  int rating_cuts_min{3};
  double excellent_min{0.8};
  double good_min{0.6};
  double fair_min{0.4};
};

/// A cut and the sound it belongs to.
struct SyncPair {
  double visual_s{0.0};
  double audio_s{0.0};
  double offset_s{0.0};  ///< visual - audio: positive when the picture is late
  double score{0.0};     ///< 1 at no offset, 0 at the tolerance
  bool is_synced{true};  ///< |offset| <= tolerance: true of every pair
  VisualKind visual_type{VisualKind::Cut};
  SoundKind audio_type{SoundKind::Beat};
};
BOOST_DESCRIBE_STRUCT(SyncPair, (),
                      (visual_s, audio_s, offset_s, score, is_synced, visual_type, audio_type))

enum class SyncRating { Excellent, Good, Fair, Poor };
BOOST_DESCRIBE_ENUM(SyncRating, Excellent, Good, Fair, Poor)

/// How an offset between picture and sound is judged by viewers. Source: ITU-R BT.1359.
enum class LipSync { Fine, Detectable, Unacceptable };
BOOST_DESCRIBE_ENUM(LipSync, Fine, Detectable, Unacceptable)

enum class ShiftDirection { Earlier, Later };
BOOST_DESCRIBE_ENUM(ShiftDirection, Earlier, Later)
enum class AdvicePriority { High, Medium };
BOOST_DESCRIBE_ENUM(AdvicePriority, High, Medium)

/// A cut that would meet a beat or drop if it were moved.
struct SyncAdjustment {
  double visual_s{0.0};
  double target_s{0.0};
  double delta_s{0.0};  ///< target - visual
  ShiftDirection direction{ShiftDirection::Later};
  std::int64_t frames{0};  ///< delta in frames, signed
  AdvicePriority priority{AdvicePriority::High};
};
BOOST_DESCRIBE_STRUCT(SyncAdjustment, (),
                      (visual_s, target_s, delta_s, direction, frames, priority))

/// The primary figures compare cuts and transitions with beats and drops. A figure is none where
/// there is nothing to compare.
struct SyncReport {
  std::vector<VisualPeak> visual_peaks;     ///< by time
  std::vector<AudioPeak> audio_peaks;       ///< by time, merged
  std::vector<SyncPair> pairs;              ///< primary, by time
  std::optional<double> sync_percentage;    ///< 100 matched / (cuts + transitions)
  std::optional<double> cut_on_beat_pct;    ///< the same figure
  std::optional<double> beat_coverage_pct;  ///< 100 matched / (beats + drops)
  std::optional<double> all_events_pct;     ///< every kind against every kind, of visual peaks
  std::optional<double> mean_offset_s;      ///< over the pairs, signed
  std::optional<double> median_offset_s;
  std::optional<double> mean_abs_offset_s;
  std::optional<double> mean_score;
  std::optional<double> p0;                 ///< share of the duration near a beat or drop: chance
  std::optional<double> lift;               ///< (p - p0) / (1 - p0)
  std::optional<double> significance;       ///< P(X >= matched), X ~ Bin(cuts, p0)
  std::optional<double> global_lag_s;       ///< picture late by so much throughout
  std::optional<LipSync> lip_sync;          ///< of the global lag
  std::optional<SyncRating> rating;         ///< none below 3 cuts or without a beat
  std::vector<SyncAdjustment> adjustments;  ///< smallest move first
};
BOOST_DESCRIBE_STRUCT(SyncReport, (),
                      (visual_peaks, audio_peaks, pairs, sync_percentage, cut_on_beat_pct,
                       beat_coverage_pct, all_events_pct, mean_offset_s, median_offset_s,
                       mean_abs_offset_s, mean_score, p0, lift, significance, global_lag_s,
                       lip_sync, rating, adjustments))

/// Compares what is seen with what is heard. Does not depend on the order of the peaks.
/// O(n log n + n k) for k peaks within the tolerance of one, plus lags x cuts.
[[nodiscard]] SyncReport compare_sync(const SyncInput& input, const SyncConfig& config = {});

/// Sound early beyond 45 ms or late beyond 125 ms is noticed, beyond 90 and 185 ms not accepted.
/// `picture_late_s` is positive when the sound is early. Source: ITU-R BT.1359.
[[nodiscard]] LipSync lip_sync_of(double picture_late_s);

/// Moves for the cuts at `cuts` (ascending) whose index is in `unmatched`, to the `free` targets
/// (ascending): nearest first, each target once, below `adjust_max_s`, and only where both shots
/// beside the moved cut keep `shot_min_s` within [0, duration].
[[nodiscard]] std::vector<SyncAdjustment> adjust_cuts(std::span<const double> cuts,
                                                      std::span<const std::size_t> unmatched,
                                                      std::span<const double> free,
                                                      double duration_s, double fps,
                                                      const SyncConfig& config);

}  // namespace gv::insight

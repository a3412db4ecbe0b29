#pragma once

#include <span>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/measure.h"

namespace gv::insight {

/// In order of priority: of events at one moment the first kind names them.
enum class SoundKind { Beat, Drop, Onset, Vocal };
BOOST_DESCRIBE_ENUM(SoundKind, Beat, Drop, Onset, Vocal)

enum class VisualKind { Cut, Transition, FaceAppear, TextAppear, Motion };
BOOST_DESCRIBE_ENUM(VisualKind, Cut, Transition, FaceAppear, TextAppear, Motion)

struct AudioPeak {
  double t{0.0};       ///< s
  double energy{0.0};  ///< [0, 1]
  SoundKind type{SoundKind::Onset};
};
BOOST_DESCRIBE_STRUCT(AudioPeak, (), (t, energy, type))

struct VisualPeak {
  double t{0.0};       ///< s
  double energy{0.0};  ///< [0, 1]
  VisualKind type{VisualKind::Cut};
};
BOOST_DESCRIBE_STRUCT(VisualPeak, (), (t, energy, type))

/// Strengths as energies: divided by their 99th percentile, at most 1; all 0 stay 0.
[[nodiscard]] std::vector<double> peak_energies(std::span<const double> strengths);

/// Audio peaks by time, one per event: a peak within `merge_s` of one of a better kind (of an
/// earlier one of its kind) is dropped.
/// O(n log n).
[[nodiscard]] std::vector<AudioPeak> merge_audio_peaks(std::span<const AudioPeak> peaks,
                                                       double merge_s = 0.030);

/// Peaks of motion: local maxima above twice the mean with a prominence of at least one standard
/// deviation, at least .25 s apart (the higher one stays). Ascending series. All are priors.
[[nodiscard]] std::vector<VisualPeak> motion_peaks(std::span<const SeriesPoint> energy);

/// Where visual peaks come from, s.
struct VisualSources {
  std::vector<double> cuts;         ///< boundaries of hard cuts
  std::vector<double> transitions;  ///< midpoints of dissolves and fades
  std::vector<double> face_starts;  ///< of face tracks
  std::vector<double> text_starts;  ///< of text tracks
  std::vector<SeriesPoint> energy;  ///< motion; may be empty
};

/// All visual peaks by time. A face that starts within `cut_margin_s` after a boundary belongs to
/// the cut. Peaks other than motion have energy 1.
[[nodiscard]] std::vector<VisualPeak> collect_visual_peaks(const VisualSources& sources,
                                                           double cut_margin_s = 0.1);

}  // namespace gv::insight

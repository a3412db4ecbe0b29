#pragma once

#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/audio/section.h"

namespace gv::audio {

/// In the order in which one event takes the name of another.
enum class AudioPeakType { Beat, Drop, Onset, Vocal };
BOOST_DESCRIBE_ENUM(AudioPeakType, Beat, Drop, Onset, Vocal)

/// Something in the sound that a cut may fall on.
struct AudioPeak {
  double t{0.0};       ///< seconds
  double energy{0.0};  ///< [0, 1]: strength over the 99th percentile of its type; a drop is 1
  AudioPeakType type{AudioPeakType::Onset};
  friend bool operator==(const AudioPeak&, const AudioPeak&) = default;
};
BOOST_DESCRIBE_STRUCT(AudioPeak, (), (t, energy, type))

/// Beats, drops, onsets and starts of speech in time order, those within `merge_s` of each other
/// as one: time and type of the one first in AudioPeakType, energy of the strongest.
/// O(n log n).
[[nodiscard]] std::vector<AudioPeak> audio_peaks(const AudioSection& section,
                                                 double merge_s = 0.030);

}  // namespace gv::audio

#pragma once

#include <span>
#include <vector>

#include "core/audio/config.h"

namespace gv::audio {

/// Moments where the sound comes in strongly and stays, in seconds, in time order: local maxima
/// of the RMS that reach peak_ratio times its mean and where the mean level of the span after lies
/// rise_db above that of the span before, both as the mean of decibels and as the decibels of the
/// mean power. Of maxima closer than gap_s, and of those on one
/// and the same rise (closer than span_s), the one with the greatest rise stays.
///
/// `power`: mean squares at kPulseFps. A maximum with less than a fifth of the span before it is
/// no drop: a file that begins loud has not risen. O(n log n).
[[nodiscard]] std::vector<double> find_drops(std::span<const float> power,
                                             const DropConfig& config = {});

}  // namespace gv::audio

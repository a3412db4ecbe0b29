#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Priors of the search for fades and black gaps; levels are means of blue, green and red, 0..255.
struct FadeConfig {
  double dark_below{12.0};
  double bias{0.0};   ///< [-1, 1]: places the boundary from the first dark frame to the first light
  bool white{false};  ///< also spans above 255 - `dark_below`
  double step_min{0.1};        ///< per frame: less is noise, not a fade
  double step_share_min{0.1};  ///< of the mean step so far: less is the drift of a moving picture
  std::int64_t fade_steps{4};  ///< steady steps on one side that make a gap a fade
  double grow_s_max{2.0};      ///< furthest the interval reaches beyond the dark frames
};

/// A dark span with light on both sides.
struct DarkSpan {
  std::int64_t out{0};       ///< first dark frame
  std::int64_t in{0};        ///< first light frame after it
  std::int64_t start{0};     ///< frame where the brightness begins to fall
  std::int64_t end{0};       ///< frame where it has stopped rising: exclusive end of the interval
  std::int64_t boundary{0};  ///< first frame of the new shot
  Entry kind{Entry::Black};  ///< `Fade` or `Black`
  double depth{0.0};  ///< grey levels between the brightest frame of the interval and the darkest
};

/// What the brightness of a whole video says.
struct Darkness {
  std::vector<DarkSpan> spans;
  std::int64_t leading{0};   ///< dark frames at the start; all of them if no frame is light
  std::int64_t trailing{0};  ///< dark frames at the end; 0 if no frame is light
};

/// out + round((in - out)(1 + bias) / 2), half to even.
[[nodiscard]] std::int64_t dark_boundary(std::int64_t out, std::int64_t in, double bias);

/// Fades and black gaps of a video. `times` in seconds, increasing, as long as `brightness`. O(n).
[[nodiscard]] Darkness find_darkness(std::span<const double> brightness,
                                     std::span<const double> times, const FadeConfig& config = {});

}  // namespace gv::vision

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/text_track.h"

namespace gv::insight {

/// Text of one placement that the platform's own buttons cover, wholly or in part.
struct SafeZoneViolation {
  std::int64_t tracks{0};  ///< lines outside
  double time_share{0.0};  ///< of the time with text, [0, 1]
};
BOOST_DESCRIBE_STRUCT(SafeZoneViolation, (), (tracks, time_share))

/// Priors of the advice on text.
struct TextSectionConfig {
  double reading_load_max{4.0};  ///< words per second
  double height_min{0.025};      ///< of the frame's height
  double overlay_max{0.20};      ///< of the frame's area
};

/// All text of one video.
struct TextSection {
  std::vector<TextTrack> tracks;
  std::optional<double> first_text_s;  ///< none: no text
  bool text_in_hook{false};
  double text_area_mean{0.0};  ///< union of the boxes over the frame, mean over the time
  double text_area_max{0.0};
  double text_time_share{0.0};      ///< time with text / duration
  std::int64_t words_on_screen{0};  ///< of all tracks
  /// Words a second asked of the reader: each line asks its words over the time it stands, lines
  /// shown together add up; the highest such sum.
  double reading_load{0.0};
  std::optional<double> min_height_frac;    ///< none: no text
  std::optional<double> text_min_contrast;  ///< 10th percentile over the time of measured lines
  std::map<std::string, SafeZoneViolation> safe_zone_violations;  ///< placement of this shape
  double text_overlay_ratio{0.0};                                 ///< the mean area again
  std::vector<std::string> advice;  ///< reading_load, text_height, text_overlay_ratio
};
BOOST_DESCRIBE_STRUCT(TextSection, (),
                      (tracks, first_text_s, text_in_hook, text_area_mean, text_area_max,
                       text_time_share, words_on_screen, reading_load, min_height_frac,
                       text_min_contrast, safe_zone_violations, text_overlay_ratio, advice))

/// Area the boxes cover together, each part counted once. O(n^2 log n).
[[nodiscard]] double union_area(std::span<const vision::Box> boxes);

/// The smallest contrast such that lines up to it fill 10 % of the time of the lines whose
/// contrast was measured; none where none was.
[[nodiscard]] std::optional<double> contrast_p10(std::span<const TextTrack> tracks);

/// Sums up the tracks of a video of `duration_s` > 0 and shape `aspect` = width / height.
/// O(tracks^2 * visible log visible).
[[nodiscard]] TextSection summarise_text(std::vector<TextTrack> tracks, double duration_s,
                                         double aspect, const TextSectionConfig& config = {});

}  // namespace gv::insight

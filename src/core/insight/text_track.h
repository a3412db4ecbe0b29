#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/lexicon.h"
#include "core/vision/frame.h"
#include "core/vision/place_history.h"

namespace gv::insight {

/// One line of text a recogniser read in one sampled frame.
struct TextReading {
  std::string text;                  ///< UTF-8, not empty
  double conf{0.0};                  ///< 0 .. 100, as the recogniser gives it
  vision::Box box{};                 ///< of the line, relative to the frame
  std::optional<double> contrast{};  ///< WCAG ratio of text to background; none: not measured
  /// When it came and when it went, where the frames around the sample show that. The first is
  /// asked of the first sample of a line, the second of the last one.
  std::optional<vision::Moment> came{};
  std::optional<vision::Moment> went{};
};
BOOST_DESCRIBE_STRUCT(TextReading, (), (text, conf, box, contrast, came, went))

/// What was read at time `t`, in any order. An empty sample says that there was no text.
struct TextSample {
  double t{0.0};
  std::vector<TextReading> readings;
};
BOOST_DESCRIBE_STRUCT(TextSample, (), (t, readings))

enum class TextRole { Headline, Caption, Cta, Price, Brand, Other };
BOOST_DESCRIBE_ENUM(TextRole, Headline, Caption, Cta, Price, Brand, Other)

/// One line of text while it stands on the screen.
struct TextTrack {
  std::string text;         ///< the most frequent reading
  double conf{0.0};         ///< mean over its readings, 0 .. 100
  vision::Box box{};        ///< of its most certain reading
  double t0{0.0};           ///< when it came, else the first sample that showed it
  double t1{0.0};           ///< when it went, else the first later sample without it, or the end
  double t_error_s{0.0};    ///< how far off t0 or t1 may be
  double height_frac{0.0};  ///< height of the line / height of the frame
  TextRole role{TextRole::Other};
  bool in_hook{false};  ///< starts within the first 3 s
  bool question{false};
  std::optional<double> contrast{};  ///< median over its readings
};
BOOST_DESCRIBE_STRUCT(TextTrack, (),
                      (text, conf, box, t0, t1, t_error_s, height_frac, role, in_hook, question,
                       contrast))

/// Priors of the tracking of text.
struct TextTrackConfig {
  double distance_max{0.2};  ///< normalised Levenshtein, to count as the same text
  double iou_min{0.5};
  double lone_s_max{0.3};   ///< nobody reads what one sample shows and stands no longer
  double misread_max{0.6};  ///< distance of two readings of one line
  double over_min{0.5};     ///< share of the smaller box in which two readings lie over each other
};

/// Edits from `a` to `b` per code point of the longer one, in [0, 1]; 0 for two empty texts.
/// O(|a| |b|). Source: Levenshtein 1966.
[[nodiscard]] double text_distance(std::string_view a, std::string_view b);

/// Follows lines through successive samples: the same text (distance <= .2) at the same place
/// (IoU >= .5) in consecutive samples is one track. Each reading continues at most one track, the
/// best overlap first. `samples` ascending in t, all of them, empty ones included; the last one
/// stands until `duration_s`. Left out are
/// what one sample shows for a moment, and what lies over a better supported track at its time or
/// next to it: one line read in two ways. The order of readings within a sample does not matter.
/// Tracks come by start, then from top to bottom; `role`, `in_hook` and `question` are left for
/// `describe_tracks`. O(samples * lines^2).
[[nodiscard]] std::vector<TextTrack> track_text(std::span<const TextSample> samples,
                                                double duration_s,
                                                const TextTrackConfig& config = {});

/// What tells the role of a line of text.
struct TextRoleInput {
  std::vector<std::string> brands{};               ///< names of the advertiser; may be empty
  std::optional<std::vector<TimedLine>> speech{};  ///< none: no transcript
  double headline_height_min{0.04};                ///< prior, of the frame's height
  double spoken_share_min{0.5};                    ///< prior, words of a caption that are spoken
};

/// Fills `role`, `in_hook` and `question`. The role is the first that holds: cta (the lexicon of
/// calls to action), price (a number beside a currency), brand, caption (at least half of its
/// words are spoken meanwhile), headline (large), other.
void describe_tracks(std::vector<TextTrack>& tracks, const TextRoleInput& input,
                     const Lexicon& lexicon);

}  // namespace gv::insight

#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/cta_terms.h"
#include "core/insight/measure.h"
#include "core/insight/text_track.h"

namespace gv::insight {

/// A filled rounded rectangle in the picture.
struct ButtonRegion {
  vision::Box box{};
  double t0{0.0};
  double t1{0.0};
};

/// What calls to action are looked for in. Parts not measured are none.
struct CtaInput {
  double duration_s{0.0};                            ///< > 0
  std::optional<std::vector<TextTrack>> texts;       ///< none: no text recognition
  std::optional<std::vector<TimedLine>> transcript;  ///< none: no speech recognition
  std::vector<ButtonRegion> buttons;
  std::vector<SeriesPoint> energy;  ///< motion; empty: not measured
};

enum class CtaSource { Text, Speech, Button };
BOOST_DESCRIBE_ENUM(CtaSource, Text, Speech, Button)

/// One call to action, shown or spoken.
struct CtaSpan {
  double t0{0.0};
  double t1{0.0};
  CtaType type{CtaType::Custom};
  CtaSource source{CtaSource::Text};
  std::string text;
  std::optional<vision::Box> box;  ///< none when spoken
  std::optional<double> contrast;  ///< none when spoken or not measured
};
BOOST_DESCRIBE_STRUCT(CtaSpan, (), (t0, t1, type, source, text, box, contrast))

enum class CtaPlacement { End, MidEnd, Repeated, EarlyEnd, None };
BOOST_DESCRIBE_ENUM(CtaPlacement, End, MidEnd, Repeated, EarlyEnd, None)

/// Lines of text or speech that meet the lexicon, and text in button-like regions (area .005 to
/// .15 of the frame around a line). By start. A button makes its text a call of type `Button`
/// unless the words say more.
[[nodiscard]] std::vector<CtaSpan> detect_ctas(const CtaInput& input, const Lexicon& lexicon);

/// 1. no span: none  2. three or more: repeated  3. one near the middle (.45 - .55) and one that
/// starts in the last 5 s: early_end  4. the first starts in the last 5 s: end
/// 5. the first starts in .70 - .85: mid_end. Nothing else has a name: null.
[[nodiscard]] std::optional<CtaPlacement> cta_placement(std::span<const CtaSpan> spans,
                                                        double duration_s);

enum class CtaAdvice { AddCta, MoveLate, ShowLonger, CalmBackground, RaiseContrast, SayIt };
BOOST_DESCRIBE_ENUM(CtaAdvice, AddCta, MoveLate, ShowLonger, CalmBackground, RaiseContrast, SayIt)

/// How good the best call to action is.
struct CtaScore {
  double score{0.0};  ///< [0, 100], of the points that could be measured
  /// Points by part: detected, late, visible, calm, prepared, contrast, spoken; null: not measured.
  std::map<std::string, std::optional<double>> parts;
  std::vector<std::string> unmeasured;
  std::optional<double> start_s;  ///< none: there is no call to action
  std::optional<double> duration_s;
  std::optional<double> visibility;     ///< min(1, area contrast / 4.5 seconds / .2)
  std::optional<double> motion_during;  ///< mean energy
  std::optional<bool> pre_urgency;      ///< urgency or proof within 8 s before
  std::vector<CtaAdvice> recommendations;
};
BOOST_DESCRIBE_STRUCT(CtaScore, (),
                      (score, parts, unmeasured, start_s, duration_s, visibility, motion_during,
                       pre_urgency, recommendations))

/// Scores every call on the screen (the spoken ones where none is shown) and reports the best, the
/// earliest of equals. None where neither text nor speech was recognised. All points are priors.
[[nodiscard]] std::optional<CtaScore> score_existing_cta(const CtaInput& input,
                                                         std::span<const CtaSpan> spans,
                                                         const Lexicon& lexicon);

/// Area of the box times contrast over 4.5 times seconds over .2, at most 1. Prior.
[[nodiscard]] std::optional<double> cta_prominence(const CtaSpan& span);

}  // namespace gv::insight

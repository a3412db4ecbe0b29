#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/video/frame.h"
#include "app/video/picture_stage.h"
#include "core/audio/section.h"
#include "core/insight/derived.h"
#include "core/insight/hook.h"
#include "core/insight/measure.h"
#include "core/insight/patterns.h"
#include "core/insight/psychology.h"
#include "core/insight/sync.h"
#include "core/insight/text_section.h"

/// Puts what was measured into the forms in which `core/insight` asks for it. All pure.
namespace gv::video {

/// Everything that was measured on one file.
struct Measured {
  Facts facts;
  double duration_s{0.0};  ///< of what was decoded
  Pictures pictures;
  audio::AudioSection audio;
};
BOOST_DESCRIBE_STRUCT(Measured, (), (facts, duration_s, pictures, audio))

/// Confirmed faces at a time; none where faces were not looked for.
struct FacesNow {
  int count{0};
  double area_max{0.0};
};
[[nodiscard]] std::optional<FacesNow> faces_at(const Pictures& pictures, double t);

/// Motion per frame: reference pixels per reference frame.
[[nodiscard]] std::vector<insight::SeriesPoint> energy_points(const Pictures& pictures);

/// What was said, a line a segment; of a poor recogniser the sure words only (p >= .8). None: no
/// speech recognition.
[[nodiscard]] std::optional<std::vector<insight::TimedLine>> spoken_lines(
    const audio::AudioSection& audio);
[[nodiscard]] std::optional<std::vector<insight::TimedLine>> shown_lines(
    const std::optional<insight::TextSection>& text);

/// Beats, drops, onsets and starts of speech as `core/insight` names them, not merged.
[[nodiscard]] std::vector<insight::AudioPeak> sound_peaks(const audio::AudioSection& audio);

[[nodiscard]] insight::HookInput hook_input(const Measured& measured,
                                            const std::optional<insight::TextSection>& text);
[[nodiscard]] insight::SyncInput sync_input(const Measured& measured,
                                            const std::optional<insight::TextSection>& text);
/// Ten a second.
[[nodiscard]] std::vector<insight::MotionSample> motion_samples(const Measured& measured);
/// Of the whole video, then of each shot.
[[nodiscard]] insight::PatternInput pattern_input(const Measured& measured,
                                                  const std::optional<insight::TextSection>& text);
[[nodiscard]] std::vector<insight::PatternInput> shot_pattern_inputs(
    const Measured& measured, const std::optional<insight::TextSection>& text);

}  // namespace gv::video

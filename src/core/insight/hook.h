#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/peaks.h"
#include "core/insight/text_track.h"

namespace gv::insight {

/// Two successive frames (i, i + 1), at the time of the later one.
struct HookPair {
  double t{0.0};     ///< s
  double m{0.0};     ///< mean absolute luma difference, grey levels; cuts included
  bool face{false};  ///< a confirmed face is in sight; read only where faces were looked for
};

struct HookFaces {
  std::optional<double> first_s;  ///< none: no face in the hook
  double share{0.0};              ///< of the hook's time, [0, 1]
};

/// A boundary between shots and how alike its sides are; none: not measured.
struct HookBoundary {
  double t{0.0};
  std::optional<bool> shares_face;  ///< one face track lives on both sides
  std::optional<double> cosine;     ///< of the signatures of both shots
};

/// What the first 3 s of a video hold. Parts that were not measured are none; lists that were
/// measured and found nothing are empty. Times beyond the hook may be given and are ignored.
struct HookInput {
  double duration_s{0.0};
  std::vector<HookPair> pairs;  ///< ascending
  std::optional<HookFaces> faces;
  std::vector<HookBoundary> boundaries;
  std::optional<std::vector<TextTrack>> texts;       ///< none: no text recognition
  std::optional<std::vector<AudioPeak>> audio;       ///< as detected, not merged; none: no sound
  std::optional<std::vector<TimeSpan>> speech;       ///< voice activity; none: no sound
  std::optional<std::vector<TimedLine>> transcript;  ///< none: no speech recognition
  std::vector<double> beats;                         ///< s, ascending
  double leading_black_s{0.0};
  std::optional<double> leading_silence_s;
};

enum class HookType {
  Transformation,
  Question,
  FaceHook,
  TextHook,
  MotionHook,
  AudioHook,
  PatternInterrupt,
  None,
};
BOOST_DESCRIBE_ENUM(HookType, Transformation, Question, FaceHook, TextHook, MotionHook, AudioHook,
                    PatternInterrupt, None)

enum class HookAdvice {
  AddFace,
  FaceEarlier,
  AddMotion,
  RaiseEnergy,
  MoreFaceTime,
  AddPatternInterrupt,
  AddTextEarly,
  EnlargeText,
  AddAudioHook,
  LateStart,
  Ok,
};
BOOST_DESCRIBE_ENUM(HookAdvice, AddFace, FaceEarlier, AddMotion, RaiseEnergy, MoreFaceTime,
                    AddPatternInterrupt, AddTextEarly, EnlargeText, AddAudioHook, LateStart, Ok)

/// One improvement: what was measured (none: nothing there) and what to aim for. Seconds, grey
/// levels or shares, by the code.
struct HookImprovement {
  HookAdvice code{HookAdvice::Ok};
  std::optional<double> value;
  std::optional<double> target;
};
BOOST_DESCRIBE_STRUCT(HookImprovement, (), (code, value, target))

struct HookReport {
  double window_s{0.0};  ///< min(3, duration)
  HookType type{HookType::None};
  std::vector<HookType> also;              ///< all that hold, in order of the rules
  double effectiveness_score{50.0};        ///< [0, 100]
  double evidence_points{0.0};             ///< score - 50: a score of 50 means no evidence
  std::optional<double> hook_score_v2;     ///< [0, 100]
  std::optional<double> hook_model_score;  ///< none until a model is trained on view rates
  std::vector<std::string> unmeasured;     ///< terms that add nothing: face, text, audio, speech
  std::optional<double> first_face_s;      ///< none: not seen or not measured (`unmeasured`)
  std::optional<double> first_motion_peak_s;
  std::optional<double> first_text_s;
  std::vector<double> attention;  ///< per frame pair, [0, 1]
  double pattern_interrupt{0.0};  ///< [0, 1]
  double optimal_cut_s{0.0};
  std::optional<double> face_share_proxy;  ///< stands in for emotional intensity
  std::vector<HookImprovement> improvements;
};
BOOST_DESCRIBE_STRUCT(HookReport, (),
                      (window_s, type, also, effectiveness_score, evidence_points, hook_score_v2,
                       hook_model_score, unmeasured, first_face_s, first_motion_peak_s,
                       first_text_s, attention, pattern_interrupt, optimal_cut_s, face_share_proxy,
                       improvements))

/// Judges the first 3 s. Every score is a prior until outcomes replace it. O(n).
[[nodiscard]] HookReport assess_hook(const HookInput& input, const Lexicon& lexicon);

/// 50 plus points for a face (first seen), motion (first m > 20), energy (mean m), variety (std
/// of m) and presence (face share); within [0, 100]. Faces not measured add nothing.
[[nodiscard]] double hook_effectiveness(const std::optional<HookFaces>& faces,
                                        std::optional<double> first_motion_peak_s,
                                        std::span<const double> m);

/// min(1, min(1, m / 20) (face ? 1.5 : 1)) (1 - .3 i / n) per pair.
[[nodiscard]] std::vector<double> hook_attention(std::span<const HookPair> pairs,
                                                 bool faces_measured);

/// min(1, variance of the first 10 m / 100); 0 below 5 pairs.
[[nodiscard]] double pattern_interrupt(std::span<const double> m);

/// What the parts below share: the input cut down to the hook, with the first events.
struct HookEvidence {
  double window_s{0.0};
  std::vector<HookPair> pairs;
  std::vector<double> m;
  std::optional<HookFaces> faces;
  std::optional<double> first_motion_peak_s;
  std::optional<std::vector<TextTrack>> texts;  ///< that start in the hook, by start
  std::optional<double> first_audio_peak_s;
  double interrupt{0.0};
};
[[nodiscard]] HookEvidence hook_evidence(const HookInput& input);

/// 25 face + 20 motion + 20 text + 20 audio + 15 interrupt; terms that were not measured are
/// dropped and the rest rescaled to 100.
[[nodiscard]] double hook_score_v2(const HookInput& input, const HookEvidence& evidence);
/// All types whose rule holds, first rule first.
[[nodiscard]] std::vector<HookType> hook_types(const HookInput& input, const HookEvidence& evidence,
                                               const Lexicon& lexicon);
/// Never empty: `Ok` where nothing is to improve.
[[nodiscard]] std::vector<HookImprovement> hook_improvements(const HookInput& input,
                                                             const HookEvidence& evidence);

}  // namespace gv::insight

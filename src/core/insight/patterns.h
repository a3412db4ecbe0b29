#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/lexicon.h"
#include "core/insight/measure.h"

namespace gv::insight {

/// What a shot or a video is, visually.
enum class VisualPattern {
  FaceCloseup,
  TalkingHead,
  Testimonial,
  BeforeAfter,
  TextHeavy,
  ProductFocus,
  ProductDemo,
  ActionMotion,
  FastCuts,
  Lifestyle,
  TutorialDemo,
  UgcStyle,
  ProfessionalStudio,
  Cinematic,
  MemeFormat,
  Unboxing,
};
BOOST_DESCRIBE_ENUM(VisualPattern, FaceCloseup, TalkingHead, Testimonial, BeforeAfter, TextHeavy,
                    ProductFocus, ProductDemo, ActionMotion, FastCuts, Lifestyle, TutorialDemo,
                    UgcStyle, ProfessionalStudio, Cinematic, MemeFormat, Unboxing)

/// What the rules look at, over a whole video or one shot. A value that was not measured is none;
/// every pattern that needs it is then unknown.
struct PatternInput {
  TimeSpan time{};
  std::optional<double> face_presence;  ///< time share, [0, 1]
  std::optional<double> face_area;      ///< mean over the time with a face, of the frame
  std::optional<double> energy;         ///< mean motion, reference px per reference frame
  std::optional<double> speech_ratio;   ///< time share
  std::optional<double> cuts_per_s;
  std::optional<double> text_area;        ///< mean, of the frame
  std::optional<double> product_share;    ///< time share
  std::optional<double> product_area;     ///< mean over the time with a product
  std::optional<double> person_share;     ///< time share
  std::optional<double> scene_lifestyle;  ///< scene score, [0, 1]
  std::optional<double> scene_outdoor;
  std::optional<bool> split_screen;     ///< mid-line edge >= 60 % of a shot, halves alike .4-.95
  std::optional<double> aspect;         ///< width / height
  std::optional<double> camera_jitter;  ///< reference px per frame
  std::optional<double> shot_cosine;    ///< mean cosine of the shots' Lab histograms
  std::optional<double> plain_border_share;  ///< time share of a plain border
  std::optional<double> sharpness;           ///< variance of the Laplacian at C640
  std::optional<bool> letterbox;
  std::optional<double> text_band_share;      ///< time share of static bands at top or bottom
  std::optional<std::vector<TimedLine>> ocr;  ///< none: no text recognition
  std::optional<std::vector<TimedLine>> transcript;  ///< none: no speech recognition
};

/// One shot's answer. `label` is none where no score reaches .25.
struct PatternSpan {
  double t0{0.0};
  double t1{0.0};
  std::optional<VisualPattern> label;
  double score{0.0};  ///< of the highest label, [0, 1]
};
BOOST_DESCRIBE_STRUCT(PatternSpan, (), (t0, t1, label, score))

/// A change of the label between two shots.
struct PatternTransition {
  double t{0.0};
  std::optional<VisualPattern> from;
  std::optional<VisualPattern> to;
};
BOOST_DESCRIBE_STRUCT(PatternTransition, (), (t, from, to))

struct PatternReport {
  std::string model{"rules-1"};
  bool calibrated{false};                ///< the scores are no probabilities
  std::optional<VisualPattern> primary;  ///< of the whole video
  double margin{0.0};                    ///< best minus second, of the sum of all scores
  std::map<std::string, std::optional<double>> scores;  ///< all labels; null: unknown
  std::vector<PatternSpan> timeline;                    ///< one per shot
  std::vector<PatternTransition> transitions;
  double temporal_consistency{1.0};       ///< 1 - changes / (shots - 1); 1 for a single shot
  std::optional<VisualPattern> dominant;  ///< label of the longest time
  std::map<std::string, double>
      distribution;  ///< time share per label; unlabelled time is left out
};
BOOST_DESCRIBE_STRUCT(PatternReport, (),
                      (model, calibrated, primary, margin, scores, timeline, transitions,
                       temporal_consistency, dominant, distribution))

using PatternScores = std::map<VisualPattern, std::optional<double>>;

/// Scores of all sixteen patterns by rules; every constant is a prior. Terms count when the text
/// or the speech has them; with neither measured, the patterns that need them are unknown.
[[nodiscard]] PatternScores score_patterns(const PatternInput& input, const Lexicon& lexicon);

/// The highest score's label, the first of equals in the order of the enum; none below .25.
[[nodiscard]] std::optional<VisualPattern> primary_of(const PatternScores& scores);
/// (best - second) / sum of the scores; 0 when all are 0.
[[nodiscard]] double margin_of(const PatternScores& scores);

/// `video` over all, `shots` in order of time.
[[nodiscard]] PatternReport recognise_patterns(const PatternInput& video,
                                               std::span<const PatternInput> shots,
                                               const Lexicon& lexicon);

}  // namespace gv::insight

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/cta_detect.h"
#include "core/insight/hook.h"
#include "core/insight/patterns.h"
#include "core/insight/sync.h"
#include "core/insight/text_section.h"
#include "core/insight/trigger_words.h"

namespace gv::insight {

/// One colour of the palette.
struct PaletteShare {
  std::string hex;    ///< #RRGGBB
  double share{0.0};  ///< [0, 1]
};
BOOST_DESCRIBE_STRUCT(PaletteShare, (), (hex, share))

/// What a reframed picture has to keep at time `t`.
struct CropSubject {
  double t{0.0};
  vision::Box box{};
  std::string kind;  ///< face, product, person, text, motion, saliency
  double score{0.0};
};
BOOST_DESCRIBE_STRUCT(CropSubject, (), (t, box, kind, score))

// What the map is derived from, one struct per source; a source that was not measured is none.

struct MotionFacts {
  double mean_energy{0.0};
  double p99_energy{0.0};
  std::optional<double> max_energy_hook;  ///< highest of the first 3 s
  std::optional<double> attention_hook;   ///< mean of the attention curve over the first 3 s
  std::optional<double> stabilization;    ///< [0, 1], see `vision::MotionMeasures`
};

struct ColourFacts {
  std::vector<PaletteShare> palette;
  double brightness{0.0};
  double brightness_sd{0.0};  ///< over the samples
  double contrast{0.0};
  double saturation{0.0};
  double vibrancy{0.0};
  double complexity{0.0};
  double colorfulness{0.0};
  double clip_share{0.0};
  double sharpness{0.0};
  std::optional<double> block_ratio;  ///< gradient across 8-px block edges / elsewhere
  std::string composition;            ///< dominant value
  double aligned_share{0.0};          ///< time share of centred, thirds or symmetric
  double border_edges{0.0};           ///< edge density of the border
  double subject_share{0.0};          ///< time share with a subject >= 4 % of the frame
};

struct FaceFacts {
  double time_share{0.0};
  double count_avg{0.0};
  double area_mean{0.0};
};

struct ObjectFacts {
  double product_time{0.0};  ///< share
  double product_area{0.0};  ///< time mean
  double people_avg{0.0};
  double longest_product_s{0.0};
  std::optional<double> track_speed;     ///< mean, ref px per ref frame; none: no track
  std::map<std::string, double> labels;  ///< time share or count per label, > 0
};

struct ShotFacts {
  std::vector<TimeSpan> shots;           ///< in order, not empty
  std::vector<std::string> transitions;  ///< kinds that occur: cut, dissolve, fade, black
};

struct SoundFacts {
  std::optional<double> audio_clarity;  ///< [0, 1], see `audio::AudioSeries`
  std::optional<double> music_share;    ///< of the energy
  std::optional<double> lra;
  std::optional<double> bpm;
  std::optional<bool> has_music;
  std::optional<double> speech_ratio;
  std::optional<double> speech_wpm;
  std::optional<double> lufs;
};

struct BrandFacts {
  std::optional<double> logo_first_s;
  std::optional<double> logo_share;
  std::optional<double> palette_delta_e;
  std::optional<bool> spoken;
};

struct DerivedInput {
  double duration_s{0.0};  ///< > 0
  std::string aspect;      ///< label of the probe
  std::optional<HookReport> hook;
  std::optional<MotionFacts> motion;
  std::optional<PatternReport> patterns;
  std::optional<ColourFacts> colour;
  std::optional<FaceFacts> faces;
  std::optional<ObjectFacts> objects;
  std::optional<ShotFacts> shots;
  std::optional<SoundFacts> sound;
  std::optional<SyncReport> sync;
  std::optional<TextSection> text;
  std::optional<std::vector<TimedLine>> transcript;
  std::optional<std::vector<CtaSpan>> cta_spans;  ///< none: neither text nor speech recognised
  std::optional<CtaScore> cta;
  std::optional<BrandFacts> brand;
  std::string placement;  ///< whose safe zone counts; empty: the worst of this shape
  std::vector<CropSubject> crop_subjects;
};

/// Null, a number, a text or a list.
using DerivedValue =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>,
                 std::map<std::string, double>, std::vector<PaletteShare>,
                 std::vector<PersuasionHit>, std::vector<TimeSpan>, std::vector<CropSubject>>;
using Derived = std::map<std::string, DerivedValue>;

/// The measures other parts read, by name. Every name is always there; null where its source was
/// not measured. Numbers are finite. Pure, linear in its input.
[[nodiscard]] Derived derive(const DerivedInput& input, const Lexicon& lexicon);

/// A number of the map: booleans as 0 or 1; none for null and for anything else.
[[nodiscard]] std::optional<double> number_of(const Derived& derived, const std::string& name);

/// min(c(height, .015, .035), c(contrast, 2, 4.5), c(6 - load, 0, 3)). Prior.
[[nodiscard]] double text_readability(double height_frac, double contrast, double reading_load);
/// .6 band(brightness; .1, .35, .65, .9) + .4 (1 - c(clip_share, .02, .15)). Prior.
[[nodiscard]] double lighting_quality(double brightness, double clip_share);
/// The label of creative DNA for a pattern. `recommends`: somebody recommends it in words.
[[nodiscard]] std::string dna_pattern(VisualPattern pattern, bool recommends);

}  // namespace gv::insight

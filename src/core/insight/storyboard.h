#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/clips.h"
#include "core/insight/patterns.h"
#include "core/insight/trigger_fit.h"

namespace gv::insight {

enum class StoryboardTemplate { Aida, Pas, Transformation };
BOOST_DESCRIBE_ENUM(StoryboardTemplate, Aida, Pas, Transformation)

/// One section of a template and the footage it asks for. Priors.
struct StorySection {
  std::string_view name;
  double t0{0.0};  ///< at the template's own length
  double t1{0.0};
  Trigger trigger{Trigger::Hook};
  std::span<const VisualPattern> patterns;  ///< that suit it
  bool face{false};                         ///< a face helps
  bool text{false};                         ///< text on the screen helps
  std::string_view hint;                    ///< what to shoot where no clip fits
};
[[nodiscard]] std::span<const StorySection> sections_of(StoryboardTemplate kind);

/// A clip as a storyboard sees it. What was not measured is none and leaves the fit.
struct StoryClip {
  std::string id;
  double t0{0.0};
  double t1{0.0};
  MotionLevel level{MotionLevel::Low};
  std::optional<bool> has_face;
  std::optional<VisualPattern> pattern;
  std::optional<bool> has_text;
};

struct StorySlot {
  std::string section;
  double t0{0.0};  ///< on the storyboard's time line
  double t1{0.0};
  std::optional<std::string> clip_id;  ///< null: nothing fits
  std::optional<double> in_s;          ///< in the source video
  std::optional<double> out_s;
  std::optional<double> fit;  ///< [0, 1], null without a clip
  std::optional<std::string> missing_hint;
};
BOOST_DESCRIBE_STRUCT(StorySlot, (), (section, t0, t1, clip_id, in_s, out_s, fit, missing_hint))

struct Storyboard {
  std::string template_;  ///< aida, pas, transformation; "template" in the document
  std::vector<StorySlot> slots;
};
BOOST_DESCRIBE_STRUCT(Storyboard, (), (template_, slots))

/// Priors of the assignment.
struct StoryConfig {
  double fit_min{0.3};
  double snap_s{0.25};  ///< how far a cut may move to a beat
};

/// How well a clip, played for at most `slot_s` from `relative_start` (of the whole) on, suits a
/// section: .5 trigger fit + .2 pattern + .15 face + .15 text, rescaled to what was measured.
/// [0, 1].
[[nodiscard]] double story_fit(const StorySection& section, const StoryClip& clip, double slot_s,
                               double relative_start);

/// Scales the template to `duration_s` > 0, gives each section at most one clip and each clip to at
/// most one section so that the sum of fits is greatest (fits below the minimum count as no clip),
/// and snaps the cuts between sections to the nearest of `beats` (s on the storyboard's time line,
/// ascending; empty: no music). A clip plays from its start, at most as long as its slot.
/// O(sections^2 (clips + sections)).
[[nodiscard]] Storyboard make_storyboard(StoryboardTemplate kind, std::span<const StoryClip> clips,
                                         double duration_s, std::span<const double> beats = {},
                                         const StoryConfig& config = {});

}  // namespace gv::insight

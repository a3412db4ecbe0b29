#include "app/video/interpret.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

#include "app/video/clip_choice.h"
#include "app/video/derived_facts.h"

namespace gv::video {
namespace {

constexpr double kTimelineStep = 0.1;

bool has_time(const Measured& measured) {
  return measured.duration_s >= 1.0 && measured.pictures.times.size() >= 3;
}

std::optional<insight::TextSection> text_of(const Measured& measured,
                                            const insight::Lexicon& lexicon) {
  const auto& samples = measured.pictures.texts;
  if (!samples || measured.duration_s <= 0.0) return std::nullopt;
  auto tracks = insight::track_text(*samples, measured.duration_s);
  insight::describe_tracks(tracks, {.speech = spoken_lines(measured.audio)}, lexicon);
  const double aspect = measured.facts.height > 0
                            ? static_cast<double>(measured.facts.width) / measured.facts.height
                            : 1.0;
  return insight::summarise_text(std::move(tracks), measured.duration_s, aspect);
}

void add_moments(const Measured& measured, MotionGroup& motion) {
  const auto& pictures = measured.pictures;
  insight::MomentInput input{.t = pictures.times,
                             .energy = pictures.energy,
                             .fps = measured.facts.fps,
                             .duration = measured.duration_s,
                             .beats = measured.audio.beats};
  if (pictures.faces) {
    for (const double t : pictures.times) input.face.push_back(faces_at(pictures, t)->count > 0);
  }
  auto found = insight::find_moments(input);
  if (!found) return;
  motion.attention = insight::attention_curve(found->moments, measured.duration_s);
  motion.moments = std::move(found->moments);
  motion.optimal_cut_points = std::move(found->optimal_cut_points);
}

MotionGroup motion_of(const Measured& measured) {
  MotionGroup motion;
  static_cast<vision::MotionSection&>(motion) = measured.pictures.motion;
  motion.face_weighted = measured.pictures.face_weighted;
  if (has_time(measured)) add_moments(measured, motion);
  return motion;
}

double attention_at(const insight::Attention& attention, double t, double duration) {
  const auto index = static_cast<std::size_t>(t / duration * 100.0);
  return attention.a[std::min<std::size_t>(index, attention.a.size() - 1)];
}

Timeline timeline_of(const Measured& measured, const Findings& findings) {
  Timeline line;
  const auto points = energy_points(measured.pictures);
  const bool moves = !points.empty();
  const auto& loudness = measured.audio.series.momentary_lufs;
  for (int i = 0; kTimelineStep * i < measured.duration_s - 1e-9; ++i) {
    const double t = kTimelineStep * i;
    line.t.push_back(t);
    if (findings.motion.attention) {
      line.attention.push_back(attention_at(*findings.motion.attention, t, measured.duration_s));
    }
    if (moves) {
      const auto next = std::find_if(points.begin(), points.end(),
                                     [&](const auto& point) { return point.t >= t - 1e-9; });
      line.motion.push_back(next == points.end() ? points.back().value : next->value);
    }
    if (const auto faces = faces_at(measured.pictures, t)) {
      line.face.push_back(faces->count);
      line.face_area.push_back(faces->area_max);
    }
    if (static_cast<std::size_t>(i) < loudness.size()) {
      line.loudness.push_back(loudness[static_cast<std::size_t>(i)]);
    }
    if (findings.text) {
      std::vector<vision::Box> boxes;
      for (const auto& track : findings.text->tracks) {
        if (track.t0 <= t && t < track.t1) boxes.push_back(track.box);
      }
      line.text_area.push_back(insight::union_area(boxes));
    }
  }
  return line;
}

insight::CtaInput cta_input(const Measured& measured,
                            const std::optional<insight::TextSection>& text) {
  insight::CtaInput input{.duration_s = measured.duration_s};
  if (text) input.texts = text->tracks;
  input.transcript = spoken_lines(measured.audio);
  input.energy = energy_points(measured.pictures);
  return input;
}

void append(std::vector<vision::SafetyFlag>& flags, std::vector<vision::SafetyFlag> more) {
  flags.insert(flags.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

/// What was recognised counts, also where objects were not: a word that blocks is found without
/// weights of a network.
std::optional<vision::BrandSafety> brand_safety(const Measured& measured, const Findings& findings,
                                                std::span<const insight::SafetyTerm> terms) {
  const auto shown = shown_lines(findings.text);
  const auto spoken = spoken_lines(measured.audio);
  if (!findings.objects && !shown && !spoken) return std::nullopt;
  std::vector<vision::SafetyFlag> flags;
  if (findings.objects) flags = vision::object_flags(findings.objects->timeline);
  if (shown) append(flags, insight::lexicon_flags(terms, *shown));
  if (spoken) {
    append(flags, insight::lexicon_flags(terms, *spoken, measured.audio.transcript->language));
  }
  return vision::assess_safety(std::move(flags), {.objects = findings.objects.has_value(),
                                                  .ocr = shown.has_value(),
                                                  .transcript = spoken.has_value()});
}

void add_warnings(const Measured& measured, Findings& findings) {
  const auto& brightness = measured.pictures.brightness;
  const auto& differences = measured.pictures.fd_mean;
  const bool constant = !differences.empty() && std::all_of(differences.begin(), differences.end(),
                                                            [](double d) { return d < 0.25; });
  if (constant && brightness.size() > 1) findings.warnings.emplace_back("constant_video");
}

/// What the video does to a viewer: nothing of it is defined without time.
void add_insights(const Measured& measured, const Aim& aim, const insight::Lexicon& lexicon,
                  Findings& findings) {
  findings.hook = insight::assess_hook(hook_input(measured, findings.text), lexicon);
  findings.cta = insight::assess_cta(cta_input(measured, findings.text), aim.goal, lexicon);
  findings.psychology = insight::time_triggers(motion_samples(measured), measured.duration_s);
  if (measured.audio.has_audio) {
    findings.sync = insight::compare_sync(sync_input(measured, findings.text));
  }
  findings.visual.patterns =
      insight::recognise_patterns(pattern_input(measured, findings.text),
                                  shot_pattern_inputs(measured, findings.text), lexicon);
  findings.clips = choose_clips(measured, findings, aim);
}

}  // namespace

Findings interpret(Measured measured, const Aim& aim) {
  const insight::Lexicon lexicon;
  Findings findings;
  auto& pictures = measured.pictures;
  findings.frames.series = {.t = pictures.times,
                            .brightness = pictures.brightness,
                            .content_val = pictures.shots.per_frame.content_val,
                            .robust = pictures.shots.per_frame.robust,
                            .energy = pictures.energy,
                            .fd_mean = pictures.fd_mean};
  findings.shots = pictures.shots;
  findings.text = text_of(measured, lexicon);
  findings.motion = motion_of(measured);
  if (pictures.faces)
    static_cast<vision::FacesSection&>(findings.faces.emplace()) = *pictures.faces;
  findings.objects = pictures.objects;
  static_cast<vision::VisualSection&>(findings.visual) = pictures.visual.section;
  findings.visual.aspect_label = measured.facts.aspect_label;
  findings.sheet = std::move(pictures.sheet);
  findings.thumbnail_images = std::move(pictures.visual.thumbnails);
  findings.audio = measured.audio;
  if (has_time(measured)) add_insights(measured, aim, lexicon, findings);
  findings.brand_safety = brand_safety(measured, findings, aim.safety_terms);
  if (findings.objects) findings.objects->brand_safety = findings.brand_safety;
  findings.frames.timeline = timeline_of(measured, findings);
  findings.derived = insight::derive(derived_facts(measured, findings), lexicon);
  add_warnings(measured, findings);
  return findings;
}

}  // namespace gv::video

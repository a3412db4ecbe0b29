#include "app/video/derived_facts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <boost/describe/enum_to_string.hpp>

namespace gv::video {
namespace {

using insight::percentile_of;

std::optional<insight::MotionFacts> motion_facts(const Measured& measured,
                                                 const Findings& findings) {
  const auto& frames = measured.pictures.motion.frames;
  if (frames.empty()) return std::nullopt;
  std::vector<double> energies;
  std::vector<double> hook;
  for (const auto& frame : frames) {
    energies.push_back(frame.mean_energy);
    if (frame.t < 3.0) hook.push_back(frame.mean_energy);
  }
  insight::MotionFacts facts{.mean_energy = insight::mean_of(energies),
                             .p99_energy = percentile_of(energies, 0.99)};
  if (!hook.empty()) facts.max_energy_hook = *std::max_element(hook.begin(), hook.end());
  if (findings.motion.attention) {
    facts.attention_hook = insight::mean_attention(*findings.motion.attention, 3.0);
  }
  facts.stabilization =
      vision::measures_of(measured.pictures.motion, measured.pictures.boundaries).stabilization;
  return facts;
}

std::optional<insight::ColourFacts> colour_facts(const Findings& findings) {
  const auto& look = findings.visual;
  if (!look.brightness) return std::nullopt;
  insight::ColourFacts facts;
  for (const auto& entry : look.palette) facts.palette.push_back({entry.hex, entry.weight});
  facts.brightness = *look.brightness;
  facts.brightness_sd = look.brightness_sd.value_or(0.0);
  facts.contrast = look.contrast.value_or(0.0);
  facts.saturation = look.saturation.value_or(0.0);
  facts.vibrancy = look.vibrancy.value_or(0.0);
  facts.complexity = look.complexity.value_or(0.0);
  facts.colorfulness = look.colorfulness.value_or(0.0);
  facts.clip_share = look.clip_share.value_or(0.0);
  facts.sharpness = look.sharpness.value_or(0.0);
  if (look.blockiness) facts.block_ratio = *look.blockiness;
  const auto& layout = look.composition;
  for (const auto& [name, share] : layout.shares) {
    if (name == "centered" || name == "rule_of_thirds" || name == "symmetric") {
      facts.aligned_share += share;
    }
  }
  if (layout.dominant) {
    const char* name = boost::describe::enum_to_string(*layout.dominant, "");
    for (const char* c = name; *c != '\0'; ++c) {
      if (std::isupper(static_cast<unsigned char>(*c)) != 0 && c != name) facts.composition += '_';
      facts.composition += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
    }
  }
  facts.border_edges = layout.border_edge_density.value_or(0.0);
  facts.subject_share = layout.subject_share.value_or(0.0);
  return facts;
}

std::optional<insight::FaceFacts> face_facts(const Findings& findings) {
  if (!findings.faces) return std::nullopt;
  return insight::FaceFacts{.time_share = findings.faces->presence_ratio,
                            .count_avg = findings.faces->avg_faces,
                            .area_mean = findings.faces->mean_area};
}

std::optional<insight::ObjectFacts> object_facts(const Findings& findings) {
  if (!findings.objects) return std::nullopt;
  const auto& objects = *findings.objects;
  insight::ObjectFacts facts;
  facts.product_time = objects.product_visibility.presence_ratio;
  facts.product_area = objects.product_visibility.mean_area * facts.product_time;
  facts.longest_product_s = objects.product_visibility.longest_streak_s;
  double people = 0.0;
  for (const auto& sample : objects.timeline) {
    for (const auto& item : sample.items) people += item.category == "human_presence" ? 1.0 : 0.0;
  }
  if (!objects.timeline.empty()) {
    facts.people_avg = people / static_cast<double>(objects.timeline.size());
  }
  for (const auto& [name, summary] : objects.summary) facts.labels[name] = summary.time_share;
  return facts;
}

std::optional<insight::ShotFacts> shot_facts(const Findings& findings) {
  if (findings.shots.shots.empty()) return std::nullopt;
  insight::ShotFacts facts;
  std::set<std::string> kinds;
  for (const auto& shot : findings.shots.shots) {
    facts.shots.push_back({shot.start_s, shot.end_s});
    switch (shot.in) {
      case vision::Entry::Start:
        break;
      case vision::Entry::Cut:
        kinds.insert("cut");
        break;
      case vision::Entry::Dissolve:
        kinds.insert("dissolve");
        break;
      case vision::Entry::Fade:
        kinds.insert("fade");
        break;
      case vision::Entry::Black:
        kinds.insert("black");
        break;
    }
  }
  facts.transitions.assign(kinds.begin(), kinds.end());
  return facts;
}

std::optional<insight::SoundFacts> sound_facts(const audio::AudioSection& audio) {
  if (!audio.has_audio) return std::nullopt;
  insight::SoundFacts facts;
  facts.audio_clarity = audio.series.audio_clarity;
  facts.music_share = audio.series.background_ratio;
  if (audio.loudness) {
    facts.lra = audio.loudness->lra_lu;
    facts.lufs = audio.loudness->integrated_lufs;
  }
  facts.bpm = audio.bpm;
  facts.has_music = audio.has_beat;
  if (audio.speech) facts.speech_ratio = audio.speech->ratio;
  if (audio.transcript && audio.speech) {
    double seconds = 0.0;
    for (const auto& segment : audio.speech->segments) seconds += segment.t1 - segment.t0;
    if (seconds > 0.0) {
      facts.speech_wpm = 60.0 * static_cast<double>(audio.transcript->words.size()) / seconds;
    }
  }
  return facts;
}

/// What a reframed picture has to keep: the faces, where there are any, twice a second.
std::vector<insight::CropSubject> crop_subjects(const Measured& measured) {
  std::vector<insight::CropSubject> subjects;
  if (!measured.pictures.faces) return subjects;
  for (double t = 0.0; t < measured.duration_s; t += 0.5) {
    for (const auto& track : measured.pictures.faces->tracks) {
      const auto point = vision::point_at(track, t);
      if (point) subjects.push_back({t, point->box, "face", point->score});
    }
  }
  return subjects;
}

}  // namespace

insight::DerivedInput derived_facts(const Measured& measured, const Findings& findings) {
  insight::DerivedInput input{.duration_s = measured.duration_s};
  input.aspect = measured.facts.aspect_label;
  input.hook = findings.hook;
  input.motion = motion_facts(measured, findings);
  input.patterns = findings.visual.patterns;
  input.colour = colour_facts(findings);
  input.faces = face_facts(findings);
  input.objects = object_facts(findings);
  input.shots = shot_facts(findings);
  input.sound = sound_facts(measured.audio);
  input.sync = findings.sync;
  input.text = findings.text;
  input.transcript = spoken_lines(measured.audio);
  if (findings.cta && (findings.text || input.transcript)) {
    input.cta_spans = findings.cta->spans;
    input.cta = findings.cta->existing;
  }
  input.crop_subjects = crop_subjects(measured);
  return input;
}

}  // namespace gv::video

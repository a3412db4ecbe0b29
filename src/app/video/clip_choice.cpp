#include "app/video/clip_choice.h"

#include <algorithm>
#include <set>
#include <string>

#include "core/insight/psychology.h"

namespace gv::video {
namespace {

std::string words_between(const std::vector<insight::TimedLine>& lines, double t0, double t1) {
  std::string words;
  for (const auto& line : lines) {
    if (line.t1 <= t0 || line.t0 >= t1) continue;
    words += words.empty() ? line.text : " " + line.text;
  }
  return words;
}

/// What is shown and said between two times.
std::string words_of_clip(const Measured& measured, const Findings& findings, double t0,
                          double t1) {
  std::string words;
  if (const auto shown = shown_lines(findings.text)) words = words_between(*shown, t0, t1);
  if (const auto spoken = spoken_lines(measured.audio)) {
    words += " " + words_between(*spoken, t0, t1);
  }
  return words;
}

std::optional<int> classes_between(const Findings& findings, double t0, double t1) {
  if (!findings.objects) return std::nullopt;
  std::set<int> classes;
  for (const auto& sample : findings.objects->timeline) {
    if (sample.t < t0 || sample.t >= t1) continue;
    for (const auto& item : sample.items) classes.insert(item.class_id);
  }
  return static_cast<int>(classes.size());
}

std::vector<insight::ShotPiece> pieces_of(const Measured& measured) {
  std::vector<insight::ShotPiece> shots;
  for (const auto& shot : measured.pictures.shots.shots) {
    insight::ShotPiece piece{.t0 = shot.start_s, .t1 = shot.end_s, .shot = shot.i};
    const auto& signature = measured.pictures.visual.shots[static_cast<std::size_t>(shot.i)];
    if (signature.signature) {
      piece.signature.assign(signature.signature->begin(), signature.signature->end());
    }
    shots.push_back(std::move(piece));
  }
  return insight::cut_clips(std::move(shots), energy_points(measured.pictures));
}

std::vector<insight::ClipInput> clip_inputs(const Measured& measured, const Findings& findings) {
  const auto pieces = pieces_of(measured);
  const auto points = energy_points(measured.pictures);
  std::vector<std::string> texts;
  for (const auto& piece : pieces) {
    texts.push_back(words_of_clip(measured, findings, piece.t0, piece.t1));
  }
  const auto embedded = insight::embed_texts(texts);
  const auto spoken = spoken_lines(measured.audio);
  const auto shown = shown_lines(findings.text);
  std::vector<insight::ClipInput> clips;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& piece = pieces[i];
    insight::ClipInput clip{
        .id = "clip-" + std::to_string(i + 1), .shot = piece.shot, .t0 = piece.t0, .t1 = piece.t1};
    if (!points.empty() && piece.t1 > piece.t0) {
      clip.energy = insight::StepCurve(points, measured.duration_s)
                        .mean(piece.t0, std::min(piece.t1, measured.duration_s));
    }
    clip.classes = classes_between(findings, piece.t0, piece.t1);
    if (shown) clip.has_text = !words_between(*shown, piece.t0, piece.t1).empty();
    if (spoken) clip.has_speech = !words_between(*spoken, piece.t0, piece.t1).empty();
    clip.technical = findings.visual.technical_quality;
    clip.embedding = insight::join_embeddings(piece.signature, embedded[i]);
    clip.hash = measured.pictures.visual.shots[static_cast<std::size_t>(piece.shot)].hash;
    clips.push_back(std::move(clip));
  }
  return clips;
}

/// The level that covers most of the clip.
insight::MotionLevel level_of(const Findings& findings, double t0, double t1) {
  std::map<insight::MotionLevel, double> time;
  if (findings.psychology) {
    for (const auto& window : findings.psychology->windows) {
      time[window.level] += std::max(0.0, std::min(t1, window.t1) - std::max(t0, window.t0));
    }
  }
  auto best = insight::MotionLevel::Low;
  for (const auto& [level, seconds] : time) {
    if (seconds > time[best]) best = level;
  }
  return best;
}

std::vector<insight::StoryClip> story_clips(const Measured& measured, const Findings& findings,
                                            const std::vector<insight::RankedClip>& ranked) {
  std::vector<insight::StoryClip> clips;
  for (const auto& clip : ranked) {
    insight::StoryClip story{.id = clip.id, .t0 = clip.t0, .t1 = clip.t1};
    story.level = level_of(findings, clip.t0, clip.t1);
    const auto faces = faces_at(measured.pictures, 0.5 * (clip.t0 + clip.t1));
    if (faces) story.has_face = faces->count > 0;
    const auto& patterns = findings.visual.patterns;
    if (patterns && static_cast<std::size_t>(clip.shot) < patterns->timeline.size()) {
      story.pattern = patterns->timeline[static_cast<std::size_t>(clip.shot)].label;
    }
    if (const auto shown = shown_lines(findings.text)) {
      story.has_text = !words_between(*shown, clip.t0, clip.t1).empty();
    }
    clips.push_back(std::move(story));
  }
  return clips;
}

double story_length(const Measured& measured, const Aim& aim) {
  if (aim.story_s > 0.0) return aim.story_s;
  const auto sections = insight::sections_of(aim.story);
  return std::min(sections.back().t1, measured.duration_s);
}

}  // namespace

ClipsGroup choose_clips(const Measured& measured, const Findings& findings, const Aim& aim) {
  ClipsGroup group;
  group.ranked = insight::rank_clips(clip_inputs(measured, findings));
  group.storyboard = insight::make_storyboard(
      aim.story, story_clips(measured, findings, group.ranked), story_length(measured, aim));
  return group;
}

}  // namespace gv::video

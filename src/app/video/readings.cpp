#include "app/video/readings.h"

#include <algorithm>
#include <cmath>

#include "core/audio/config.h"

namespace gv::video {
namespace {

/// Words of a poor recogniser count from this probability on. Prior.
constexpr double kSureWord = 0.8;
constexpr double kSampleStep = 0.1;
/// Momentary loudness below this is silence.
constexpr double kSilenceLufs = -60.0;

insight::TimedLine line_of(const std::string& text, double t0, double t1) {
  return {.text = text, .t0 = t0, .t1 = t1, .source = insight::TextSource::Transcript};
}

/// Seconds of silence before the first sound; none below 400 ms of sound.
std::optional<double> leading_silence(const audio::AudioSection& audio) {
  const auto& loudness = audio.series.momentary_lufs;
  if (loudness.empty()) return std::nullopt;
  const auto loud = std::find_if(loudness.begin(), loudness.end(),
                                 [](float lufs) { return lufs >= kSilenceLufs; });
  return kSampleStep * static_cast<double>(loud - loudness.begin());
}

std::vector<insight::HookBoundary> hook_boundaries(const Measured& measured) {
  std::vector<insight::HookBoundary> boundaries;
  const auto& shots = measured.pictures.shots.shots;
  const auto& looks = measured.pictures.visual.shots;
  for (std::size_t i = 1; i < shots.size(); ++i) {
    insight::HookBoundary boundary{.t = shots[i].start_s};
    const auto& before = looks[i - 1].signature;
    const auto& after = looks[i].signature;
    if (before && after) boundary.cosine = insight::cosine_of(*before, *after);
    boundaries.push_back(boundary);
  }
  return boundaries;
}

std::optional<insight::HookFaces> hook_faces(const Pictures& pictures, double window) {
  if (!pictures.faces) return std::nullopt;
  insight::HookFaces faces;
  std::vector<insight::TimeSpan> spans;
  for (const auto& track : pictures.faces->tracks) {
    if (track.t0 >= window) continue;
    if (!faces.first_s || track.t0 < *faces.first_s) faces.first_s = track.t0;
    spans.push_back({track.t0, std::min(track.t1, window)});
  }
  if (window > 0.0) faces.share = insight::covered_time(spans, 0.0, window) / window;
  return faces;
}

}  // namespace

std::optional<FacesNow> faces_at(const Pictures& pictures, double t) {
  if (!pictures.faces) return std::nullopt;
  FacesNow now;
  for (const auto& box : vision::boxes_at(pictures.faces->tracks, t)) {
    ++now.count;
    now.area_max = std::max(now.area_max, box.w * box.h);
  }
  return now;
}

std::vector<insight::SeriesPoint> energy_points(const Pictures& pictures) {
  std::vector<insight::SeriesPoint> points;
  if (pictures.motion.frames.empty()) return points;
  for (std::size_t i = 0; i < pictures.times.size(); ++i) {
    points.push_back({pictures.times[i], pictures.energy[i]});
  }
  return points;
}

std::optional<std::vector<insight::TimedLine>> spoken_lines(const audio::AudioSection& audio) {
  if (!audio.transcript) return std::nullopt;
  const auto& transcript = *audio.transcript;
  std::vector<insight::TimedLine> lines;
  if (transcript.quality == audio::TranscriptQuality::Normal) {
    for (const auto& s : transcript.segments) lines.push_back(line_of(s.text, s.t0, s.t1));
    return lines;
  }
  for (const auto& word : transcript.words) {
    if (word.p && *word.p >= kSureWord) lines.push_back(line_of(word.w, word.t0, word.t1));
  }
  return lines;
}

std::optional<std::vector<insight::TimedLine>> shown_lines(
    const std::optional<insight::TextSection>& text) {
  if (!text) return std::nullopt;
  std::vector<insight::TimedLine> lines;
  for (const auto& track : text->tracks) {
    lines.push_back(
        {.text = track.text, .t0 = track.t0, .t1 = track.t1, .source = insight::TextSource::Ocr});
  }
  return lines;
}

std::vector<insight::AudioPeak> sound_peaks(const audio::AudioSection& audio) {
  std::vector<insight::AudioPeak> peaks;
  const auto add = [&](const std::vector<double>& times, std::span<const double> strengths,
                       insight::SoundKind kind) {
    const auto energies = insight::peak_energies(strengths);
    for (std::size_t i = 0; i < times.size(); ++i) peaks.push_back({times[i], energies[i], kind});
  };
  add(audio.beats, audio.series.beat_strengths, insight::SoundKind::Beat);
  add(audio.onsets, audio.series.onset_strengths, insight::SoundKind::Onset);
  for (const double t : audio.drops) peaks.push_back({t, 1.0, insight::SoundKind::Drop});
  if (audio.speech) {
    std::vector<double> starts;
    for (const auto& segment : audio.speech->segments) starts.push_back(segment.t0);
    add(starts, audio.series.vocal_strengths, insight::SoundKind::Vocal);
  }
  return peaks;
}

insight::HookInput hook_input(const Measured& measured,
                              const std::optional<insight::TextSection>& text) {
  const auto& pictures = measured.pictures;
  insight::HookInput input{.duration_s = measured.duration_s};
  const double window = std::min(3.0, measured.duration_s);
  for (std::size_t i = 1; i < pictures.times.size() && pictures.times[i] < window; ++i) {
    const auto faces = faces_at(pictures, pictures.times[i]);
    input.pairs.push_back(
        {.t = pictures.times[i], .m = pictures.fd_mean[i], .face = faces && faces->count > 0});
  }
  input.faces = hook_faces(pictures, window);
  input.boundaries = hook_boundaries(measured);
  if (text) input.texts = text->tracks;
  if (measured.audio.has_audio) {
    input.audio = sound_peaks(measured.audio);
    input.speech.emplace();
    if (measured.audio.speech) {
      for (const auto& s : measured.audio.speech->segments) input.speech->push_back({s.t0, s.t1});
    }
    input.leading_silence_s = leading_silence(measured.audio);
  }
  input.transcript = spoken_lines(measured.audio);
  input.beats = measured.audio.beats;
  input.leading_black_s = pictures.shots.leading_black_s;
  return input;
}

insight::SyncInput sync_input(const Measured& measured,
                              const std::optional<insight::TextSection>& text) {
  insight::VisualSources sources;
  for (const auto& transition : measured.pictures.shots.transitions) {
    const auto frame = static_cast<std::size_t>(transition.boundary);
    if (frame >= measured.pictures.times.size()) continue;
    auto& list = transition.kind == vision::Entry::Cut ? sources.cuts : sources.transitions;
    list.push_back(measured.pictures.times[frame]);
  }
  if (measured.pictures.faces) {
    for (const auto& track : measured.pictures.faces->tracks) {
      sources.face_starts.push_back(track.t0);
    }
  }
  if (text) {
    for (const auto& track : text->tracks) sources.text_starts.push_back(track.t0);
  }
  sources.energy = energy_points(measured.pictures);
  const auto& envelope = measured.audio.series.onset_envelope;
  return {.duration_s = measured.duration_s,
          .fps = measured.facts.fps,
          .visual = insight::collect_visual_peaks(sources),
          .audio = sound_peaks(measured.audio),
          .onset_envelope = {envelope.begin(), envelope.end()},
          .envelope_start_s = audio::OnsetConfig().delay_s};
}

std::vector<insight::MotionSample> motion_samples(const Measured& measured) {
  std::vector<insight::MotionSample> samples;
  const auto points = energy_points(measured.pictures);
  if (points.empty()) return samples;
  const insight::StepCurve curve(points, measured.duration_s);
  for (int i = 0;; ++i) {
    const double t = kSampleStep * i;
    const double end = std::min(t + kSampleStep, measured.duration_s);
    if (t >= measured.duration_s - 1e-9) return samples;
    const auto faces = faces_at(measured.pictures, t);
    samples.push_back({.t = t,
                       .energy = curve.mean(t, end),
                       .face = faces ? std::optional(faces->count > 0) : std::nullopt});
  }
}

}  // namespace gv::video

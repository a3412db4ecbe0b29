#include <algorithm>
#include <cmath>

#include "app/video/readings.h"

namespace gv::video {
namespace {

/// What the two halves of a split screen have in common, at least and at most. Priors.
constexpr double kHalvesMin = 0.4;
constexpr double kHalvesMax = 0.95;
constexpr double kSplitShare = 0.6;

bool is_split(const vision::ShotLook& look) {
  return look.split_share >= kSplitShare && look.halves && *look.halves >= kHalvesMin &&
         *look.halves <= kHalvesMax;
}

/// Time share and mean area of the confirmed faces within [t0, t1).
void add_faces(const Pictures& pictures, insight::PatternInput& input) {
  if (!pictures.faces) return;
  constexpr double kStep = 0.1;
  double seen = 0.0;
  double area = 0.0;
  int samples = 0;
  for (double t = input.time.t0; t < input.time.t1; t += kStep, ++samples) {
    const auto faces = faces_at(pictures, t);
    if (!faces || faces->count == 0) continue;
    seen += 1.0;
    area += faces->area_max;
  }
  input.face_presence = samples > 0 ? seen / samples : 0.0;
  input.face_area = seen > 0.0 ? area / seen : 0.0;
}

void add_motion(const Pictures& pictures, insight::PatternInput& input) {
  double sum = 0.0;
  double moves = 0.0;
  std::int64_t pairs = 0;
  std::int64_t known = 0;
  for (const auto& frame : pictures.motion.frames) {
    if (frame.t < input.time.t0 || frame.t >= input.time.t1) continue;
    sum += frame.mean_energy;
    ++pairs;
    if (!frame.camera) continue;
    moves += std::hypot(frame.camera->pan_x - frame.mean_dx, frame.camera->pan_y - frame.mean_dy);
    ++known;
  }
  if (pairs > 0) input.energy = sum / static_cast<double>(pairs);
  if (known > 0) input.camera_jitter = moves / static_cast<double>(known);
}

void add_speech(const audio::AudioSection& audio, insight::PatternInput& input) {
  if (!audio.speech) return;
  std::vector<insight::TimeSpan> spans;
  for (const auto& segment : audio.speech->segments) spans.push_back({segment.t0, segment.t1});
  const double length = input.time.length();
  if (length <= 0.0) return;
  input.speech_ratio =
      insight::covered_time(std::move(spans), input.time.t0, input.time.t1) / length;
}

void add_words(const Measured& measured, const std::optional<insight::TextSection>& text,
               insight::PatternInput& input) {
  const auto within = [&](std::optional<std::vector<insight::TimedLine>> lines) {
    if (!lines) return lines;
    std::erase_if(*lines, [&](const insight::TimedLine& line) {
      return line.t1 <= input.time.t0 || line.t0 >= input.time.t1;
    });
    return lines;
  };
  input.ocr = within(shown_lines(text));
  input.transcript = within(spoken_lines(measured.audio));
}

/// Area of the lines on the screen, mean over the time, and the time share of bands at the edge.
void add_text(const insight::TextSection& text, insight::PatternInput& input) {
  double area = 0.0;
  std::vector<insight::TimeSpan> bands;
  for (const auto& track : text.tracks) {
    const double from = std::max(track.t0, input.time.t0);
    const double to = std::min(track.t1, input.time.t1);
    if (to <= from) continue;
    area += track.box.w * track.box.h * (to - from);
    if (track.box.y + track.box.h <= 0.25 || track.box.y >= 0.75) bands.push_back({from, to});
  }
  const double length = input.time.length();
  if (length <= 0.0) return;
  input.text_area = std::min(1.0, area / length);
  input.text_band_share = insight::covered_time(bands, input.time.t0, input.time.t1) / length;
}

insight::PatternInput part_of(const Measured& measured,
                              const std::optional<insight::TextSection>& text, double t0,
                              double t1) {
  const auto& pictures = measured.pictures;
  insight::PatternInput input;
  input.time = {t0, t1};
  add_faces(pictures, input);
  add_motion(pictures, input);
  add_speech(measured.audio, input);
  add_words(measured, text, input);
  if (text) add_text(*text, input);
  const auto boundaries =
      std::count_if(pictures.boundaries.begin(), pictures.boundaries.end(), [&](auto frame) {
        const auto at = static_cast<std::size_t>(frame);
        return at < pictures.times.size() && pictures.times[at] > t0 && pictures.times[at] < t1;
      });
  if (t1 > t0) input.cuts_per_s = static_cast<double>(boundaries) / (t1 - t0);
  if (measured.facts.height > 0) {
    input.aspect = static_cast<double>(measured.facts.width) / measured.facts.height;
  }
  const auto& look = pictures.visual.section;
  input.sharpness = look.sharpness;
  input.plain_border_share = look.composition.plain_border_share;
  input.letterbox = look.bars && (look.bars->top > 0.0 || look.bars->bottom > 0.0);
  return input;
}

/// Mean cosine of the looks of successive shots.
std::optional<double> shot_cosine(const Pictures& pictures) {
  double sum = 0.0;
  int pairs = 0;
  const auto& looks = pictures.visual.shots;
  for (std::size_t i = 1; i < looks.size(); ++i) {
    if (!looks[i - 1].signature || !looks[i].signature) continue;
    const auto cosine = insight::cosine_of(*looks[i - 1].signature, *looks[i].signature);
    if (cosine) sum += *cosine, ++pairs;
  }
  return pairs > 0 ? std::optional(sum / pairs) : std::nullopt;
}

}  // namespace

insight::PatternInput pattern_input(const Measured& measured,
                                    const std::optional<insight::TextSection>& text) {
  auto input = part_of(measured, text, 0.0, measured.duration_s);
  const auto& pictures = measured.pictures;
  input.shot_cosine = shot_cosine(pictures);
  input.split_screen =
      std::any_of(pictures.visual.shots.begin(), pictures.visual.shots.end(), is_split);
  if (pictures.objects) {
    const auto share = [&](const std::string& category) {
      const auto found = pictures.objects->categories.find(category);
      return found == pictures.objects->categories.end() ? 0.0 : found->second.time_share;
    };
    input.product_share = pictures.objects->product_visibility.presence_ratio;
    input.product_area = pictures.objects->product_visibility.mean_area;
    input.person_share = share("human_presence");
    const auto& scores = pictures.objects->scene.scores;
    const auto score = [&](const char* type) {
      const auto found = scores.find(type);
      return found == scores.end() ? 0.0 : found->second;
    };
    input.scene_lifestyle = score("lifestyle");
    input.scene_outdoor = score("outdoor");
  }
  return input;
}

std::vector<insight::PatternInput> shot_pattern_inputs(
    const Measured& measured, const std::optional<insight::TextSection>& text) {
  std::vector<insight::PatternInput> inputs;
  const auto& looks = measured.pictures.visual.shots;
  for (const auto& shot : measured.pictures.shots.shots) {
    inputs.push_back(part_of(measured, text, shot.start_s, shot.end_s));
    inputs.back().split_screen = is_split(looks[static_cast<std::size_t>(shot.i)]);
  }
  return inputs;
}

}  // namespace gv::video

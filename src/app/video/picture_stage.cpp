#include "app/video/picture_stage.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/vision/coco.h"
#include "core/vision/scenes.h"

namespace gv::video {
namespace {

/// A hard cut is known so many frames late.
constexpr std::size_t kLate = 3;
/// T48 pictures closer than this, in grey levels, show the same thing. Prior.
constexpr double kUnchanged = 2.0;
/// A caption that comes over a still picture changes few pixels of T48, but those by more than
/// coding does. Prior.
constexpr int kUnchangedText = 6;
constexpr double kSamePlace = 0.5;  // IoU
/// Faces are confirmed within so many seconds; motion on them is weighed afterwards.
constexpr double kConfirmation = 2.0;
constexpr double kSettleEvery = 2.0;
constexpr int kLookSide = 640;
constexpr std::size_t kSheetMax = 200;
/// Below this mean energy the motion leads no eye. Prior.
constexpr double kMotionLeads = 1.0;

double difference(const Image& a, const Image& b) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(a.pixels[i] - b.pixels[i]);
  return static_cast<double>(sum) / static_cast<double>(a.pixels.size());
}

/// A picture that shows next to nothing, as before a fade-in.
bool is_dark(const Image& image) {
  std::int64_t sum = 0;
  for (const auto value : image.pixels) sum += value;
  return static_cast<double>(sum) < 12.0 * static_cast<double>(image.pixels.size());
}

int difference_max(const Image& a, const Image& b) {
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  }
  return largest;
}

vision::MotionConfig motion_config(const Facts& facts, Profile profile) {
  vision::MotionConfig config;
  config.seed = facts.seed;
  if (profile == Profile::Fast) config.step = 2;
  return config;
}

/// Where the picture moves most, unless it hardly moves.
std::optional<vision::Subject> centre_of(const vision::FlowField& flow) {
  if (flow.empty()) return std::nullopt;
  double sum = 0.0;
  double x_sum = 0.0;
  double y_sum = 0.0;
  for (int y = 0; y < flow.height; ++y) {
    for (int x = 0; x < flow.width; ++x) {
      const double energy = flow.energy[static_cast<std::size_t>(y * flow.width + x)];
      sum += energy;
      x_sum += energy * x;
      y_sum += energy * y;
    }
  }
  if (sum <= kMotionLeads * static_cast<double>(flow.energy.size())) return std::nullopt;
  return vision::Subject{.kind = vision::SubjectKind::Motion,
                         .cx = (x_sum / sum + 0.5) / flow.width,
                         .cy = (y_sum / sum + 0.5) / flow.height};
}

std::optional<vision::Subject> largest_at(std::span<const vision::Track> tracks, double t,
                                          vision::SubjectKind kind, bool products) {
  std::optional<vision::Subject> best;
  double area = 0.0;
  for (const auto& track : tracks) {
    if (products && !vision::coco_class(track.class_id).category.starts_with("product")) continue;
    const auto point = vision::point_at(track, t);
    if (!point || point->box.w * point->box.h <= area) continue;
    const auto& box = point->box;
    area = box.w * box.h;
    best = vision::Subject{
        .kind = kind, .cx = box.x + box.w / 2.0, .cy = box.y + box.h / 2.0, .box = box};
  }
  return best;
}

}  // namespace

PictureStage::PictureStage(const Facts& facts, Profile profile, const Detectors& detectors,
                           app::FrameSampler& sampler, vision::DetectorKind cuts, bool keep_sheet)
    : facts_(facts),
      profile_(profile),
      detectors_(profile == Profile::Fast ? Detectors{} : detectors),
      sampler_(sampler),
      schedule_(profile, facts.duration_s),
      shots_(facts.fps, {.detector = cuts}),
      motion_(motion_config(facts, profile)),
      // Where only the sound is wanted there is no picture, and none will come.
      visual_({std::max(facts.width, 1), std::max(facts.height, 1)}, facts.seed),
      keep_sheet_(keep_sheet) {}

Result<void> PictureStage::on_frame(Frame frame) {
  shots_.on_frame(frame.view());
  if (const auto cut = shots_.closed_cut()) cuts_ahead_.insert(*cut);
  waiting_.push_back(std::move(frame));
  return waiting_.size() > kLate ? settle_oldest() : Result<void>{};
}

Result<void> PictureStage::settle_oldest() {
  const Frame frame = std::move(waiting_.front());
  waiting_.pop_front();
  if (cuts_ahead_.erase(frame.index) > 0) {
    date_ends();
    end_lines(frame);
    start_shot(frame.index);
    cut_times_.push_back(frame.t);
  }
  if (detectors_.text != nullptr) places_.on_frame(frame.t, frame.l320);
  motion_.on_frame(frame.view());
  if (motion_.flow().frame == frame.index && !motion_.flow().empty()) {
    const auto& flow = motion_.flow();
    const bool same_shot = cuts_.empty() || cuts_.back() != frame.index;
    if (detectors_.faces != nullptr) {
      face_motion_.on_pair(flow);
      if (same_shot) faces_.on_flow(flow);
    }
    if (detectors_.objects != nullptr && same_shot) objects_.on_flow(flow);
  }
  const SampleDue due = schedule_.due(frame.index, frame.t);
  if (due.any()) GV_TRY(take_samples(frame, due));
  if (frame.t - kConfirmation >= settled_ + kSettleEvery) {
    settle_face_motion(frame.t - kConfirmation);
  }
  return {};
}

void PictureStage::start_shot(std::int64_t boundary) {
  cuts_.push_back(boundary);
  schedule_.on_cut(boundary);
  faces_.on_boundary(boundary);
  objects_.on_boundary(boundary);
  text_memory_ = {};
  places_.on_boundary();
  last_face_.reset();
  last_object_.reset();
  last_text_.reset();
  last_look_.reset();
}

bool PictureStage::unchanged(const Frame& frame, std::optional<Last>& last) {
  if (last && difference(frame.t48, last->t48) < kUnchanged) return true;
  last = Last{frame.t48, frame.t};
  return false;
}

Result<void> PictureStage::take_samples(const Frame& frame, const SampleDue& due) {
  if (due.faces && detectors_.faces != nullptr) GV_TRY(sample_faces(frame));
  if (due.objects && detectors_.objects != nullptr) GV_TRY(sample_objects(frame));
  if (due.text && detectors_.text != nullptr) GV_TRY(sample_text(frame));
  if (due.look) GV_TRY(sample_look(frame));
  return {};
}

Result<void> PictureStage::sample_faces(const Frame& frame) {
  if (!unchanged(frame, last_face_)) {
    GV_TRY(const Image image, sampler_.sample(frame.index, detectors_.faces->side()));
    auto items = detectors_.faces->detect(image);
    if (!items) {
      give_up("faces", items.error(), frame.t);
      detectors_.faces = nullptr;
      return {};
    }
    face_items_ = std::move(*items);
  }
  faces_.on_sample(frame.index, frame.t, face_items_);
  return {};
}

Result<void> PictureStage::sample_objects(const Frame& frame) {
  if (!unchanged(frame, last_object_)) {
    GV_TRY(const Image image, sampler_.sample(frame.index, detectors_.objects->side()));
    auto items = detectors_.objects->detect(image);
    if (!items) {
      give_up("objects", items.error(), frame.t);
      detectors_.objects = nullptr;
      return {};
    }
    object_items_ = std::move(*items);
  }
  objects_.on_sample(frame.index, frame.t, object_items_);
  object_samples_.push_back(
      vision::object_sample(frame.t, object_items_, vision::border_look(frame.l320).plain()));
  return {};
}

void PictureStage::date_ends() {
  if (text_samples_.empty()) return;
  auto& sample = text_samples_.back();
  for (auto& reading : sample.readings) {
    if (!reading.went) reading.went = places_.went(reading.box, sample.t);
  }
}

// What still stood went with its shot.
void PictureStage::end_lines(const Frame& next) {
  if (text_samples_.empty()) return;
  for (auto& reading : text_samples_.back().readings) {
    if (!reading.went) reading.went = vision::Moment{next.t, next.dt};
  }
}

// A line that the sample before shows as well came earlier; that it did is dated already.
void PictureStage::date_starts(insight::TextSample& sample) const {
  for (auto& reading : sample.readings) {
    const bool known =
        !text_samples_.empty() &&
        std::ranges::any_of(text_samples_.back().readings, [&](const auto& before) {
          return before.text == reading.text && vision::iou(before.box, reading.box) >= kSamePlace;
        });
    if (!known) reading.came = places_.came(reading.box);
  }
}

Result<void> PictureStage::sample_text(const Frame& frame) {
  const bool captioned = last_text_ && difference_max(frame.t48, last_text_->t48) >= kUnchangedText;
  if (captioned) last_text_.reset();
  if (!unchanged(frame, last_text_)) {
    GV_TRY(const Image image, sampler_.sample(frame.index, detectors_.text->side()));
    auto readings = detectors_.text->read(image, text_memory_);
    if (!readings) {
      give_up("ocr", readings.error(), frame.t);
      detectors_.text = nullptr;
      return {};
    }
    readings_ = std::move(*readings);
  }
  insight::TextSample sample{.t = frame.t, .readings = {}};
  for (const auto& reading : readings_) {
    sample.readings.push_back({.text = reading.text,
                               .conf = reading.conf,
                               .box = reading.box,
                               .contrast = reading.contrast});
  }
  date_ends();
  date_starts(sample);
  text_samples_.push_back(std::move(sample));
  return {};
}

Result<void> PictureStage::sample_look(const Frame& frame) {
  motion_subjects_.push_back(centre_of(motion_.flow()));
  if (keep_sheet_) keep_for_sheet(frame);
  if (unchanged(frame, last_look_)) {
    visual_.on_repeat(frame.index, frame.t);
    return {};
  }
  GV_TRY(const Image image, sampler_.sample(frame.index, kLookSide));
  visual_.on_sample({.frame = frame.index,
                     .t = frame.t,
                     .shot = static_cast<std::int64_t>(cuts_.size()),
                     .c640 = image,
                     .c320 = frame.c320,
                     .face = !face_items_.empty() && last_face_.has_value()});
  return {};
}

void PictureStage::keep_for_sheet(const Frame& frame) {
  const bool first = sheet_shots_ <= cuts_.size();
  const bool still_dark = !first && !sheet_.empty() && is_dark(sheet_.back().image);
  if (first && sheet_.size() >= kSheetMax) return;
  if (still_dark) sheet_.pop_back();
  if (!first && !still_dark) return;
  sheet_.push_back({frame.index, frame.t, frame.c320});
  sheet_shots_ = cuts_.size() + 1;
}

std::vector<vision::Shot> PictureStage::shots_so_far(double end) const {
  std::vector<vision::Shot> shots;
  std::int64_t start = 0;
  double start_s = 0.0;
  for (std::size_t i = 0; i <= cuts_.size(); ++i) {
    const bool open = i == cuts_.size();
    shots.push_back({.i = static_cast<std::int64_t>(i),
                     .start_frame = start,
                     .end_frame = open ? INT64_MAX : cuts_[i],
                     .start_s = start_s,
                     .end_s = open ? end : cut_times_[i]});
    if (!open) {
      start = cuts_[i];
      start_s = cut_times_[i];
    }
  }
  return shots;
}

void PictureStage::settle_face_motion(double until) {
  settled_ = until;
  if (detectors_.faces == nullptr) return;
  const auto shots = shots_so_far(until + kConfirmation);
  const auto tracking = faces_.finish(shots);
  face_motion_.settle(
      until, cuts_, [&](double t) { return vision::boxes_at(tracking.tracks, t); },
      profile_ == Profile::Fast ? 2 : 1);
}

void PictureStage::give_up(const char* stage, const Error& error, double t) {
  troubles_.push_back({std::string(to_text(error.code)), stage, error.message, t});
}

std::vector<std::optional<vision::Subject>> PictureStage::subjects(const Pictures& found) const {
  std::vector<std::optional<vision::Subject>> subjects;
  const auto& times = visual_.times();
  for (std::size_t i = 0; i < times.size(); ++i) {
    std::optional<vision::Subject> subject;
    if (found.faces) {
      subject = largest_at(found.faces->tracks, times[i], vision::SubjectKind::Face, false);
    }
    if (!subject && found.objects) {
      subject = largest_at(found.objects->tracks, times[i], vision::SubjectKind::Product, true);
    }
    subjects.push_back(subject ? subject : motion_subjects_[i]);
  }
  return subjects;
}

Result<Pictures> PictureStage::finish(double duration_s) {
  while (!waiting_.empty()) GV_TRY(settle_oldest());
  Pictures found;
  found.times = shots_.times();
  found.brightness = shots_.brightness();
  found.fd_mean = shots_.fd_mean();
  const double end = std::max(duration_s, found.times.empty() ? 0.0 : found.times.back());
  found.shots = shots_.finish(end);
  for (const auto& shot : found.shots.shots) {
    if (shot.start_frame > 0) found.boundaries.push_back(shot.start_frame);
  }
  found.motion = motion_.finish(found.boundaries, end);
  found.energy =
      vision::energy_series(found.motion.frames, static_cast<std::int64_t>(found.times.size()));
  if (detectors_.faces != nullptr) {
    settle_face_motion(end);
    found.faces = vision::summarize_faces(faces_.finish(found.shots.shots));
    found.face_weighted = face_motion_.finish();
  }
  if (detectors_.objects != nullptr) {
    found.objects =
        vision::summarize_objects(objects_.finish(found.shots.shots), std::move(object_samples_));
  }
  if (detectors_.text != nullptr) found.texts = std::move(text_samples_);
  found.visual = visual_.finish(found.shots, subjects(found));
  vision::set_keyframes(found.shots.shots, found.visual.shots);
  found.shots.scenes =
      vision::group_scenes(found.shots.shots, vision::signatures_of(found.visual.shots));
  found.sheet = std::move(sheet_);
  found.troubles = std::move(troubles_);
  return found;
}

}  // namespace gv::video

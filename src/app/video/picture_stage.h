#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/ports/face_detector.h"
#include "app/ports/frame_sampler.h"
#include "app/ports/object_detector.h"
#include "app/ports/text_reader.h"
#include "app/video/frame.h"
#include "app/video/profile.h"
#include "app/video/sample_schedule.h"
#include "core/insight/text_track.h"
#include "core/vision/face_motion.h"
#include "core/vision/faces.h"
#include "core/vision/motion.h"
#include "core/vision/objects.h"
#include "core/vision/place_history.h"
#include "core/vision/shots.h"
#include "core/vision/tracker.h"
#include "core/vision/visual.h"

namespace gv::video {

/// What looks at single frames; null: not there.
struct Detectors {
  app::FaceDetector* faces{nullptr};
  app::ObjectDetector* objects{nullptr};
  app::TextReader* text{nullptr};
};

/// A stage that failed and was left out from then on.
struct Trouble {
  std::string code;
  std::string stage;
  std::string message;
  double t{0.0};
};
BOOST_DESCRIBE_STRUCT(Trouble, (), (code, stage, message, t))

/// A small picture of a shot, soon after it begins (later when it begins in the dark).
struct SheetPicture {
  std::int64_t frame{0};
  double t{0.0};
  Image image;  ///< BGR, longer side 320
};

/// What the pictures of a video show.
struct Pictures {
  std::vector<double> times;  ///< of every frame
  std::vector<double> brightness;
  std::vector<double> fd_mean;
  std::vector<double> energy;  ///< interpolated over boundaries
  vision::ShotsSection shots;
  vision::MotionSection motion;
  vision::VisualResult visual;
  std::vector<std::int64_t> boundaries;
  std::optional<vision::FacesSection> faces;
  std::optional<vision::FaceWeighted> face_weighted;
  std::optional<vision::ObjectsSection> objects;
  std::optional<std::vector<insight::TextSample>> texts;
  std::vector<SheetPicture> sheet;  ///< one a shot, of the first 200
  std::vector<Trouble> troubles;
};
BOOST_DESCRIBE_STRUCT(Pictures, (),  // what is written holds no pictures
                      (times, brightness, fd_mean, energy, shots, motion, visual, boundaries, faces,
                       face_weighted, objects, texts, troubles))

/// Everything that is measured on frames while they pass.
///
/// Shots see a frame at once; the rest sees it three frames later, when a hard cut before it is
/// known. Only those few frames are kept. Not thread-safe.
class PictureStage {
 public:
  /// `keep_sheet`: a picture of each shot is kept, 170 KB each.
  PictureStage(const Facts& facts, Profile profile, const Detectors& detectors,
               app::FrameSampler& sampler,
               vision::DetectorKind cuts = vision::DetectorKind::MedianRatio,
               bool keep_sheet = true);

  /// Frames in display order from index 0. Errors: those of the sampler.
  [[nodiscard]] Result<void> on_frame(Frame frame);
  /// Call once, last. `duration_s`: end of the last frame.
  [[nodiscard]] Result<Pictures> finish(double duration_s);

 private:
  /// The newest result of one detector, to be used again while the picture stands still.
  struct Last {
    Image t48;
    double t{0.0};
  };

  [[nodiscard]] Result<void> settle_oldest();
  [[nodiscard]] Result<void> take_samples(const Frame& frame, const SampleDue& due);
  [[nodiscard]] Result<void> sample_faces(const Frame& frame);
  [[nodiscard]] Result<void> sample_objects(const Frame& frame);
  [[nodiscard]] Result<void> sample_text(const Frame& frame);
  [[nodiscard]] Result<void> sample_look(const Frame& frame);
  /// When the lines of the newest text sample went, should they have by now.
  void date_ends();
  void end_lines(const Frame& next);
  /// When the lines came that a sample begins.
  void date_starts(insight::TextSample& sample) const;
  /// Whether the frame shows what `last` showed, in the same shot; remembers the frame if not.
  [[nodiscard]] static bool unchanged(const Frame& frame, std::optional<Last>& last);
  /// Keeps the first picture of a shot that is not black.
  void keep_for_sheet(const Frame& frame);
  void settle_face_motion(double until);
  void start_shot(std::int64_t boundary);
  [[nodiscard]] std::vector<vision::Shot> shots_so_far(double end) const;
  void give_up(const char* stage, const Error& error, double t);
  [[nodiscard]] std::vector<std::optional<vision::Subject>> subjects(const Pictures& found) const;

  Facts facts_;
  Profile profile_;
  Detectors detectors_;
  app::FrameSampler& sampler_;
  SampleSchedule schedule_;
  vision::ShotDetector shots_;
  vision::MotionAnalyzer motion_;
  vision::FaceMotion face_motion_;
  vision::Tracker faces_;
  vision::Tracker objects_;
  vision::VisualAnalyzer visual_;
  std::deque<Frame> waiting_;
  std::set<std::int64_t> cuts_ahead_;
  std::vector<std::int64_t> cuts_;  ///< hard cuts that frames passed, ascending
  std::vector<double> cut_times_;
  std::vector<vision::DetectionItem> face_items_;
  std::vector<vision::DetectionItem> object_items_;
  std::vector<app::TextReading> readings_;
  std::optional<Last> last_face_;
  std::optional<Last> last_object_;
  std::optional<Last> last_text_;
  std::optional<Last> last_look_;
  app::TextMemory text_memory_;
  vision::PlaceHistory places_;
  std::vector<vision::ObjectSample> object_samples_;
  std::vector<insight::TextSample> text_samples_;
  std::vector<std::optional<vision::Subject>> motion_subjects_;  ///< one per look
  bool keep_sheet_;
  std::vector<SheetPicture> sheet_;
  std::size_t sheet_shots_{0};  ///< shots that have their picture
  std::vector<Trouble> troubles_;
  double settled_{0.0};
};

}  // namespace gv::video

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "app/video/picture_stage.h"
#include "core/audio/section.h"
#include "core/insight/clips.h"
#include "core/insight/cta.h"
#include "core/insight/derived.h"
#include "core/insight/hook.h"
#include "core/insight/moments.h"
#include "core/insight/patterns.h"
#include "core/insight/psychology.h"
#include "core/insight/storyboard.h"
#include "core/insight/sync.h"
#include "core/insight/text_section.h"
#include "core/vision/brand_safety.h"
#include "core/vision/face_motion.h"
#include "core/vision/faces.h"
#include "core/vision/motion.h"
#include "core/vision/objects.h"
#include "core/vision/shots.h"
#include "core/vision/visual.h"

namespace gv::video {

/// What one analysis found out: the groups of the analysis document beside identity and source. A
/// group that was not measured is empty, never zero.

/// One value per decoded frame.
struct FrameSeries {
  std::vector<double> t;
  std::vector<double> brightness;
  std::vector<double> content_val;
  std::vector<double> robust;
  std::vector<double> energy;
  std::vector<double> fd_mean;
};
BOOST_DESCRIBE_STRUCT(FrameSeries, (), (t, brightness, content_val, robust, energy, fd_mean))

/// The same moments in one place, ten a second, for plots. Empty lists: not measured.
struct Timeline {
  std::vector<double> t;
  std::vector<double> attention;
  std::vector<double> motion;
  std::vector<std::int64_t> face;
  std::vector<double> face_area;
  std::vector<double> loudness;
  std::vector<double> text_area;
};
BOOST_DESCRIBE_STRUCT(Timeline, (), (t, attention, motion, face, face_area, loudness, text_area))

struct FramesGroup {
  std::int64_t decoded{0};
  std::int64_t dup{0};
  std::int64_t pts_repaired{0};
  std::int64_t decode_errors{0};
  double covered_s{0.0};
  FrameSeries series;
  Timeline timeline;
};
BOOST_DESCRIBE_STRUCT(FramesGroup, (),
                      (decoded, dup, pts_repaired, decode_errors, covered_s, series, timeline))

struct MotionGroup : vision::MotionSection {
  std::optional<std::vector<insight::MotionMoment>> moments;
  std::vector<insight::OptimalCutPoint> optimal_cut_points;
  std::optional<insight::Attention> attention;
  std::optional<vision::FaceWeighted> face_weighted;
};
BOOST_DESCRIBE_STRUCT(MotionGroup, (vision::MotionSection),
                      (moments, optimal_cut_points, attention, face_weighted))

struct FacesGroup : vision::FacesSection {
  std::string backend;
};
BOOST_DESCRIBE_STRUCT(FacesGroup, (vision::FacesSection), (backend))

struct VisualGroup : vision::VisualSection {
  std::string aspect_label;
  std::optional<insight::PatternReport> patterns;
};
BOOST_DESCRIBE_STRUCT(VisualGroup, (vision::VisualSection), (aspect_label, patterns))

struct ClipsGroup {
  std::vector<insight::RankedClip> ranked;
  std::optional<insight::Storyboard> storyboard;
};
BOOST_DESCRIBE_STRUCT(ClipsGroup, (), (ranked, storyboard))

struct Findings {
  FramesGroup frames;
  vision::ShotsSection shots;
  MotionGroup motion;
  std::optional<FacesGroup> faces;
  std::optional<vision::ObjectsSection> objects;
  std::optional<insight::TextSection> text;
  VisualGroup visual;
  audio::AudioSection audio;
  std::optional<insight::SyncReport> sync;
  std::optional<insight::PsychologyReport> psychology;
  std::optional<insight::HookReport> hook;
  std::optional<insight::CtaSection> cta;
  std::optional<ClipsGroup> clips;
  std::optional<vision::BrandSafety> brand_safety;  ///< from all that was recognised
  insight::Derived derived;
  std::vector<std::string> warnings;

  // Beside the document:
  std::vector<SheetPicture> sheet;      ///< a picture of each shot
  std::vector<Image> thumbnail_images;  ///< BGR, as `visual.thumbnails`
};
BOOST_DESCRIBE_STRUCT(Findings, (),
                      (frames, shots, motion, faces, objects, text, visual, audio, sync, psychology,
                       hook, cta, clips, brand_safety, derived, warnings))

}  // namespace gv::video

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/vision/composition.h"
#include "core/vision/palette.h"
#include "core/vision/quality.h"
#include "core/vision/shots.h"
#include "core/vision/signature.h"
#include "core/vision/thumbnail.h"
#include "core/vision/tones.h"

namespace gv::vision {

/// A picture worth showing for the video.
struct Thumbnail {
  std::int64_t shot{0};
  std::int64_t frame{0};
  double t{0.0};
  double score{0.0};  ///< [0, 1]
  std::string hash;   ///< `perceptual_hash`
};
BOOST_DESCRIBE_STRUCT(Thumbnail, (), (shot, frame, t, score, hash))

/// The part of the document's group `visual` that pixels give. Numbers are means over the samples;
/// null without a sample.
struct VisualSection {
  std::vector<PaletteEntry> palette;    ///< by falling weight
  std::optional<double> brightness;     ///< mean luma, [0, 1]
  std::optional<double> brightness_sd;  ///< over time
  std::optional<double> contrast;
  std::optional<double> saturation;
  std::optional<double> edge_density;
  std::optional<double> complexity;
  std::optional<double> colorfulness;
  std::optional<double> vibrancy;
  std::optional<double> clip_share;
  std::optional<double> highlight_share;
  std::optional<double> sharpness;          ///< Laplacian variance at C640
  std::optional<double> technical_quality;  ///< [0, 1]
  std::optional<double> blockiness;         ///< null where the scale hides the blocks
  std::optional<double> noise;              ///< grey levels
  std::optional<Bars> bars;                 ///< present in every sample that is not dark
  Composition composition;
  std::vector<Thumbnail> thumbnails;                        ///< best first, at most 5, one per shot
  std::vector<double> signature;                            ///< 127 numbers; empty without a sample
  std::vector<std::optional<std::string>> keyframe_hashes;  ///< one per shot
};
BOOST_DESCRIBE_STRUCT(VisualSection, (),
                      (palette, brightness, brightness_sd, contrast, saturation, edge_density,
                       complexity, colorfulness, vibrancy, clip_share, highlight_share, sharpness,
                       technical_quality, blockiness, noise, bars, composition, thumbnails,
                       signature, keyframe_hashes))

/// What the samples of one shot say, for the analyzers that compare shots.
struct ShotLook {
  std::optional<Signature> signature;    ///< mean; empty for a shot without a sample
  std::optional<std::int64_t> keyframe;  ///< frame of the sample that stands for it
  std::optional<std::uint64_t> hash;     ///< of that frame
  double split_share{0.0};               ///< samples with an edge along the middle
  std::optional<double> halves;          ///< mean correlation of the halves of those samples
};
BOOST_DESCRIBE_STRUCT(ShotLook, (), (signature, keyframe, hash, split_share, halves))

struct VisualResult {
  VisualSection section;
  std::vector<ShotLook> shots;    ///< one per shot
  std::vector<Image> thumbnails;  ///< BGR at C640, as `section.thumbnails`
};
BOOST_DESCRIBE_STRUCT(VisualResult, (), (section, shots))  // what is written holds no pictures

/// Size of the upright source picture in square pixels, before it was reduced.
struct SourceSize {
  int width{0};
  int height{0};
};

/// Priors of the look of a video.
struct VisualConfig {
  PaletteConfig palette;
  CompositionConfig composition;
  std::size_t thumbnails{5};
};

/// One sampled frame.
struct VisualSample {
  std::int64_t frame{0};
  double t{0.0};
  std::int64_t shot{0};  ///< number of hard cuts known so far
  const Image& c640;     ///< BGR, longer side 640
  const Image& c320;     ///< BGR, longer side 320
  bool face{false};      ///< a face is seen in it
};

/// Measures colour, quality, layout and signature of sampled frames (2 Hz) and sums them up over
/// shots and video. 10 ms a sample. Keeps 1.5 KB a sample and at most 16 pictures.
class VisualAnalyzer {
 public:
  /// `seed`: of the palette's random stream, from the file's digest.
  VisualAnalyzer(const SourceSize& source, std::uint64_t seed, const VisualConfig& config = {});

  /// Samples come in order of time, each frame once.
  void on_sample(const VisualSample& sample);
  /// A sample that shows the same picture as the one before it, which must exist.
  void on_repeat(std::int64_t frame, double t);

  /// Times of the samples so far, to look up what was seen at them.
  [[nodiscard]] const std::vector<double>& times() const { return times_; }

  /// `subjects`: one per sample, empty where neither a face nor a product nor motion led the eye;
  /// or none at all when nothing looked for them. Called once.
  [[nodiscard]] VisualResult finish(const ShotsSection& shots,
                                    std::span<const std::optional<Subject>> subjects = {}) const;

 private:
  struct Look {
    std::int64_t frame{0};
    Tones tones{};
    Layout layout{};
    Signature signature{};
    std::uint64_t hash{0};
    double sharpness{0.0};
    double noise{0.0};
    std::optional<double> blockiness{};
    std::optional<Bars> bars{};
    double score{0.0};
    bool sharp{false};
    std::vector<WeightedLab> palette;
  };

  [[nodiscard]] std::vector<std::size_t> shot_of_samples(const ShotsSection& shots) const;
  void summarize(VisualSection& section) const;
  void describe_shots(const ShotsSection& shots, std::span<const LayoutSample> layouts,
                      VisualResult& result) const;
  [[nodiscard]] std::uint64_t hash_of(std::int64_t frame) const;
  void choose_thumbnails(const ShotsSection& shots, VisualResult& result) const;

  SourceSize source_;
  std::uint64_t seed_;
  VisualConfig config_;
  ThumbnailPicker picker_;
  std::vector<double> times_;
  std::vector<Look> looks_;
};

/// Points each shot's keyframe at the frame whose hash and signature stand for it.
void set_keyframes(std::vector<Shot>& shots, std::span<const ShotLook> looks);

/// The shots' signatures, for `group_scenes`.
[[nodiscard]] std::vector<std::optional<Signature>> signatures_of(std::span<const ShotLook> looks);

}  // namespace gv::vision

#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/image.h"
#include "core/vision/cut_detector.h"
#include "core/vision/frame.h"
#include "core/vision/shots.h"
#include "core/vision/splitmix.h"

/// Clips with known boundaries, drawn in memory: coloured 1/f textures under a moving camera.
namespace gv::vision::testing {

inline constexpr int kClipWidth = 160;
inline constexpr int kClipHeight = 90;

/// A colour of one value everywhere.
[[nodiscard]] Image uniform(int width, int height, std::uint8_t b, std::uint8_t g, std::uint8_t r);

/// A periodic BGR texture whose spectrum falls like 1/f, with its own mean colour.
[[nodiscard]] Image texture(int width, int height, std::uint64_t seed);

/// How one shot hands over to the next.
struct Handover {
  Entry kind{Entry::Cut};
  int frames{0};  ///< of the dissolve, the fade (out and in) or the black gap
};

struct ClipPlan {
  std::uint64_t seed{1};
  int shots{10};
  int frames_min{15};
  int frames_max{60};
  double speed_max{1.5};  ///< camera, pixels a frame
  double noise{0.0};      ///< standard deviation, grey levels
  int flash_every{0};     ///< shots between flashes of 1-3 frames; 0: none
  bool brightness_steps{false};
  bool graphic{false};                           ///< a bright box crosses each shot
  std::function<Handover(int shot)> handover{};  ///< into shot 1, 2, ...; empty: hard cuts
};

struct TrueTransition {
  Entry kind{Entry::Cut};
  std::int64_t start{0};  ///< first frame that is not the old shot alone
  std::int64_t end{0};    ///< first frame that is the new shot alone
};

/// A clip drawn frame by frame.
class Clip {
 public:
  explicit Clip(const ClipPlan& plan);

  [[nodiscard]] std::int64_t frames() const { return frames_; }
  [[nodiscard]] const std::vector<TrueTransition>& truth() const { return truth_; }
  [[nodiscard]] Image frame(std::int64_t index) const;

 private:
  struct Take {
    Image texture;
    double x{0.0};
    double y{0.0};
    double vx{0.0};
    double vy{0.0};
    std::int64_t start{0};  ///< first frame in which it is alone
    std::int64_t end{0};
    std::int64_t flash{-1};
    int flash_frames{0};
    std::int64_t step_at{-1};
    double step{0.0};
  };

  [[nodiscard]] Image take(std::size_t shot, std::int64_t index) const;
  void add_noise(Image& image, std::int64_t index) const;

  ClipPlan plan_;
  std::vector<Take> takes_;
  std::vector<TrueTransition> truth_;
  std::vector<int> noise_;
  std::int64_t frames_{0};
};

/// A BGR image blurred by about a Gaussian of sigma 1.2; ends of rows run into each other.
[[nodiscard]] Image blurred(Image image);

/// A picture with the small planes that go with it.
struct Planes {
  Image bgr;
  Image luma;
  Image a64;
  Image t48;
};
[[nodiscard]] Planes planes_of(const Image& bgr);

/// Feeds pictures to an analyzer of frames.
class Projector {
 public:
  using Screen = std::function<void(const FrameView&)>;

  explicit Projector(double fps = 30.0) : fps_(fps) {}
  void show(const Planes& planes, const Screen& screen);
  void show(const Image& bgr, const Screen& screen) { show(planes_of(bgr), screen); }

 private:
  double fps_;
  std::int64_t index_{0};
};

/// Runs a detector over a clip at 30 frames a second.
[[nodiscard]] ShotsSection detect(const Clip& clip, const ShotConfig& config = {});

struct Counts {
  int hits{0};
  int missed{0};
  int extra{0};
  int exact{0};            ///< hits on the very frame
  double offset_sum{0.0};  ///< distances of the boundaries of hits from the truth
  [[nodiscard]] double f1() const {
    const int total = 2 * hits + missed + extra;
    return total > 0 ? 2.0 * hits / total : 1.0;
  }
};

/// Hard cuts one to one within a frame; predictions inside true gradual transitions are ignored.
[[nodiscard]] Counts count_cuts(const Clip& clip, const ShotsSection& found);

/// Gradual transitions of one kind (`Fade` counts gaps too): overlap of at least 30 % of the
/// longer interval, one to one.
[[nodiscard]] Counts count_gradual(const Clip& clip, const ShotsSection& found, Entry kind);

}  // namespace gv::vision::testing

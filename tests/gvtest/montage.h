#pragma once

#include "canvas.h"
#include "truth.h"

#include <cstdint>
#include <functional>
#include <vector>

#include "base/image.h"
#include "base/rng.h"

namespace gv::gvtest {

/// How one shot hands over to the next: `frames` of the dissolve, the fade (out and in) or the gap.
struct Handover {
  vision::Entry kind{vision::Entry::Cut};
  int frames{0};
};

/// What a clip of shots is made of. Speeds are pixels a second at this size.
struct MontageStyle {
  int width{640};
  int height{360};
  double fps{30.0};
  int shots{12};
  double shot_s_min{0.5};
  double shot_s_max{3.0};
  std::vector<double> cuts_s{};  ///< instead: where the cuts are; `end_s` where it all ends
  double end_s{0.0};
  double speed_max{180.0};
  double noise{0.0};    ///< standard deviation, grey levels
  bool flashes{false};  ///< of 1-3 frames
  bool strobes{false};  ///< half a second of flashes every other frame
  bool brightness_steps{false};
  bool graphics{false};  ///< a bright box crosses the picture
  /// Into shot 1, 2, ...; empty: hard cuts.
  std::function<Handover(int shot, Rng& rng)> handover{};
};

/// A clip of shots, each a texture under a moving camera, drawn frame by frame.
class Montage {
 public:
  Montage(const MontageStyle& style, std::uint64_t seed);

  [[nodiscard]] std::int64_t frames() const { return frames_; }
  [[nodiscard]] const std::vector<TrueBoundary>& boundaries() const { return boundaries_; }
  /// First frame of each shot in which it is alone, and the end of the clip.
  [[nodiscard]] std::vector<std::int64_t> shot_starts() const;
  [[nodiscard]] Image frame(std::int64_t index) const;

 private:
  struct Take {
    Image picture;
    Camera from;
    double vx{0.0};  ///< pixels a frame
    double vy{0.0};
    double growth{0.0};     ///< of the zoom, a frame
    std::int64_t start{0};  ///< first frame in which it is alone
    std::int64_t end{0};
    std::int64_t flash{-1};
    int flash_frames{0};
    std::int64_t strobe{-1};
    int strobe_frames{0};
    std::int64_t step_at{-1};
    double step{0.0};
    double box_speed{0.0};
  };

  [[nodiscard]] Take make_take(std::int64_t start, std::int64_t end, Rng& rng) const;
  void plan_accidents(Take& take, Rng& rng) const;
  [[nodiscard]] Image draw(const Take& take, std::int64_t index) const;
  [[nodiscard]] Image draw_handover(std::size_t shot, std::int64_t index) const;

  MontageStyle style_;
  Grain grain_;
  std::vector<Take> takes_;
  std::vector<TrueBoundary> boundaries_;
  std::int64_t frames_{0};
};

}  // namespace gv::gvtest

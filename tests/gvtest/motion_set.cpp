#include "canvas.h"
#include "cuts_sets.h"
#include "flow_truth.h"
#include "sets.h"

#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

constexpr int kFrames = 5;
constexpr double kNoise = 2.0;  // a camera's
constexpr std::array<double, 8> kShifts{0.0, 0.5, 1.0, 3.0, 6.0, 15.0, 30.0, 60.0};

/// A texture that moves; twice as large as the picture where it moves far.
struct Scene {
  Image ground;
  Image disc;
  Grain grain;
  TrueMotion motion;

  [[nodiscard]] Image frame(int index) const {
    const double n = index;
    Camera camera{.x = ground.width / 2.0, .y = ground.height / 2.0};
    if (motion.disc > 0.0) {
      Image image = look(ground, camera, kFlowWidth, kFlowHeight);
      fill_disc(image, disc, motion.disc_x + n * motion.dx, motion.disc_y + n * motion.dy,
                motion.disc, disc.width / 2.0, disc.height / 2.0);
      grain.add(image, index);
      return image;
    }
    camera.x -= n * motion.dx;
    camera.y -= n * motion.dy;
    camera.zoom = std::pow(1.0 + motion.zoom, n);
    camera.roll = n * motion.roll;
    Image image = look(ground, camera, kFlowWidth, kFlowHeight);
    grain.add(image, index);
    return image;
  }
};

std::vector<TrueMotion> motions() {
  std::vector<TrueMotion> all;
  for (const double shift : kShifts) {
    all.push_back({.dx = shift});
    if (shift == 0.0) continue;
    all.push_back({.dx = -shift});
    all.push_back({.dy = shift});
    all.push_back({.dy = -shift});
  }
  all.push_back({.zoom = 0.01});
  all.push_back({.roll = 0.5});
  all.push_back({.dx = 12.0, .disc = 300.0, .disc_x = 800.0, .disc_y = 540.0});
  return all;
}

std::string name_of(const TrueMotion& motion) {
  if (motion.disc > 0.0) return "disc";
  if (motion.zoom > 0.0) return "zoom";
  if (motion.roll > 0.0) return "roll";
  return fmt::format("shift_{}_{}", motion.dx, motion.dy);
}

}  // namespace

Result<void> make_motion(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  const auto all = motions();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const TrueMotion motion = all[i];
    const std::uint64_t seed = clip_seed(options, "G5", i);
    ClipJob job;
    job.truth.file = fmt::format("G5_{}.{}", name_of(motion), options.lossless ? "mkv" : "mp4");
    job.truth.variant = name_of(motion);
    job.truth.frames = kFrames;
    job.truth.duration_s = kFrames / 30.0;
    job.truth.motion = motion;
    media::ClipOptions clip = h264();
    if (options.lossless) clip.codec = "ffv1";
    job.write = [motion, seed, clip](const std::string& path) {
      Rng rng(seed, 5);
      Scene scene{texture(kFlowWidth * 5 / 4, kFlowHeight * 5 / 4, Pattern::Shapes, rng),
                  texture(640, 640, Pattern::Shapes, rng), Grain(kNoise, seed), motion};
      return media::write_clip(
          path, kFrames, [&](int k) { return scene.frame(k); }, clip);
    };
    jobs.push_back(std::move(job));
  }
  return write_clips("G5", std::move(jobs), options);
}

}  // namespace gv::gvtest

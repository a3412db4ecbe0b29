#include "cuts_sets.h"

#include "sets.h"

#include <array>
#include <memory>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::gvtest {
namespace {

using vision::Entry;

constexpr int kClips = 8;

std::size_t clips_of(const GenerateOptions& options) {
  return static_cast<std::size_t>(options.count > 0 ? options.count : kClips);
}

std::string number(std::string_view set, std::size_t i) { return fmt::format("{}_{:02}", set, i); }

int frames_between(Rng& rng, int low, int high) {
  return low + static_cast<int>(rng.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// Dissolves, fades through black, black gaps and a few hard cuts.
Handover mixed(int, Rng& rng) {
  switch (rng.below(6)) {
    case 0:
    case 1:
    case 2:
      return {Entry::Dissolve, frames_between(rng, 8, 30)};
    case 3:
      return {Entry::Fade, frames_between(rng, 12, 30)};
    case 4:
      return {Entry::Black, frames_between(rng, 4, 15)};
    default:
      return {Entry::Cut, 0};
  }
}

}  // namespace

std::uint64_t clip_seed(const GenerateOptions& options, std::string_view set, std::size_t clip) {
  return key_of({set, std::to_string(options.seed), std::to_string(clip)});
}

ClipJob montage_job(std::string name, std::string variant, const MontageStyle& style,
                    std::uint64_t seed, const GenerateOptions& options) {
  const auto montage = std::make_shared<Montage>(style, seed);
  ClipJob job;
  job.truth.file = name + (options.lossless ? ".mkv" : ".mp4");
  job.truth.variant = std::move(variant);
  job.truth.frames = montage->frames();
  job.truth.duration_s = static_cast<double>(montage->frames()) / style.fps;
  job.truth.boundaries = montage->boundaries();
  media::ClipOptions clip = h264(style.fps);
  if (options.lossless) clip.codec = "ffv1";
  job.write = [montage, clip](const std::string& path) {
    return media::write_clip(
        path, static_cast<int>(montage->frames()), [&](int i) { return montage->frame(i); }, clip);
  };
  return job;
}

Result<void> make_cuts(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < clips_of(options); ++i) {
    jobs.push_back(montage_job(number("G1", i), "cuts", {}, clip_seed(options, "G1", i), options));
  }
  return write_clips("G1", std::move(jobs), options);
}

Result<void> make_transitions(const GenerateOptions& options) {
  // Speeds of the camera of which the prototype was measured: 0.8, 2.5 and 6 pixels a frame.
  constexpr std::array<double, 4> kSpeeds{24.0, 75.0, 75.0, 180.0};
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < clips_of(options); ++i) {
    const double speed = kSpeeds[i % kSpeeds.size()];
    const MontageStyle style{.shot_s_min = 1.0, .speed_max = speed, .handover = mixed};
    jobs.push_back(montage_job(number("G2", i), fmt::format("transitions, up to {} px/s", speed),
                               style, clip_seed(options, "G2", i), options));
  }
  return write_clips("G2", std::move(jobs), options);
}

Result<void> make_accidents(const GenerateOptions& options) {
  constexpr std::array<double, 3> kNoise{0.0, 2.5, 5.0};
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < clips_of(options); ++i) {
    const double noise = kNoise[i % kNoise.size()];
    const MontageStyle style{.noise = noise,
                             .flashes = true,
                             .strobes = true,
                             .brightness_steps = true,
                             .graphics = true};
    jobs.push_back(montage_job(number("G3", i), fmt::format("accidents, noise {}", noise), style,
                               clip_seed(options, "G3", i), options));
  }
  return write_clips("G3", std::move(jobs), options);
}

}  // namespace gv::gvtest

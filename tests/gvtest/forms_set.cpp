#include "cuts_sets.h"
#include "sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace gv::gvtest {
namespace {

constexpr double kDropped = 0.2;  // share of frames left out for a variable rate

struct Form {
  const char* name;
  double fps{30.0};
  int rotation_deg{0};
  int width{640};
  int sar_num{1};
  int sar_den{1};
  const char* pix_fmt{"yuv420p"};
  const char* transfer{""};
  bool drops{false};
  bool sound{false};
  bool still{false};
};

constexpr std::array kForms{
    Form{"fps24", 24.0},
    Form{"fps25", 25.0},
    Form{"fps29.97", 30'000.0 / 1001.0},
    Form{"fps60", 60.0},
    Form{.name = "vfr", .drops = true},
    Form{.name = "rotated90", .rotation_deg = 90},
    Form{.name = "rotated180", .rotation_deg = 180},
    Form{.name = "rotated270", .rotation_deg = 270},
    Form{.name = "ten_bit", .pix_fmt = "yuv420p10le"},
    Form{.name = "pq", .pix_fmt = "yuv420p10le", .transfer = "smpte2084"},
    Form{.name = "sar4_3", .width = 480, .sar_num = 4, .sar_den = 3},
    Form{.name = "with_sound", .sound = true},
    Form{.name = "one_frame", .still = true},
};

/// Which drawn frames the file holds.
std::vector<std::int64_t> frames_kept(const Form& form, std::int64_t drawn, std::uint64_t seed) {
  Rng rng(seed, 4);
  std::vector<std::int64_t> kept{0};
  for (std::int64_t i = 1; i < (form.still ? 1 : drawn); ++i) {
    // Never two in a row, so that no cut moves by more than a frame.
    const bool drop = form.drops && kept.back() == i - 1 && rng.uniform() < kDropped;
    if (!drop) kept.push_back(i);
  }
  return kept;
}

ClipJob job_of(const Form& form, std::uint64_t seed, const GenerateOptions& options) {
  const MontageStyle style{
      .width = form.width, .fps = form.fps, .shots = 6, .shot_s_min = 0.6, .shot_s_max = 1.5};
  const auto montage = std::make_shared<Montage>(style, seed);
  const auto kept = frames_kept(form, montage->frames(), seed);
  media::ClipOptions clip = h264(form.fps);
  if (options.lossless) clip.codec = "ffv1";
  clip.pix_fmt = form.pix_fmt;
  clip.transfer = form.transfer;
  clip.rotation_deg = form.rotation_deg;
  clip.sar_num = form.sar_num;
  clip.sar_den = form.sar_den;
  if (form.drops) {
    for (const auto index : kept) clip.times_s.push_back(static_cast<double>(index) / form.fps);
  }
  ClipJob job;
  job.truth.file = std::string("G4_") + form.name + (options.lossless ? ".mkv" : ".mp4");
  job.truth.variant = form.name;
  job.truth.frames = static_cast<std::int64_t>(kept.size());
  job.truth.duration_s = static_cast<double>(montage->frames()) / form.fps;
  if (form.sound) {
    clip.sounds = {{.codec = "aac",
                    .rate = 44'100,
                    .samples = media::sine(44'100, 1, job.truth.duration_s, 440.0)}};
  }
  for (const TrueBoundary& one : montage->boundaries()) {
    const auto first = std::ranges::lower_bound(kept, one.start);
    if (first == kept.end()) continue;
    const auto index = first - kept.begin();
    const double t = static_cast<double>(*first) / form.fps;
    job.truth.boundaries.push_back({one.kind, index, index, t});
  }
  const bool upright = form.rotation_deg % 180 == 0;
  const int width = form.width * form.sar_num / form.sar_den;
  job.truth.form = TrueForm{.fps = form.fps,
                            .vfr = form.drops,
                            .rotation_deg = form.rotation_deg,
                            .display_w = upright ? width : style.height,
                            .display_h = upright ? style.height : width,
                            .bit_depth = clip.pix_fmt == "yuv420p" ? 8 : 10,
                            .hdr = !clip.transfer.empty(),
                            .sound = form.sound,
                            .still = form.still};
  job.write = [montage, kept, clip](const std::string& path) {
    return media::write_clip(
        path, static_cast<int>(kept.size()),
        [&](int i) { return montage->frame(kept[static_cast<std::size_t>(i)]); }, clip);
  };
  return job;
}

}  // namespace

Result<void> make_forms(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    jobs.push_back(job_of(kForms[i], clip_seed(options, "G4", i), options));
  }
  return write_clips("G4", std::move(jobs), options);
}

}  // namespace gv::gvtest

#include "cuts_sets.h"
#include "lettering.h"
#include "material.h"
#include "montage.h"
#include "sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "core/audio/testing.h"

namespace gv::gvtest {
namespace {

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;
constexpr int kShots = 15;
constexpr double kShot_s = 2.0;
constexpr double kPasted = 2.4;  // the photograph of 512 pixels is enlarged by so much
constexpr double kRateTolerance = 0.10;

constexpr std::array<std::array<const char*, 2>, 5> kLines{{
    {"Your mornings just got easier", "Made from real cotton"},
    {"Sleep better in seven days", "Loved by thousands of families"},
    {"No more tangled cables", "One dock for every device"},
    {"Fresh coffee in ninety seconds", "Ground right before brewing"},
    {"Try it at home this week", "Order now and save twenty"},
}};

struct Overlay {
  Image ink;
  int x{0};
  int y{0};
  CaptionStyle style{CaptionStyle::Box};
};

/// The benchmark clip: shots of two seconds with captions, every other one with a face.
class BenchClip {
 public:
  BenchClip(double noise, std::uint64_t seed) : montage_(style_of(noise), seed) {}

  Result<void> prepare(const std::string& material) {
    if (const auto photo = read_picture(material + "/media/astronaut.png", 512)) {
      const int side = static_cast<int>(512 * kPasted);
      face_ = scaled(*photo, side, side);
    }
    GV_TRY(const Font font, Font::open(font_files().front()));
    overlays_.resize(kShots);
    for (std::size_t shot = 0; shot < kShots; ++shot) {
      const auto& lines = kLines[shot % kLines.size()];
      for (std::size_t i = 0; i < lines.size(); ++i) {
        Overlay overlay{.ink = font.line(lines[i], kHeight * 4 / 100)};
        overlay.x = (kWidth - overlay.ink.width) / 2;
        overlay.y = kHeight * 72 / 100 + static_cast<int>(i) * kHeight * 9 / 100;
        overlay.style = shot % 3 == 0 ? CaptionStyle::Box : CaptionStyle::Outline;
        overlays_[shot].push_back(std::move(overlay));
      }
    }
    return {};
  }

  [[nodiscard]] Image frame(int index, ClipTruth* truth = nullptr) const {
    const auto shot = static_cast<std::size_t>(index / static_cast<int>(kShot_s * 30.0));
    Image image = montage_.frame(index);
    const double t0 = static_cast<double>(shot) * kShot_s;
    if (!face_.empty() && shot % 2 == 0) {
      // Different places, so that no two shots share a face's box.
      const int x = 100 + 90 * static_cast<int>(shot % 7);
      const int y = -90;
      paste(image, face_, x, y);
      if (truth != nullptr) truth->faces.push_back({face_box(x, y), t0, t0 + kShot_s});
    }
    for (const Overlay& overlay : overlays_[shot]) {
      const auto box = draw_caption(image, overlay.ink, overlay.style, overlay.x, overlay.y);
      if (truth != nullptr) add_caption(*truth, shot, overlay, box);
    }
    return image;
  }

  [[nodiscard]] ClipTruth truth() const {
    ClipTruth truth;
    truth.frames = montage_.frames();
    truth.duration_s = kShots * kShot_s;
    truth.boundaries = montage_.boundaries();
    for (int shot = 0; shot < kShots; ++shot) {
      [[maybe_unused]] const Image drawn = frame(shot * static_cast<int>(kShot_s * 30.0), &truth);
    }
    return truth;
  }

 private:
  static MontageStyle style_of(double noise) {
    MontageStyle style{.width = kWidth, .height = kHeight, .end_s = kShots * kShot_s};
    for (int i = 1; i < kShots; ++i) style.cuts_s.push_back(i * kShot_s);
    style.speed_max = 240.0;
    style.noise = noise;
    return style;
  }

  static vision::Box face_box(int x, int y) {
    return {(x + 177 * kPasted) / kWidth, (y + 66 * kPasted) / kHeight, 97 * kPasted / kWidth,
            97 * kPasted / kHeight};
  }

  void add_caption(ClipTruth& truth, std::size_t shot, const Overlay& overlay,
                   const vision::Box& box) const {
    const auto line = static_cast<std::size_t>(&overlay - overlays_[shot].data());
    const double t0 = static_cast<double>(shot) * kShot_s;
    truth.captions.push_back({.text = kLines[shot % kLines.size()][line],
                              .box = box,
                              .t0 = t0,
                              .t1 = t0 + kShot_s,
                              .font = "DejaVuSans-Bold",
                              .style = overlay.style == CaptionStyle::Box ? "box" : "outline",
                              .height = 0.04,
                              .moving = true});
  }

  Montage montage_;
  Image face_;
  std::vector<std::vector<Overlay>> overlays_;
};

media::ClipSound drums() {
  const auto clip = audio::testing::drum_loop({.bpm = 120.0, .duration_s = kShots * kShot_s});
  media::ClipSound sound{.codec = "aac", .rate = 44'100, .channels = 2};
  sound.samples.reserve(4 * clip.samples.size());
  for (std::size_t i = 0; i < clip.samples.size(); ++i) {
    const float now = 0.8F * clip.samples[i];
    const float next = 0.8F * clip.samples[std::min(i + 1, clip.samples.size() - 1)];
    const float between = 0.5F * (now + next);
    sound.samples.insert(sound.samples.end(), {now, now, between, between});
  }
  return sound;
}

/// Writes until the file has the rate: the encoder's own control is rougher than 10 %.
Result<void> write_at_rate(const BenchClip& clip, double bits_s, const std::string& path) {
  media::ClipOptions options = h264();
  options.preset = "veryfast";
  options.gop = 60;
  options.b_frames = 2;
  options.sounds = {drums()};
  double asked = bits_s;
  for (int attempt = 0; attempt < 3; ++attempt) {
    options.bit_rate = std::llround(asked);
    GV_TRY(media::write_clip(
        path, kShots * static_cast<int>(kShot_s * 30.0), [&](int i) { return clip.frame(i); },
        options));
    const double sound = 128'000.0;
    const double got =
        8.0 * static_cast<double>(std::filesystem::file_size(path)) / (kShots * kShot_s) - sound;
    if (std::abs(got / bits_s - 1.0) <= kRateTolerance) return {};
    asked *= bits_s / got;
  }
  return fail(ErrorCode::UnusableInput, path,
              fmt::format("does not come to {:.0f} bits a second", bits_s));
}

}  // namespace

Result<void> make_bench(const GenerateOptions& options) {
  struct Variant {
    const char* name;
    double noise;
    double bits_s;
  };
  std::vector<ClipJob> jobs;
  for (const Variant& variant : {Variant{"bench", 0.0, 4e6}, Variant{"bench_noisy", 4.0, 8e6}}) {
    const auto clip = std::make_shared<BenchClip>(variant.noise, clip_seed(options, "bench", 0));
    GV_TRY(clip->prepare(options.material));
    ClipJob job{.truth = clip->truth()};
    job.truth.file = std::string(variant.name) + ".mp4";
    job.truth.variant =
        fmt::format("1080p30, {} Mb/s, noise {}", variant.bits_s / 1e6, variant.noise);
    job.write = [clip, bits_s = variant.bits_s](const std::string& path) {
      return write_at_rate(*clip, bits_s, path);
    };
    jobs.push_back(std::move(job));
  }
  return write_clips("bench", std::move(jobs), options);
}

}  // namespace gv::gvtest

#include "canvas.h"
#include "cuts_sets.h"
#include "material.h"
#include "sets.h"

#include <array>
#include <memory>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr int kFrames = 30;

struct Bar {
  std::uint8_t r, g, b;
  double share;
};

ClipJob still_job(const std::string& name, std::string variant, TrueLook look,
                  std::shared_ptr<const Image> image, const GenerateOptions& options) {
  ClipJob job;
  job.truth.file = name + (options.lossless ? ".mkv" : ".mp4");
  job.truth.variant = std::move(variant);
  job.truth.frames = kFrames;
  job.truth.duration_s = kFrames / 30.0;
  job.truth.look = std::move(look);
  media::ClipOptions clip = h264();
  if (options.lossless) clip.codec = "ffv1";
  job.write = [image = std::move(image), clip](const std::string& path) {
    return media::write_clip(
        path, kFrames, [&](int) { return *image; }, clip);
  };
  return job;
}

ClipJob bars_job(std::size_t i, const std::vector<Bar>& bars, const GenerateOptions& options) {
  auto image = std::make_shared<Image>(kWidth, kHeight, 3);
  TrueLook look;
  double at = 0.0;
  for (const Bar& bar : bars) {
    const int x = static_cast<int>(at * kWidth + 0.5);
    at += bar.share;
    const int width = static_cast<int>(at * kWidth + 0.5) - x;
    paste(*image, flat(width, kHeight, bar.b, bar.g, bar.r), x, 0);
    look.colours.push_back({fmt::format("#{:02X}{:02X}{:02X}", bar.r, bar.g, bar.b), bar.share});
  }
  return still_job(fmt::format("G11_bars_{}", i), "colour bars", std::move(look), image, options);
}

}  // namespace

Result<void> make_looks(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  const std::vector<std::vector<Bar>> palettes{
      {{255, 0, 0, 0.6}, {0, 255, 0, 0.3}, {0, 0, 255, 0.1}},
      {{250, 240, 220, 0.5}, {30, 30, 40, 0.25}, {220, 120, 30, 0.15}, {40, 140, 140, 0.1}},
      {{255, 255, 255, 0.7}, {0, 0, 0, 0.3}}};
  for (std::size_t i = 0; i < palettes.size(); ++i) {
    jobs.push_back(bars_job(i, palettes[i], options));
  }
  Rng rng(clip_seed(options, "G11", 0), 11);
  const Image sharp = texture(kWidth, kHeight, Pattern::Shapes, rng);
  for (const double sigma : {0.0, 1.0, 2.0, 4.0, 8.0}) {
    auto image = std::make_shared<Image>(sigma > 0.0 ? blurred(sharp, sigma) : sharp);
    jobs.push_back(still_job(fmt::format("G11_blur_{:.0f}", sigma), "blur", {.blur = sigma},
                             std::move(image), options));
  }
  if (const auto photo = read_picture(options.material + "/media/astronaut.png", 512)) {
    // The face lies at 225, 114 of the photograph; it comes to the middle, or to a third.
    struct Place {
      const char* composition;
      double x, y;
    };
    for (const Place& place :
         {Place{"centered", 0.5, 0.5}, Place{"rule_of_thirds", 0.333, 0.333}}) {
      auto image = std::make_shared<Image>(flat(kWidth, kHeight, 90, 90, 90));
      paste(*image, *photo, static_cast<int>(place.x * kWidth) - 225,
            static_cast<int>(place.y * kHeight) - 114);
      jobs.push_back(still_job(fmt::format("G11_{}", place.composition), "a face",
                               {.composition = place.composition}, std::move(image), options));
    }
  }
  return write_clips("G11", std::move(jobs), options);
}

}  // namespace gv::gvtest

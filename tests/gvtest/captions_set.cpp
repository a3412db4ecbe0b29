#include "cuts_sets.h"
#include "lettering.h"
#include "sets.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kFps = 15.0;
constexpr double kClip_s = 6.4;

struct Period {
  double t0;
  double t1;
};
constexpr std::array kPeriods{Period{0.4, 2.2}, Period{2.6, 4.2}, Period{4.6, 6.0}};

struct StyleName {
  CaptionStyle style;
  const char* name;
};
constexpr std::array kStyles{StyleName{CaptionStyle::Box, "box"},
                             StyleName{CaptionStyle::Outline, "outline"},
                             StyleName{CaptionStyle::Shadow, "shadow"}};

/// Short enough to fit at the height beside it.
struct Phrase {
  const char* text;
  double height;  ///< of a capital letter, of the frame
};
constexpr std::array kPhrases{Phrase{"Free shipping on every order today", 0.03},
                              Phrase{"Wake up rested", 0.06},
                              Phrase{"Only the good ingredients inside", 0.04},
                              Phrase{"New in store", 0.08},
                              Phrase{"Rated 4.8 by 12,000 customers", 0.035},
                              Phrase{"Shop now", 0.10},
                              Phrase{"Batteries sold separately in some regions", 0.02},
                              Phrase{"Save $25 this week", 0.05},
                              Phrase{"What if dinner made itself?", 0.045},
                              Phrase{"Learn more", 0.07},
                              Phrase{"Built for long summer roads", 0.025},
                              Phrase{"50% off everything", 0.06}};

struct Line {
  Image ink;
  CaptionStyle style{CaptionStyle::Box};
  int x{0};
  int y{0};
  Period period{};
};

struct Scene {
  Montage montage;
  std::vector<Line> lines;

  [[nodiscard]] Image frame(std::int64_t index) const {
    Image image = montage.frame(index);
    const double t = static_cast<double>(index) / kFps;
    for (const Line& line : lines) {
      if (t < line.period.t0 - 1e-9 || t >= line.period.t1 - 1e-9) continue;
      draw_caption(image, line.ink, line.style, line.x, line.y);
    }
    return image;
  }
};

Result<ClipJob> job_of(std::size_t i, const GenerateOptions& options) {
  const auto fonts = font_files();
  const std::string& font_path = fonts[i % fonts.size()];
  const StyleName& style = kStyles[(i / fonts.size()) % kStyles.size()];
  const bool moving = i % 3 != 0;
  GV_TRY(const Font font, Font::open(font_path));
  const std::uint64_t seed = clip_seed(options, "G9", i);
  const MontageStyle look{.width = kWidth,
                          .height = kHeight,
                          .fps = kFps,
                          .shots = 1,
                          .shot_s_min = kClip_s,
                          .shot_s_max = kClip_s,
                          .speed_max = moving ? 160.0 : 0.0};
  const auto scene = std::make_shared<Scene>(Scene{Montage(look, seed), {}});
  ClipJob job;
  job.truth.file = fmt::format("G9_{:02}.{}", i, options.lossless ? "mkv" : "mp4");
  const std::string font_name = font_path.substr(font_path.rfind('/') + 1);
  job.truth.variant = fmt::format("{}, {}, {}", font_name, style.name, moving ? "moving" : "still");
  for (std::size_t k = 0; k < 2 * kPeriods.size(); ++k) {
    const Phrase& phrase = kPhrases[(2 * i + k) % kPhrases.size()];
    Line line{.ink = font.line(phrase.text, static_cast<int>(phrase.height * kHeight + 0.5)),
              .style = style.style};
    if (line.ink.width > kWidth * 9 / 10) continue;
    line.x = (kWidth - line.ink.width) / 2;
    line.y = kHeight * (k % 2 == 0 ? 22 : 68) / 100;
    line.period = kPeriods[k / 2];
    Image trial(kWidth, kHeight, 3);
    const auto box = draw_caption(trial, line.ink, line.style, line.x, line.y);
    job.truth.captions.push_back({.text = phrase.text,
                                  .box = box,
                                  .t0 = line.period.t0,
                                  .t1 = line.period.t1,
                                  .font = font_name,
                                  .style = style.name,
                                  .height = phrase.height,
                                  .moving = moving});
    scene->lines.push_back(std::move(line));
  }
  job.truth.frames = scene->montage.frames();
  job.truth.duration_s = kClip_s;
  media::ClipOptions clip = h264(kFps);
  if (options.lossless) clip.codec = "ffv1";
  job.write = [scene, clip](const std::string& path) {
    return media::write_clip(
        path, static_cast<int>(scene->montage.frames()), [&](int k) { return scene->frame(k); },
        clip);
  };
  return job;
}

}  // namespace

Result<void> make_captions(const GenerateOptions& options) {
  // Every font in every style.
  const std::size_t wanted = options.count > 0 ? static_cast<std::size_t>(options.count)
                                               : font_files().size() * kStyles.size();
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < wanted; ++i) {
    GV_TRY(ClipJob job, job_of(i, options));
    jobs.push_back(std::move(job));
  }
  return write_clips("G9", std::move(jobs), options);
}

}  // namespace gv::gvtest

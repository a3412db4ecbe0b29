#include "cuts_sets.h"
#include "lettering.h"
#include "material.h"
#include "sets.h"

#include <array>
#include <memory>

#include <fmt/format.h>

namespace gv::gvtest {
namespace {

constexpr int kWidth = 854;
constexpr int kHeight = 480;
constexpr double kFps = 30.0;
constexpr double kClip_s = 8.0;
constexpr double kNever = 1e9;

/// One case: what appears when, and what must be found.
struct Case {
  const char* name;
  double face_s{kNever};
  double text_s{kNever};
  const char* text{""};
  double cut_s{kNever};
  double button_s{kNever};  ///< until 2.5 s later
  const char* button{""};
  const char* hook{"none"};
  const char* cta{nullptr};
};

constexpr std::array kCases{
    Case{.name = "nothing"},
    Case{.name = "face_0.0", .face_s = 0.0, .hook = "face_hook"},
    Case{.name = "face_0.4", .face_s = 0.3, .hook = "face_hook"},
    Case{.name = "face_1.0", .face_s = 1.0},
    Case{.name = "text_0.0", .text_s = 0.0, .text = "Linen for warm nights", .hook = "text_hook"},
    Case{.name = "text_1.0", .text_s = 1.0, .text = "Linen for warm nights"},
    Case{.name = "question_0.0", .text_s = 0.0, .text = "Sleeping badly?", .hook = "question"},
    Case{.name = "before", .text_s = 0.0, .text = "Before and after", .hook = "transformation"},
    Case{.name = "cut_0.3", .cut_s = 0.3, .hook = "motion_hook"},
    Case{.name = "shop_late", .button_s = 5.2, .button = "Shop now", .cta = "shop_now"},
    Case{.name = "learn_middle", .button_s = 3.0, .button = "Learn more", .cta = "learn_more"},
    Case{.name = "sign_up_late", .button_s = 5.0, .button = "Sign up", .cta = "sign_up"},
};

struct Scene {
  Case plan;
  Montage montage;
  Image face;
  Image text;
  Image button;

  [[nodiscard]] Image frame(std::int64_t index) const {
    const double t = static_cast<double>(index) / kFps + 1e-9;
    Image image = montage.frame(index);
    if (t >= plan.face_s) paste(image, face, 40, 20);
    if (t >= plan.text_s) {
      draw_caption(image, text, CaptionStyle::Box, (kWidth - text.width) / 2, kHeight / 4);
    }
    if (t >= plan.button_s && t < plan.button_s + 2.5) {
      draw_caption(image, button, CaptionStyle::Box, (kWidth - button.width) / 2, kHeight * 7 / 10);
    }
    return image;
  }
};

}  // namespace

Result<void> make_hooks(const GenerateOptions& options) {
  GV_TRY(const Font font, Font::open(font_files().front()));
  const auto photo = read_picture(options.material + "/media/astronaut.png", 512);
  const Image face = photo ? scaled(*photo, kHeight * 11 / 20, kHeight * 11 / 20) : Image();
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < kCases.size(); ++i) {
    const Case& plan = kCases[i];
    if (plan.face_s < kNever && !photo) continue;
    MontageStyle style{.width = kWidth,
                       .height = kHeight,
                       .shots = 1,
                       .shot_s_min = kClip_s,
                       .shot_s_max = kClip_s,
                       .speed_max = 12.0};
    if (plan.cut_s < kNever) {
      style.cuts_s = {plan.cut_s};
      style.end_s = kClip_s;
    }
    const std::uint64_t seed = clip_seed(options, "G12", i);
    const auto scene =
        std::make_shared<Scene>(Scene{.plan = plan, .montage = Montage(style, seed), .face = face});
    if (*plan.text != '\0') scene->text = font.line(plan.text, kHeight / 12);
    if (*plan.button != '\0') scene->button = font.line(plan.button, kHeight / 16);
    ClipJob job;
    job.truth.file = fmt::format("G12_{}.mp4", plan.name);
    job.truth.variant = plan.name;
    job.truth.frames = scene->montage.frames();
    job.truth.duration_s = kClip_s;
    job.truth.boundaries = scene->montage.boundaries();
    if (plan.cta == nullptr) job.truth.hook = plan.hook;
    if (plan.cta != nullptr) {
      job.truth.cta = TrueCta{plan.cta, plan.button_s, plan.button_s + 2.5};
    }
    job.write = [scene](const std::string& path) {
      return media::write_clip(
          path, static_cast<int>(scene->montage.frames()), [&](int k) { return scene->frame(k); },
          h264());
    };
    jobs.push_back(std::move(job));
  }
  return write_clips("G12", std::move(jobs), options);
}

}  // namespace gv::gvtest

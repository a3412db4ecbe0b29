#include "material.h"

#include "io/media/source.h"
#include "io/media/testing.h"

namespace gv::gvtest {

std::string material_folder() { return std::string(GV_SOURCE_DIR) + "/../shared/data"; }
std::string opencv_folder() { return "/usr/share/doc/opencv-doc/examples/data"; }

std::optional<Image> read_picture(const std::string& path, int side) {
  auto source = media::open(path, {.want_audio = false, .want_sha256 = false});
  if (!source) return std::nullopt;
  if (auto event = (*source)->next(); !event) return std::nullopt;
  auto image = (*source)->sample(0, side);
  if (!image) return std::nullopt;
  return std::move(*image);
}

Result<void> write_frame(const std::string& video, std::int64_t index, const std::string& png) {
  constexpr int kSide = 960;
  GV_TRY(const auto source, media::open(video, {.want_audio = false, .want_sha256 = false}));
  while (true) {
    GV_TRY(const media::Event event, source->next());
    if (std::holds_alternative<media::End>(event)) {
      return fail(ErrorCode::InvalidInput, video, "has no frame " + std::to_string(index));
    }
    const auto* frame = std::get_if<media::Frame>(&event);
    if (frame == nullptr || frame->index != index) continue;
    GV_TRY(const Image image, source->sample(index, kSide));
    return media::write_clip(png, 1, [&](int) { return image; },
                             {.codec = "png", .pix_fmt = "rgb24"});
  }
}

}  // namespace gv::gvtest

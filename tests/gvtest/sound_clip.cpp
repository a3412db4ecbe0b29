#include "sound_clip.h"

#include "canvas.h"

#include <algorithm>
#include <cmath>

namespace gv::gvtest {

Result<void> write_sound_clip(const std::string& path, std::vector<float> samples, int rate,
                              int channels) {
  constexpr double kFps = 10.0;
  const double seconds = static_cast<double>(samples.size()) / static_cast<double>(channels) / rate;
  media::ClipOptions clip = h264(kFps);
  clip.sounds = {{.codec = path.ends_with(".mp4") ? "aac" : "pcm_f32le",
                  .rate = rate,
                  .channels = channels,
                  .samples = std::move(samples)}};
  const Image grey = flat(64, 36, 128, 128, 128);
  return media::write_clip(
      path, std::max(1, static_cast<int>(std::lround(seconds * kFps))), [&](int) { return grey; },
      clip);
}

}  // namespace gv::gvtest
